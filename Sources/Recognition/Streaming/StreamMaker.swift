/// Makes a long recording of words among noise, and says where they are.
///
/// Stretches of noise follow one another, faded into each other; words lie at random places, one
/// in each stride of a clip and a gap.
///
/// - Source: TensorFlow, `examples/speech_commands/generate_streaming_test_wav.py`.
public struct StreamMaker: Sendable, Hashable {
  /// Samples per second.
  public var sampleRate = 16_000
  /// The length of the recording in seconds.
  public var seconds = 600
  /// The length of a word's clip in milliseconds.
  public var clipMilliseconds = 1_000
  /// The mean gap between words in milliseconds.
  public var gapMilliseconds = 2_000
  /// The share of words that are unknown, in percent.
  public var unknownPercentage = 30
  /// The highest volume of the noise.
  public var backgroundVolume = 0.1

  /// Milliseconds in which one stretch of noise fades into the next.
  static let crossfadeMilliseconds = 500
  /// Samples in which a word comes and goes.
  static let wordRamp = 500
  /// Samples of the longest recording that is made: 12 hours at 48 kHz.
  static let sampleLimit = 12 * 3_600 * 48_000

  /// Makes a maker with the original's parameters.
  public init() {}

  /// A word in the recording.
  public struct Word: Sendable, Hashable {
    /// Its label.
    public let label: String
    /// Where its clip begins, in samples.
    public let offset: Int
    /// Where its clip begins, in milliseconds.
    public let milliseconds: Double
  }

  /// Samples of the recording.
  var sampleCount: Int { sampleRate * seconds }
  /// Samples of a word's clip.
  var clipLength: Int { clipMilliseconds * sampleRate / 1_000 }
  /// Samples of a stretch of noise with its fading.
  var noiseLength: Int {
    (clipMilliseconds + StreamMaker.crossfadeMilliseconds) * sampleRate / 1_000
  }
  /// Samples from word to word.
  var wordStride: Int { (clipMilliseconds + gapMilliseconds) * sampleRate / 1_000 }

  /// Draws what the recording is made of.
  ///
  /// A label without a clip is left out of the draw; the original stops there.
  ///
  /// - Parameters:
  ///   - noiseLengths: Samples of each recording of noise; none for a quiet stream.
  ///   - labels: The label of each clip that there is, `_unknown_` for unknown words.
  ///   - words: The wanted words.
  public func plan(
    noiseLengths: [Int], labels: [String], words: [String], seed: UInt64
  ) throws(PlanError) -> Plan {
    try check(noiseLengths)
    var clips: [String: [Int]] = [:]
    for (place, label) in labels.enumerated() { clips[label, default: []].append(place) }
    let wanted = words.filter { clips[$0] != nil }
    guard !wanted.isEmpty else { throw .noClips }
    var draws = SeededDraws(seed: seed, 0x7374_7265)
    var plan = Plan(noises: [], words: [])
    if !noiseLengths.isEmpty {
      for _ in 0..<((sampleCount + clipLength - 1) / clipLength) {
        let recording = draws.whole(below: noiseLengths.count)
        let offset = draws.whole(below: noiseLengths[recording] - clipLength)
        plan.noises.append(
          Plan.Noise(
            recording: recording, offset: offset, volume: draws.uniform(0...backgroundVolume)))
      }
    }
    for place in 0..<(sampleCount / wordStride) {
      let offset = place * wordStride + draws.whole(below: gapMilliseconds * sampleRate / 1_000)
      let isUnknown = draws.whole(below: 100) < unknownPercentage
      var label = wanted[draws.whole(below: wanted.count)]
      if isUnknown, clips[ClassRule.unknown] != nil { label = ClassRule.unknown }
      let those = clips[label] ?? []
      let clip = those.isEmpty ? nil : those[draws.whole(below: those.count)]
      plan.words.append(Plan.Clip(clip: clip, label: label, offset: offset))
    }
    return plan
  }

  /// The samples of a planned recording; a caller clamps them when it writes integers.
  ///
  /// - Parameters:
  ///   - noises: The recordings of noise.
  ///   - clip: Gives the samples of a clip; what is longer than a clip is cut off.
  /// - Returns: The samples, and the words for ``StreamTruth``.
  public func make<Failure: Error>(
    _ plan: Plan, noises: [[Float]], clip: (Int) throws(Failure) -> [Float]
  ) throws(Failure) -> (samples: [Float], words: [Word]) {
    var track = [Float](repeating: 0, count: sampleCount)
    let ramp = StreamMaker.crossfadeMilliseconds / 2 * sampleRate / 1_000
    for (place, noise) in plan.noises.enumerated() {
      StreamMaker.mix(
        noises[noise.recording], from: noise.offset, into: &track, at: place * clipLength,
        length: noiseLength, volume: noise.volume, ramp: ramp)
    }
    for word in plan.words {
      guard let place = word.clip else { continue }
      StreamMaker.mix(
        try clip(place), from: 0, into: &track, at: word.offset, length: clipLength, volume: 1,
        ramp: StreamMaker.wordRamp)
    }
    let words = plan.words.map { word in
      Word(
        label: word.label, offset: word.offset,
        milliseconds: Double(word.offset * 1_000) / Double(sampleRate))
    }
    return (track, words)
  }

  /// Adds a stretch to a track, fading it in and out; what reaches over either end is left out.
  static func mix(
    _ sound: [Float], from start: Int, into track: inout [Float], at offset: Int, length: Int,
    volume: Double, ramp: Int
  ) {
    let count = min(length, track.count - offset, sound.count - start)
    guard count > 0 else { return }
    for place in 0..<count {
      var envelope = 1.0
      if place < ramp {
        envelope = Double(place) / Double(ramp)
      } else if place > length - ramp {
        envelope = Double(length - place) / Double(ramp)
      }
      let added = Double(sound[start + place]) * envelope * volume
      track[offset + place] = Float(Double(track[offset + place]) + added)
    }
  }

  private func check(_ noiseLengths: [Int]) throws(PlanError) {
    let rules: [(String, Int, ClosedRange<Int>)] = [
      ("sample-rate", sampleRate, 100...1_000_000), ("test-duration-seconds", seconds, 1...86_400),
      ("clip-duration-ms", clipMilliseconds, 1...600_000),
      ("word-gap-ms", gapMilliseconds, 1...600_000),
      ("unknown-percentage", unknownPercentage, 0...100),
    ]
    for (name, value, limits) in rules where !limits.contains(value) {
      throw .parameter(
        name: name, value: value, rule: "from \(limits.lowerBound) to \(limits.upperBound)")
    }
    guard clipLength >= 1 else {
      throw .parameter(name: "clip-duration-ms", value: clipMilliseconds, rule: "a sample long")
    }
    guard sampleCount <= StreamMaker.sampleLimit else {
      throw .parameter(name: "test-duration-seconds", value: seconds, rule: "short enough")
    }
    if let short = noiseLengths.first(where: { $0 <= clipLength }) {
      throw .backgroundTooShort(samples: short, needed: clipLength + 1)
    }
  }
}
