import CellCanvas
import CursesTerminal
import Explorer
import Labeling
import PictureFiles

/// Errors as lines.
enum ErrorLine {
  /// `earmark: WHAT: WHY; REMEDY` with its line end; what a terminal would obey is written out.
  static func text(_ failure: Failure) -> String {
    "earmark: \(DisplayText(failure.sentence).text)\n"
  }

  /// Tells what is wrong with a line of a keymap or theme file, and what is used instead.
  static func tell(_ problem: FileProblem) {
    StandardError.write("earmark: \(DisplayText(problem.sentence).text)\n")
  }
}

extension Failure {
  /// The same with a file's whole path in place of its name, which many files may share.
  func about(_ path: RecordingPath) -> Failure {
    let start = "Cannot read "
    let short = start + path.name.text
    guard what.hasPrefix(short) else { return self }
    return Failure(
      what: start + path.text + what.dropFirst(short.count), why: why, remedy: remedy)
  }
}

extension PictureFileError: FailureConvertible {
  var failure: Failure {
    Failure(what: sentence.what, why: sentence.why, remedy: sentence.remedy)
  }
}

extension CursesTerminalError: FailureConvertible {
  var failure: Failure {
    Failure(what: sentence.what, why: sentence.why, remedy: sentence.remedy)
  }
}
