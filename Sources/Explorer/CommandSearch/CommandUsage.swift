/// How commands are typed with arguments, and what does the same without the explorer.
public enum CommandUsage {
  /// What stands after the names of commands that take something.
  private static let arguments = [
    "go": "TIME", "cut-into": "PARTS", "note": "TEXT", "confidence": "SHARE", "tier": "NAME",
    "record-macro": "LETTER", "replay-macro": "LETTER TIMES", "align-words": "WORDS",
  ]

  /// Commands that take any text behind their names.
  private static let ofTexts: Set<String> = [
    "note", "confidence", "tier", "record-macro", "replay-macro", "align-words",
  ]

  /// The command of a line that takes a text, and the text; nil if there is none.
  static func text(in line: String) -> (command: String, text: String)? {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2, ofTexts.contains(words[0]) else { return nil }
    return (words[0], words[1])
  }

  /// The command lines that do the same.
  private static let commandLines = [
    "accept-prediction": "earmark predict MODEL FOLDER",
    "align-words": "earmark align MODEL FILE --words WORDS",
    "clear-label": "earmark labels clear FOLDER PATH",
    "clips-of-regions": "earmark export-clips FOLDER OUT --by regions",
    "filter": "earmark labels list FOLDER --where FILTER",
    "find-errors": "earmark errors FOLDER",
    "find-sounds": "earmark segment FILE",
    "go-confusion": "earmark evaluate MODEL FOLDER",
    "go-errors": "earmark errors FOLDER",
    "go-live": "earmark live",
    "live-record": "earmark record OUT",
    "load-model": "earmark models",
    "next-device": "earmark devices",
    "pick-theme": "earmark themes",
    "play-clip": "earmark play FILE",
    "play-pause": "earmark play FILE",
    "play-selection": "earmark play FILE --start S --end S",
    "review": "earmark review FOLDER",
    "rescan": "earmark scan FOLDER",
    "show-facts": "earmark info FILE",
    "show-help": "earmark keys",
    "show-mel": "earmark render FILE --view mel",
    "show-mfcc": "earmark render FILE --view mfcc",
    "show-spectrogram": "earmark render FILE",
    "show-waveform": "earmark render FILE --view waveform",
    "sort-unsure": "earmark queue FOLDER --by margin",
    "train": "earmark train FOLDER --model A -o MODEL",
    "trim-clip": "earmark trim IN OUT --start S --end S",
    "type-label": "earmark labels set FOLDER PATH LABEL",
    "undo": "earmark history FOLDER",
  ]

  /// What stands after the name, such as `TIME`.
  static func argument(of command: Command) -> String? { arguments[command.name] }

  /// The command line that does the same; nil if there is none.
  static func commandLine(of command: Command) -> String? { commandLines[command.name] }

  /// The names that have something here, to check that they are commands.
  public static var names: [String] { arguments.keys.sorted() + commandLines.keys.sorted() }

  /// The command whose name and a blank begin a line, if it takes what follows.
  static func command(takingArgumentsIn line: String) -> Command? {
    for name in arguments.keys {
      let isTyped = [name, name.replacing("-", with: " ")].contains { line.hasPrefix($0 + " ") }
      let rest = line.dropFirst(name.count + 1)
      if isTyped, ofTexts.contains(name) || rest.first.map({ !$0.isLetter }) ?? false {
        return CommandRegistry.command(name)
      }
    }
    return nil
  }
}
