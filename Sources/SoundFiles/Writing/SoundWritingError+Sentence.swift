extension SoundWritingError {
  /// What happened, why, and what to do, as three clauses without a full stop.
  public var sentence: (what: String, why: String, remedy: String) {
    switch self {
    case .source(let error): error.sentence
    case .sourceChanged(let name, let source):
      ("Cannot write \(name)", "\(source) changed while it was read", "try again when it is done")
    case .noSuchSpan(let name, let onset, let offset, let count):
      (
        "Cannot write \(name)",
        offset <= onset
          ? "no sample lies between \(spaced(onset)) and \(spaced(offset))"
          : "sample \(spaced(onset)) is asked for, the source has \(spaced(count))",
        "choose a span inside the recording"
      )
    case .resampling(_, let error): error.sentence
    default: ("Cannot write \(name)", why, remedy)
    }
  }

  /// The name of the file that was to be written, or of the source that can't be read.
  public var name: String {
    switch self {
    case .source(let error): error.name
    case .sourceChanged(let name, _), .noSuchSpan(let name, _, _, _), .exists(let name),
      .notReplaceable(let name, _), .isSource(let name), .nameTakenTwice(let name),
      .noFolder(let name), .notPermitted(let name, _), .diskFull(let name), .tooLarge(let name, _),
      .unwritable(let name, _), .unsupportedFormat(let name, _, _), .lossyName(let name, _),
      .resampling(let name, _), .noSamples(let name), .canceled(let name):
      name
    }
  }

  private var why: String {
    switch self {
    case .exists: "a file of that name is there already"
    case .notReplaceable(_, let found): "\(found.rawValue) has that name"
    case .isSource: "it is the recording itself"
    case .nameTakenTwice: "two clips of this export have that name"
    case .noFolder: "its folder is not there"
    case .notPermitted(_, let reason), .unwritable(_, let reason),
      .unsupportedFormat(_, let reason, _):
      reason
    case .diskFull: "no room is left on the disk"
    case .tooLarge(_, let limit): limit
    case .lossyName(_, let ending): "lossy formats such as .\(ending) are not written"
    case .noSamples: "not one sample came"
    case .canceled: "it was stopped before"
    case .source, .sourceChanged, .noSuchSpan, .resampling: sentence.why
    }
  }

  private var remedy: String {
    switch self {
    case .exists: "choose another name, or allow it to be replaced"
    case .notReplaceable, .isSource: "choose another name"
    case .nameTakenTwice: "put the onset or a number into the name pattern"
    case .noFolder: "make the folder first"
    case .notPermitted: "choose a folder that is yours"
    case .diskFull: "make room, or choose another disk"
    case .tooLarge: "cut it into shorter parts, or write WAV"
    case .unwritable: "check the disk or the connection"
    case .unsupportedFormat(_, _, let remedy): remedy
    case .lossyName: "name it .flac or .wav"
    case .noSamples: "check what it is recorded from"
    case .canceled: "start it again"
    case .source, .sourceChanged, .noSuchSpan, .resampling: sentence.remedy
    }
  }
}
