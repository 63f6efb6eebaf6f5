import Labeling
import NeuralNetworks

/// Makes examples of labels in order: clips as they are, or strings of clips of one voice.
///
/// What is drawn depends on the seed, the pass and the place alone.
package struct StringMaker: Sendable {
  /// What can be learnt from.
  package let set: TrainingSet
  /// What models see.
  package let frontEnd: FrontEnd
  /// Applied to what they see.
  package var normalization = Normalization.none
  /// Passes over the training part that are planned.
  package var passes = 1
  private let rule: StringRule
  private let augmentation: Augmentation
  private let clips: any ClipSamples
  private let noises: [[Float]]
  private let seed: UInt64
  private let voices: [SplitPart: Voices]

  /// Examples that a normalization is measured by at most.
  private static let measured = 256
  /// What the places of labels count for at last and at first.
  private static let spansShares = 0.25...0.5
  /// Seconds before a string that is judged.
  private static let lead = 0.1

  /// What numbers are drawn for.
  private enum Purpose: UInt64 {
    case samples = 0x7374_7269
    case spectrum
    case judging
  }

  /// The places of a part by their voice.
  private struct Voices: Sendable {
    var places: [String: [Int]] = [:]
    var names: [String] = []

    /// The places of a place's voice.
    func mates(of place: Int) -> [Int] { places[names[place]] ?? [place] }
  }

  /// Prepares the making of examples.
  ///
  /// - Parameters:
  ///   - voices: The group of each clip; empty where none is known, then all are one.
  ///   - augmentation: How examples that are learnt from are changed.
  package init(
    _ set: TrainingSet, clips: any ClipSamples, voices: [String?], noises: [[Float]],
    rule: StringRule, frontEnd: FrontEnd, augmentation: Augmentation, seed: UInt64
  ) {
    self.set = set
    self.clips = clips
    self.noises = noises
    self.rule = rule
    self.frontEnd = frontEnd
    self.augmentation = augmentation
    self.seed = seed
    self.voices = Dictionary(
      uniqueKeysWithValues: SplitPart.allCases.map { part in
        var own = Voices()
        for (place, entry) in set.entries(of: part).enumerated() {
          let name = entry.clip.flatMap { voices.isEmpty ? nil : voices[$0] } ?? ""
          own.names.append(name)
          own.places[name, default: []].append(place)
        }
        return (part, own)
      })
  }

  /// What one thread makes examples with.
  package func inputMaker() throws(FrontEndError) -> InputMaker {
    try InputMaker(
      frontEnd, normalization: normalization, warps: augmentation.spectrum.warp?.factors ?? [])
  }

  /// The example at a place of the training part, changed as the pass wants it.
  package func example(
    _ place: Int, pass: Int, with maker: InputMaker
  ) throws(ExampleError) -> Example {
    var draws = draws(.samples, pass: pass, place)
    var spectrumDraws = self.draws(.spectrum, pass: pass, place)
    var string =
      try draws.share() < rule.silenceShare
      ? silence(using: &draws) : changedString(place, using: &draws)
    if let background = augmentation.samples.background {
      string.samples = background.mix(
        into: string.samples, count: frontEnd.sampleCount, noises: noises, using: &draws)
    }
    // Where sounds are stretched, nobody knows where they are.
    let spans = augmentation.spectrum.stretch == nil ? string.spans : nil
    do {
      let input = try maker.input(
        ofWindow: string.samples, augmentedBy: augmentation.spectrum, using: &spectrumDraws)
      return Example(
        input: input,
        target: ExampleTarget(
          sequence: string.labels, spans: spans.map(frames), spansShare: spansShare(pass)))
    } catch {
      throw .frontEnd(error)
    }
  }

  /// What the places of labels count for in a pass: less and less.
  ///
  /// They teach quickly what each label sounds like; in the end the order of the labels counts, or
  /// words that fall into two would cost hardly anything.
  private func spansShare(_ pass: Int) -> Double {
    let passed = min(1, Double(pass) / Double(max(1, passes)))
    return Self.spansShares.upperBound * (1 - passed) + Self.spansShares.lowerBound * passed
  }

  /// The example at a place of a part as it is judged by: a string that depends on its place alone.
  package func plain(
    _ place: Int, of part: SplitPart, with maker: InputMaker
  ) throws(ExampleError) -> (input: [Float], labels: [Int]) {
    var draws = draws(.judging, pass: 0, place)
    let places = [place] + mates(of: place, in: part, rule.most - 1, using: &draws)
    var string = StringBuilder(frontEnd, rule)
    for place in places {
      guard try add(place, of: part, percent: 100, to: &string, using: &draws) else { break }
    }
    let lead = Int(Self.lead * frontEnd.sampleRate)
    do {
      let sound = string.placed(after: lead)
      return (try maker.input(ofWindow: sound.samples), sound.labels)
    } catch {
      throw .frontEnd(error)
    }
  }

  /// Measures strings of the training part.
  ///
  /// - Parameter perBin: Whether each bin has a mean and a deviation of its own.
  package func measuredNormalization(perBin: Bool) throws(ExampleError) -> Normalization {
    let count = set.entries(of: .training).count
    let chosen = min(count, Self.measured)
    let maker: InputMaker
    do { maker = try InputMaker(frontEnd) } catch { throw .frontEnd(error) }
    var inputs: [[Float]] = []
    for place in 0..<chosen {
      inputs.append(try plain(place * count / chosen, of: .training, with: maker).input)
    }
    return .measured(inputs, bins: perBin ? frontEnd.inputShape.bins : nil)
  }

  private func changedString(
    _ place: Int, using draws: inout SeededDraws
  ) throws(ExampleError) -> StringBuilder.Sound {
    let isLongest = draws.share() < rule.longestShare
    let count = isLongest ? rule.most : 1 + draws.whole(below: rule.most)
    let places = [place] + mates(of: place, in: .training, count - 1, using: &draws)
    let speeds = augmentation.samples.speeds
    let percent = speeds.isEmpty ? 100 : speeds[draws.whole(below: speeds.count)]
    var string = StringBuilder(frontEnd, rule)
    for place in places {
      guard try add(place, of: .training, percent: percent, to: &string, using: &draws)
      else { break }
    }
    return string.placed(after: draws.whole(below: string.free + 1))
  }

  /// Adds a clip to a string; false where there is no room for it.
  private func add(
    _ place: Int, of part: SplitPart, percent: Int, to string: inout StringBuilder,
    using draws: inout SeededDraws
  ) throws(ExampleError) -> Bool {
    let entry = set.entries(of: part)[place]
    guard let clip = entry.clip else { return true }
    let samples: [Float]
    do { samples = try clips.samples(of: clip) } catch { throw .samples(error) }
    let labels = entry.sequence ?? [entry.label]
    let changed = SpeedChange.apply(samples, percent: percent)
    if string.add(changed, labels, using: &draws) { return true }
    guard string.isEmpty else { return false }
    // The first clip must be there, if not slower, then as it is.
    if string.add(samples, labels, using: &draws) { return true }
    let why = frontEnd.refusal(ofClip: samples.count, labels: labels)
    throw .samples(ClipSamplesError(clip: clip, why: why ?? "there is no room for it"))
  }

  private func mates(
    of place: Int, in part: SplitPart, _ count: Int, using draws: inout SeededDraws
  ) -> [Int] {
    guard count > 0, let mates = voices[part]?.mates(of: place) else { return [] }
    return (0..<count).map { _ in mates[draws.whole(below: mates.count)] }
  }

  /// Noise, of which nothing is to be said.
  private func silence(using draws: inout SeededDraws) -> StringBuilder.Sound {
    let count = frontEnd.sampleCount
    guard noises.isEmpty else {
      let noise = BackgroundMix().mix(into: nil, count: count, noises: noises, using: &draws)
      return StringBuilder.Sound(samples: noise, labels: [], spans: [])
    }
    let memory = draws.share()
    var held = 0.0
    let noise = (0..<count).map { _ in
      held = memory * held + (1 - memory) * draws.normal()
      return Float(0.1 * held)
    }
    return StringBuilder.Sound(samples: noise, labels: [], spans: [])
  }

  /// The frames of stretches of samples, each after the one before.
  private func frames(_ spans: [Range<Int>]) -> [Range<Int>] {
    spans.map { span in
      let frames = frontEnd.frames(in: span)
      let last = frontEnd.inputShape.frames
      return min(frames.lowerBound, last - 1)..<min(frames.upperBound, last)
    }
  }

  private func draws(_ purpose: Purpose, pass: Int, _ place: Int) -> SeededDraws {
    SeededDraws(seed: seed, purpose.rawValue, UInt64(pass), UInt64(place))
  }
}
