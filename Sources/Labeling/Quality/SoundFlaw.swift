/// Something that may be wrong with a recording.
public enum SoundFlaw: String, Sendable, Hashable, CaseIterable {
  /// Nothing in it is louder than −60 dB of full scale.
  case silent
  /// Samples lie at full scale in a row, or beyond it.
  case clipped
  /// There are fewer samples than its header promises.
  case truncated
  /// Its sound lies at one end of it.
  case offCenter = "off-center"
  /// It is much shorter than the others.
  case short
  /// It is much longer than the others.
  case long
  /// It has another sample rate than most.
  case rate
  /// Its mean is far from 0.
  case offset = "dc"
  /// Another file has the same bytes.
  case duplicate
  /// Another one sounds nearly the same.
  case nearDuplicate = "near-duplicate"

  /// Its bit in a set.
  var bit: UInt16 { 1 << UInt16(SoundFlaw.allCases.firstIndex(of: self) ?? 15) }

  /// What it means, a clause.
  public var meaning: String {
    switch self {
    case .silent: "nothing in it is louder than −60 dB"
    case .clipped: "samples lie at full scale in a row"
    case .truncated: "it has fewer samples than it promises"
    case .offCenter: "its sound lies at one end"
    case .short: "it is much shorter than the others"
    case .long: "it is much longer than the others"
    case .rate: "most others have another sample rate"
    case .offset: "its mean is far from zero"
    case .duplicate: "another file has the same bytes"
    case .nearDuplicate: "another one sounds nearly the same"
    }
  }
}

/// What may be wrong with a recording, in the order of ``SoundFlaw``.
public struct SoundFlaws: OptionSet, Sendable, Hashable {
  /// A bit for each flaw.
  public let rawValue: UInt16

  /// Makes a set of bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// A set of some flaws.
  public init(_ flaws: [SoundFlaw]) {
    rawValue = flaws.reduce(0) { $0 | $1.bit }
  }

  /// Whether a flaw is in it.
  public func has(_ flaw: SoundFlaw) -> Bool { rawValue & flaw.bit != 0 }

  /// The flaws in it.
  public var list: [SoundFlaw] { SoundFlaw.allCases.filter(has) }
}

/// What is known of a recording that has a flaw.
public struct SoundQuality: Sendable, Hashable {
  /// What may be wrong with it.
  public var flaws: SoundFlaws
  /// A recording that is the same or nearly so.
  public var twin: ID<Recording>?
  /// The first sample of what is loud in it, and the one behind the last; where it is off center.
  public var loudest: Range<Int>?

  /// Makes a finding.
  public init(flaws: SoundFlaws, twin: ID<Recording>? = nil, loudest: Range<Int>? = nil) {
    self.flaws = flaws
    self.twin = twin
    self.loudest = loudest
  }
}
