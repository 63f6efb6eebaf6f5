/// Why labels can't be found in frames.
public enum TranscriptionError: Error, Equatable {
  /// There are fewer frames than the labels need; two equal ones in a row need one between them.
  case labelsAreTooMany(needed: Int, frames: Int)
  /// A label is no class, or the one that stands for nothing.
  case labelIsUnknown(label: Int, classes: Int)
  /// There are so many labels and frames that their alignment takes too much memory.
  case alignmentIsTooLong(labels: Int, frames: Int)
}

extension TranscriptionError {
  /// What is wrong, and what to do, as a sentence.
  public var sentence: String {
    switch self {
    case .labelsAreTooMany(let needed, let frames):
      "the labels need \(needed) frames, but there are \(frames): "
        + "give fewer labels or a longer sound"
    case .alignmentIsTooLong(let labels, let frames):
      "\(labels) labels in \(frames) frames are too many to align at once: "
        + "align parts of the recording"
    case .labelIsUnknown(let label, let classes):
      "label \(label) is not one of 0 to \(classes - 2): use the classes of the model"
    }
  }
}
