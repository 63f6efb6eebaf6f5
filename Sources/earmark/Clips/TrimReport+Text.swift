import ExplorerRuntime
import Labeling
import SoundFiles

extension TrimReport {
  /// What the object of a written file says of it.
  var json: [(String, JSONValue)] {
    [
      ("samples", .integer(samples)), ("sampleRate", .integer(sampleRate)),
      ("channels", .integer(channelCount)), ("format", .string(format)),
      ("losses", .array(losses.map(JSONValue.string))),
      ("notices", .array(notices.map(JSONValue.string))),
    ]
  }

  /// What people are told: losses first.
  var clauses: [String] { losses.map { "lost: \($0)" } + notices }
}

extension RecordingPath {
  /// `output`, and `outputHex` beside it where the bytes are not UTF-8.
  var outputMembers: [(String, JSONValue)] {
    [("output", .string(text))] + (isText ? [] : [("outputHex", .string(hex))])
  }
}
