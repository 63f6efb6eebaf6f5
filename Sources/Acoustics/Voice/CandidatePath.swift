#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The choice between the candidates of frames.
///
/// - Source: Boersma 1993, and Praat's manual, *Sound: To Pitch (ac)…*.
package struct CandidatePath: Sendable {
  private let settings: CorrelationSettings
  private let highHertz: Double
  private let step: Double

  /// The time that costs are given for, in seconds.
  private static let unit = 0.01

  /// Prepares a choice.
  ///
  /// - Parameters:
  ///   - highHertz: Pitches from here on are none.
  ///   - step: Seconds from frame to frame.
  package init(settings: CorrelationSettings, highHertz: Double, step: Double) {
    self.settings = settings
    self.highHertz = highHertz
    self.step = step
  }

  /// The best candidate of a frame by itself.
  ///
  /// - Parameter loudest: The highest sample of all that counts.
  package func best(of frame: PitchCandidates, loudest: Double) -> PitchCandidate {
    let worths = worths(of: frame, loudest: loudest)
    return voiced(frame.all[Self.highest(worths)])
  }

  /// The best path through frames.
  ///
  /// - Complexity: O(frames · candidates²).
  package func path(_ frames: [PitchCandidates], loudest: Double) -> [PitchCandidate] {
    guard let first = frames.first else { return [] }
    let scale = Self.unit / step
    let (jump, change) = (settings.jumpCost * scale, settings.switchCost * scale)
    var worths = worths(of: first, loudest: loudest)
    var before = pitches(first)
    var origins: [[UInt8]] = [[]]
    origins.reserveCapacity(frames.count)
    for frame in frames.dropFirst() {
      let own = self.worths(of: frame, loudest: loudest)
      let now = pitches(frame)
      var next = own
      var from = [UInt8](repeating: 0, count: own.count)
      for (place, pitch) in now.enumerated() {
        var best = -Double.infinity
        for (origin, other) in before.enumerated() {
          let cost =
            pitch == nil && other == nil
            ? 0
            : pitch.flatMap { pitch in other.map { jump * abs($0 - pitch) } } ?? change
          let value = worths[origin] - cost
          if value > best { (best, from[place]) = (value, UInt8(origin)) }
        }
        next[place] = own[place] + best
      }
      origins.append(from)
      (worths, before) = (next, now)
    }
    var place = Self.highest(worths)
    var path: [PitchCandidate] = []
    path.reserveCapacity(frames.count)
    for frame in frames.indices.reversed() {
      path.append(voiced(frames[frame].all[place]))
      if frame > 0 { place = Int(origins[frame][place]) }
    }
    return path.reversed()
  }

  /// How good each candidate is by itself.
  private func worths(of frame: PitchCandidates, loudest: Double) -> [Double] {
    let loudness = loudest > 0 ? min(1, frame.peak / loudest) : 0
    let quiet =
      settings.silence > 0
      ? max(0, 2 - loudness * (1 + settings.voicing) / settings.silence) : 0
    let unvoiced = settings.voicing + quiet
    return frame.all.map { candidate in
      isVoiced(candidate)
        ? candidate.strength - settings.octaveCost * log2(highHertz / candidate.hertz) : unvoiced
    }
  }

  /// Octaves of the candidates; nil for no voice.
  private func pitches(_ frame: PitchCandidates) -> [Double?] {
    frame.all.map { isVoiced($0) ? log2($0.hertz) : nil }
  }

  private func isVoiced(_ candidate: PitchCandidate) -> Bool {
    candidate.hertz > 0 && candidate.hertz < highHertz
  }

  /// A candidate, or no voice for what is too high.
  private func voiced(_ candidate: PitchCandidate) -> PitchCandidate {
    isVoiced(candidate)
      ? candidate : PitchCandidate(hertz: 0, strength: candidate.strength)
  }

  private static func highest(_ worths: [Double]) -> Int {
    worths.indices.reduce(0) { worths[$1] > worths[$0] ? $1 : $0 }
  }
}
