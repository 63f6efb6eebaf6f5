import Foundation
import Workers

// ncurses asks the locale whether block characters can be written.
setenv("LC_ALL", "C.UTF-8", 1)

// As the program does.
ThreadMemory.growInLargeSteps()

do {
  let arguments = CommandLine.arguments
  if arguments.count == 3, arguments[1] == "answer-peers" {
    try PeerAnswers(audio: arguments[2]).run()
  } else if arguments.count == 3, arguments[1] == "read-library" {
    try LargeLibrary.read(arguments[2])
  } else if arguments.count == 5, arguments[1] == "edit-library", let count = Int(arguments[4]) {
    try LargeLibrary.edit(arguments[2], as: arguments[3], count: count)
  } else if arguments.count == 2, arguments[1] == "answer-networks" {
    try NetworkAnswers().run()
  } else if arguments.count >= 4, arguments[1] == "accuracy" {
    let seeds = arguments[3].split(separator: ",").compactMap { UInt64($0) }
    try Accuracy(models: arguments[2], seeds: seeds)?.run(Array(arguments.dropFirst(4)))
  } else if arguments.count >= 4, arguments[1] == "make-models" {
    try ModelMaking(folder: arguments[2], words: arguments[3])?
      .run(Array(arguments.dropFirst(4)))
  } else {
    try Bench().run(Array(arguments.dropFirst()))
  }
} catch {
  FileHandle.standardError.write(Data("earmark-bench: \(error)\n".utf8))
  exit(1)
}
