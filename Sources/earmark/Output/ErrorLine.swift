import CellCanvas
import CursesTerminal
import Explorer
import PictureFiles

/// Errors as lines.
enum ErrorLine {
  /// `earmark: WHAT: WHY; REMEDY` with its line end; what a terminal would obey is written out.
  static func text(_ failure: Failure) -> String {
    "earmark: \(DisplayText(failure.sentence).text)\n"
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
