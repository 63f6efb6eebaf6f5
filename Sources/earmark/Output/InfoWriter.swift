import CellCanvas
import Explorer
import Labeling
import SoundFiles

/// Writes what is known of recordings.
struct InfoWriter {
  /// How it is written.
  enum Form {
    /// As JSON.
    case json(JSONList)
    /// A line a fact, for a single recording.
    case facts
    /// A line a recording.
    case table
  }

  private var form: Form
  private var hasHeading = false

  /// Makes a writer.
  init(_ form: Form) { self.form = form }

  /// Writes a recording.
  mutating func add(_ path: RecordingPath, _ survey: SoundFileSurvey) throws(Failure) {
    switch form {
    case .json(var list):
      try list.add(SurveyText(survey).json(path: path))
      form = .json(list)
    case .facts: try StandardOutput.write(SurveyText(survey).facts(path: path))
    case .table:
      if !hasHeading { try StandardOutput.write(SurveyText.heading) }
      hasHeading = true
      try StandardOutput.write(SurveyText(survey).line(path: path))
    }
  }

  /// Writes a recording that can't be read.
  mutating func add(_ path: RecordingPath, _ failure: Failure) throws(Failure) {
    guard case .json(var list) = form else { return }
    try list.add(failure.json(path: path))
    form = .json(list)
  }

  /// Ends the list.
  func finish() throws(Failure) {
    if case .json(let list) = form { try list.finish() }
  }
}
