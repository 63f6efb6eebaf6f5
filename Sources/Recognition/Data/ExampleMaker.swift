import Labeling
import NeuralNetworks

/// Makes the examples of a training set.
///
/// What is drawn for an example depends on the seed, the pass and the example's place alone, so a
/// run is the same whatever thread makes which example.
public struct ExampleMaker: Sendable {
  /// What can be learnt from.
  public let set: TrainingSet
  /// What models see.
  public let frontEnd: FrontEnd
  /// Applied to what they see.
  public var normalization: Normalization
  private let augmentation: Augmentation
  private let seed: UInt64
  private let clips: any ClipSamples
  private let noises: [[Float]]

  /// What numbers are drawn for, so that no two purposes share them.
  private enum Purpose: UInt64 {
    case samples = 1
    case spectrum
    case mixup
    case order
    case evaluation
  }

  /// Prepares the making of examples.
  ///
  /// - Parameters:
  ///   - noises: Recordings of background noise at the front end's rate.
  /// - Throws: ``TrainingSetError/backgroundTooShort(samples:needed:)``.
  public init(
    _ set: TrainingSet, clips: any ClipSamples, noises: [[Float]] = [], frontEnd: FrontEnd,
    normalization: Normalization = .none, augmentation: Augmentation, seed: UInt64
  ) throws(TrainingSetError) {
    for noise in noises where noise.count <= frontEnd.sampleCount {
      throw .backgroundTooShort(samples: noise.count, needed: frontEnd.sampleCount + 1)
    }
    self.set = set
    self.clips = clips
    self.noises = noises
    self.frontEnd = frontEnd
    self.normalization = normalization
    self.augmentation = augmentation
    self.seed = seed
  }

  /// What one thread makes examples with.
  public func inputMaker() throws(FrontEndError) -> InputMaker {
    try InputMaker(
      frontEnd, normalization: normalization, warps: augmentation.spectrum.warp?.factors ?? [])
  }

  /// The example at a place of the training part, changed as the pass wants it.
  ///
  /// - Parameter turn: Another number gives another example of the same place in the same pass.
  public func example(
    _ place: Int, pass: Int, turn: Int = 0, with maker: InputMaker
  ) throws(ExampleError) -> Example {
    let own = try changed(place, pass: pass, turn, with: maker)
    guard let shape = augmentation.mixup else { return own }
    var draws = draws(.mixup, pass: pass, place, turn)
    let share = Float(draws.beta(shape))
    let partner = draws.whole(below: set.entries(of: .training).count)
    let other = try changed(partner, pass: pass, turn, with: maker)
    // The larger share names the example, so that accuracies make sense.
    let (near, far, rest) =
      share >= 0.5 ? (own, other, 1 - share) : (other, own, share)
    let input = zip(near.input, far.input).map { $0 * (1 - rest) + $1 * rest }
    return Example(
      input: input,
      target: ExampleTarget(
        label: near.target.label, other: far.target.label, otherShare: rest))
  }

  /// The example at a place of a part as it is judged by: unchanged, in one or more crops.
  ///
  /// Silence is noise that depends on its place alone.
  public func inputs(
    _ place: Int, of part: SplitPart, with maker: InputMaker
  ) throws(ExampleError) -> [(input: [Float], weight: Double)] {
    let entry = set.entries(of: part)[place]
    if let clip = entry.clip {
      let samples = try samples(of: clip)
      return try prepared { () throws(FrontEndError) in try maker.inputs(of: samples) }
    }
    var draws = draws(.evaluation, pass: 0, place)
    let window = BackgroundMix().mix(
      into: nil, count: frontEnd.sampleCount, noises: noises, using: &draws)
    return [(try prepared { () throws(FrontEndError) in try maker.input(ofWindow: window) }, 1)]
  }

  /// Measures the unaugmented examples of the training part.
  ///
  /// - Parameter perBin: Whether each bin has a mean and a deviation of its own.
  public func measuredNormalization(perBin: Bool = false) throws(ExampleError) -> Normalization {
    let places = set.entries(of: .training).indices.filter {
      set.entries(of: .training)[$0].clip != nil
    }
    var draws = draws(.order, pass: -1, 0)
    let chosen = places.shuffled(using: &draws).prefix(Normalization.clipLimit)
    let maker = try prepared { () throws(FrontEndError) in try InputMaker(frontEnd) }
    var inputs: [[Float]] = []
    for place in chosen.sorted() {
      inputs += try self.inputs(place, of: .training, with: maker).map(\.input)
    }
    return .measured(inputs, bins: perBin ? frontEnd.inputShape.bins : nil)
  }

  /// Says of an error that it is the front end's.
  private func prepared<Value>(
    _ body: () throws(FrontEndError) -> Value
  ) throws(ExampleError) -> Value {
    do {
      return try body()
    } catch {
      throw .frontEnd(error)
    }
  }

  private func samples(of clip: Int) throws(ExampleError) -> [Float] {
    do {
      return try clips.samples(of: clip)
    } catch {
      throw .samples(error)
    }
  }

  private func draws(
    _ purpose: Purpose, pass: Int, _ place: Int, _ turn: Int = 0
  ) -> SeededDraws {
    SeededDraws(
      seed: seed, purpose.rawValue, UInt64(bitPattern: Int64(pass)), UInt64(place), UInt64(turn))
  }

  /// An example of its own clip, changed but not mixed.
  private func changed(
    _ place: Int, pass: Int, _ turn: Int, with maker: InputMaker
  ) throws(ExampleError) -> Example {
    let entry = set.entries(of: .training)[place]
    var sampleDraws = draws(.samples, pass: pass, place, turn)
    var spectrumDraws = draws(.spectrum, pass: pass, place, turn)
    var clip: [Float]?
    if let number = entry.clip { clip = try samples(of: number) }
    do {
      let window = try window(of: clip, with: maker, using: &sampleDraws)
      let input = try maker.input(
        ofWindow: window, augmentedBy: augmentation.spectrum, using: &spectrumDraws)
      return Example(input: input, target: ExampleTarget(label: entry.label))
    } catch {
      throw .frontEnd(error)
    }
  }

  /// The window of a clip, or of silence, with the changes of its samples.
  private func window(
    of clip: [Float]?, with maker: InputMaker, using draws: inout SeededDraws
  ) throws(FrontEndError) -> [Float] {
    let changes = augmentation.samples
    var window: [Float]?
    if let clip {
      let percent =
        changes.speeds.isEmpty ? 100 : changes.speeds[draws.whole(below: changes.speeds.count)]
      let sound = SpeedChange.apply(try maker.usable(clip), percent: percent)
      window = placed(sound, shift: shift(using: &draws), using: &draws)
    }
    guard let background = changes.background else {
      if let window { return window }
      return BackgroundMix().mix(
        into: nil, count: frontEnd.sampleCount, noises: noises, using: &draws)
    }
    return background.mix(
      into: window, count: frontEnd.sampleCount, noises: noises, using: &draws)
  }

  /// Samples that a clip is moved by, as the original draws them: the upper limit is left out.
  private func shift(using draws: inout SeededDraws) -> Int {
    let limit = Int(augmentation.samples.shiftSeconds * frontEnd.sampleRate)
    return limit > 0 ? draws.whole(below: 2 * limit) - limit : 0
  }

  /// A clip in the window; of a long one that is repeated, the louder of two crops.
  private func placed(
    _ clip: [Float], shift: Int, using draws: inout SeededDraws
  ) -> [Float] {
    let count = frontEnd.sampleCount
    guard frontEnd.placement == .repeated, clip.count > count else {
      return frontEnd.placement.window(clip, count: count, shift: shift)
    }
    let crops = (0..<2).map { _ in
      let start = draws.whole(below: clip.count - count + 1)
      return Array(clip[start..<(start + count)])
    }
    let levels = crops.map(ClipPlacement.rootMeanSquare)
    return levels[1] > levels[0] ? crops[1] : crops[0]
  }
}
