import Foundation
import Labeling
import Recognition
import Workers

/// Makes the models that come with the program; each has a card in their folder's README.
struct ModelMaking {
  /// The folder that models are written into.
  let folder: String
  /// The folder that `synthesize-words` wrote.
  let words: String
  /// The folder of all recordings.
  private let data: String

  /// The models in the order of making.
  private static let names = ["words", "commands", "digits"]

  /// Takes the folders; nothing is made where `EARMARK_DATA` names no recordings.
  init?(folder: String, words: String) {
    let data = ProcessInfo.processInfo.environment["EARMARK_DATA"] ?? ""
    guard !data.isEmpty else {
      print("No model is made: EARMARK_DATA names no folder of recordings.")
      return nil
    }
    self.folder = folder
    self.words = words
    self.data = data
  }

  /// Makes all models, or the named ones.
  func run(_ wanted: [String]) throws {
    if let unknown = wanted.first(where: { !ModelMaking.names.contains($0) }) {
      throw BenchFailure.noPart(named: unknown, parts: ModelMaking.names)
    }
    for name in ModelMaking.names where wanted.isEmpty || wanted.contains(name) {
      let start = ProcessorClock.seconds(of: getpid())
      switch name {
      case "words": try write(try makeWords(), name)
      case "commands": try makeCommands()
      default: try makeDigits()
      }
      let seconds = ProcessorClock.seconds(of: getpid()) - start
      print(String(format: "%@: %.0f s of processor time", name, seconds))
    }
  }

  private func makeWords() throws -> ModelFile {
    let spoken = try SyntheticWords(folder: words, rate: 8_000)
      .read { !SyntheticWords.digits.contains($0) }
    var lesson = Lesson(recipe: try .trunk(sampleRate: 8_000), seed: 1)
    lesson.threads = ParallelLoop.processorCount
    var model = try lesson.trained(on: spoken)
    model.configuration.provenance = [
      "data": "synthetic words of espeak-ng, flite and festival, no recording",
      "recipe": "trunk",
    ]
    return model
  }

  private func makeCommands() throws {
    let maker = CommandModel(words: words, data: data)
    let (spoken, real) = (try maker.synthetic(), try maker.real())
    // It takes most of the time, so one that is there is taken.
    let first = try kept("commands-synthetic") { try maker.trainSynthetic(on: spoken) }
    let alone = try first.accuracy(on: real)
    show(AccuracyRow(what: "commands, synthetic voices alone", measured: alone, least: 63))
    let judged = try maker.crossValidated(first, spoken: spoken)
    show(AccuracyRow(what: "commands, unheard speakers", measured: judged, least: 73))
    var heard = real
    heard.add(try maker.others())
    var model = try maker.tuned(first, spoken: spoken, heard: heard)
    model.configuration.metrics = [
      "syntheticAccuracy": alone / 100, "crossValidatedAccuracy": judged / 100,
    ]
    model.configuration.provenance = [
      "data": "synthetic words of espeak-ng, flite and festival; Speech Commands",
      "licence": "Speech Commands, Pete Warden / Google, 2018, arXiv:1804.03209, CC BY 4.0",
      "recipe": "trunk",
    ]
    try write(model, "commands")
  }

  private func makeDigits() throws {
    let digits = try DigitRecordings.read(data)
    let long = try LongDigits(data: data)
    let known = long.places(of: digits)
    let heard = digits.chosen(
      digits.clips.indices.filter {
        !known.contains($0) && !DigitRecordings.isForTesting(digits.clips[$0])
      })
    print("  digits: \(heard.clips.count) recordings to learn from")
    var model = try DigitModel(trunk: try read("\(folder)/words.earmark")).trained(on: heard)
    let official = try model.accuracy(on: digits.filtered(DigitRecordings.isForTesting))
    show(AccuracyRow(what: "digits, takes 0 to 4", measured: official, least: nil))
    model.configuration.metrics = ["testAccuracy": official / 100]
    model.configuration.provenance = [
      "data": "Free Spoken Digit Dataset, four speakers; the trunk: synthetic words",
      "licence":
        "Free Spoken Digit Dataset, Zohar Jackson and contributors, CC BY-SA 4.0",
      "recipe": "fine-tune, with windows of made-up recordings",
    ]
    try write(model, "digits")
    try StreamStudy(data: data, model: model).run()
  }

  private func show(_ row: AccuracyRow) {
    print(row.line)
    fflush(nil)
  }

  /// A model that is there beside the words, or a new one that is kept there.
  private func kept(_ name: String, _ make: () throws -> ModelFile) throws -> ModelFile {
    let path = "\(words)/\(name).earmark"
    if FileManager.default.fileExists(atPath: path) { return try read(path) }
    let model = try make()
    try write(model, to: path)
    return model
  }

  private func read(_ path: String) throws -> ModelFile {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw BenchFailure.system(what: "read \(path)", code: errno)
    }
    return try ModelFile([UInt8](bytes))
  }

  private func write(_ model: ModelFile, _ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    try write(model, to: "\(folder)/\(name).earmark")
  }

  private func write(_ model: ModelFile, to path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: Data(model.bytes)) else {
      throw BenchFailure.system(what: "write \(path)", code: errno)
    }
    print("\(path): \(model.bytes.count) bytes")
    fflush(nil)
  }
}
