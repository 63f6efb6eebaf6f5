extension SoundFileError {
  /// The name of the file: the last part of its path, bytes that are not UTF-8 as U+FFFD.
  public var name: String {
    switch self {
    case .missing(let name), .notPermitted(let name), .unreadable(let name, _),
      .notRegular(let name, _), .empty(let name), .noSamples(let name), .endsEarly(let name, _, _),
      .notSound(let name, _, _), .unsupportedFormat(let name, _),
      .libraryTooOld(let name, _, _, _), .unrecognized(let name), .noChannels(let name),
      .tooManyChannels(let name, _, _), .implausibleRate(let name, _, _),
      .damagedHeader(let name, _), .damagedSound(let name, _, _), .noSuchChannel(let name, _, _):
      name
    }
  }

  /// What happened, why, and what to do, as three clauses without a full stop.
  public var sentence: (what: String, why: String, remedy: String) {
    ("Cannot read \(name)", why, remedy)
  }

  private var why: String {
    switch self {
    case .missing: "it is not there"
    case .notPermitted: "the system refuses access to it"
    case .unreadable(_, let reason): reason
    case .notRegular(_, let found): "it is \(found.rawValue)"
    case .empty: "it has 0 bytes"
    case .noSamples: "its header is whole, but no samples follow"
    case .endsEarly(_, let bytes, let promised):
      "it ends after \(spaced(bytes)) bytes, its header promises \(spaced(promised))"
    case .notSound(_, let looksLike, _): "it is \(looksLike), not sound"
    case .unsupportedFormat(_, let format): "libsndfile does not decode \(format)"
    case .libraryTooOld(_, let format, let needed, let found):
      "\(format) needs libsndfile \(needed), here is \(found)"
    case .unrecognized: "no known sound format begins like this"
    case .noChannels: "its header says 0 channels"
    case .tooManyChannels(_, let found, let limit):
      "it has \(spaced(found)) channels, the limit is \(spaced(limit))"
    case .implausibleRate(_, let found, let limit):
      "its header says \(spaced(found)) samples a second, the limits are 1 and \(spaced(limit))"
    case .damagedHeader(_, let reason): reason
    case .damagedSound(_, let sample, let reason):
      "decoding stops at sample \(spaced(sample)): \(reason)"
    case .noSuchChannel(_, let channel, let count):
      "channel \(spaced(channel + 1)) is not there, it has \(spaced(count))"
    }
  }

  private var remedy: String {
    switch self {
    case .missing: "check the path, or scan the folder again"
    case .notPermitted: "chmod u+r gives access to its owner"
    case .unreadable: "check the disk or the connection"
    case .notRegular(_, .folder): "name the files in it, or open the folder itself"
    case .notRegular: "copy the sound to a file first"
    case .empty, .noSamples, .endsEarly: "copy or record it again"
    case .notSound(_, _, let remedy): remedy
    case .unsupportedFormat: "convert it, e.g. ffmpeg -i IN OUT.flac"
    case .libraryTooOld: "update libsndfile, or convert it: ffmpeg -i IN OUT.flac"
    case .unrecognized: "if it is raw PCM, add a header: ffmpeg -f s16le -ar 16000 -i IN OUT.wav"
    case .noChannels, .implausibleRate, .damagedHeader: "export it again, or quarantine it"
    case .tooManyChannels: "split it, e.g. sox IN OUT.wav remix 1-64"
    case .damagedSound: "copy it again, or keep what comes before"
    case .noSuchChannel(_, _, let count):
      count == 1 ? "take channel 1 or the mix" : "take one of 1 to \(spaced(count)), or the mix"
    }
  }
}
