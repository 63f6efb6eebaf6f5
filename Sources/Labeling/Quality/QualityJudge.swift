/// Says what may be wrong with recordings by comparing them with each other.
public struct QualityJudge: Sendable {
  /// What is known of one recording.
  public struct Finding: Sendable {
    /// The recording.
    public let recording: ID<Recording>
    /// Samples per second.
    public let sampleRate: Double
    /// Its length in seconds; nil where it need not be like the others, as that of noise to mix in.
    public let duration: Double?
    /// What recognises its contents.
    public let hash: String?
    /// What it shows by itself.
    public let flaws: SoundFlaws
    /// The place of one that sounds nearly the same.
    public var twin: Int?

    /// Makes a finding.
    public init(
      recording: ID<Recording>, sampleRate: Double, duration: Double?, hash: String?,
      flaws: SoundFlaws, twin: Int? = nil
    ) {
      self.recording = recording
      self.sampleRate = sampleRate
      self.duration = duration
      self.hash = hash
      self.flaws = flaws
      self.twin = twin
    }
  }

  /// Fewer recordings have no usual length and rate.
  private static let leastCount = 8
  /// The share of recordings that makes a rate the usual one.
  private static let majority = 0.75
  /// Lengths are alike where the upper quartile is at most this many times the lower one.
  private static let spread = 1.5
  /// Shorter and longer than the median by this factor is much.
  private static let factor = 2.0

  private let usualRate: Double?
  private let usualDuration: Double?

  /// Learns what is usual among some recordings.
  public init(_ findings: [Finding]) {
    guard findings.count >= Self.leastCount else {
      (usualRate, usualDuration) = (nil, nil)
      return
    }
    var rates: [Double: Int] = [:]
    for finding in findings { rates[finding.sampleRate, default: 0] += 1 }
    let best = rates.max { ($0.value, $1.key) < ($1.value, $0.key) }
    usualRate = best.flatMap { best in
      Double(best.value) >= Self.majority * Double(findings.count) ? best.key : nil
    }
    let lengths = findings.compactMap(\.duration).sorted()
    guard lengths.count >= Self.leastCount else {
      usualDuration = nil
      return
    }
    let quartiles = (lengths[lengths.count / 4], lengths[lengths.count * 3 / 4])
    usualDuration =
      quartiles.1 <= Self.spread * quartiles.0 ? lengths[lengths.count / 2] : nil
  }

  /// What may be wrong with each recording, in their order.
  public static func judge(_ findings: [Finding]) -> [SoundQuality] {
    let judge = QualityJudge(findings)
    let copies = copies(findings)
    return findings.indices.map { place in
      let finding = findings[place]
      var flaws = finding.flaws.union(judge.unusual(finding))
      let twin = copies[place] ?? finding.twin
      if copies[place] != nil {
        flaws.formUnion(SoundFlaws([.duplicate]))
      } else if finding.twin != nil {
        flaws.formUnion(SoundFlaws([.nearDuplicate]))
      }
      return SoundQuality(flaws: flaws, twin: twin.map { findings[$0].recording })
    }
  }

  private func unusual(_ finding: Finding) -> SoundFlaws {
    var flaws: [SoundFlaw] = []
    if let usualRate, finding.sampleRate != usualRate { flaws.append(.rate) }
    if let usualDuration, let duration = finding.duration {
      if duration * Self.factor < usualDuration { flaws.append(.short) }
      if duration > usualDuration * Self.factor { flaws.append(.long) }
    }
    return SoundFlaws(flaws)
  }

  /// For each recording the place of another one with the same contents.
  private static func copies(_ findings: [Finding]) -> [Int?] {
    var first: [String: Int] = [:]
    var copies = [Int?](repeating: nil, count: findings.count)
    for (place, finding) in findings.enumerated() {
      guard let hash = finding.hash else { continue }
      if let other = first[hash] {
        copies[place] = other
        if copies[other] == nil { copies[other] = place }
      } else {
        first[hash] = place
      }
    }
    return copies
  }
}
