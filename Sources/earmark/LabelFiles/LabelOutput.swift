import Explorer
import ExplorerRuntime
import Labeling

/// Writes labels that were found.
enum LabelOutput {
  /// Writes rows in a format, to a file or to standard output, and tells what is worth knowing.
  static func write(
    _ rows: [LabelRow], _ format: any LabelFormat.Type, _ target: [UInt8]?, _ reporter: Reporter
  ) throws(Failure) {
    let text = format.init().write(rows)
    // Who gave the label and when is of no interest here.
    let several = "which recording a label belongs to"
    for loss in text.losses where loss.what == several {
      reporter.note(LossText.written(loss, as: format))
    }
    if let target {
      try FileOutput.write(text.text, to: target)
    } else {
      try StandardOutput.write(text.text)
    }
  }
}
