/// Finds sounds that stand out of the noise around them, as loud or soft as they may be.
///
/// The level of 20 bands, each weighted by how quiet the noise is there, is compared with a floor
/// that follows the noise. A sound begins where it stands well above the floor and ends where it
/// falls back to a third of that; deep valleys part syllables. What lasts for long is learnt as
/// noise, so a recording without a quiet part has no sounds. The score is the highest contrast, and
/// the curve is the contrast over the floor.
///
/// Memory is constant, but for the syllables of a chain without a gap of 120 ms.
public struct EnergySegmentation: SegmentationMethod {
  /// `energy`.
  public static let id = "energy"
  /// What it does, in a line.
  public static let summary = "what stands out of the noise around it"

  private let constants: EnergyConstants
  private let sensitivity: Double
  private let bands: SegmentationBands
  private var powers: BandPowers
  private var tracker: NoiseTracker?
  /// Powers of the first frames, until there are enough of them to learn the noise.
  private var start: [Float] = []
  private let startCount: Int
  private var finder: PieceFinder
  private var chain: PieceChain
  private var nextFrame = 0
  private var received = 0
  /// Samples that are worked on at once.
  private static let blockLength = 1 << 16

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(
    _ settings: SegmentationSettings, sampleRate: Double, sampleCount: Int? = nil
  ) throws(FeatureError) {
    try settings.validate(sampleRate: sampleRate)
    constants = EnergyConstants()
    sensitivity = settings.sensitivity
    bands = try SegmentationBands(settings, sampleRate: sampleRate, constants)
    powers = try BandPowers(bands, least: constants.leastPower)
    let seconds = settings.isLive ? constants.liveStartSeconds : constants.startSeconds
    let hopLength = bands.settings.hopLength
    startCount = max(1, Int((seconds * sampleRate / Double(hopLength)).rounded()))
    finder = PieceFinder(constants)
    chain = PieceChain(settings, sampleRate: sampleRate, hopLength: hopLength, constants)
  }

  /// Takes samples and tells what they show.
  public mutating func push(_ samples: [Float], _ body: (SegmentationFinding) -> Void) {
    for first in stride(from: 0, to: samples.count, by: Self.blockLength) {
      let block = Array(samples[first..<min(first + Self.blockLength, samples.count)])
      received += block.count
      take(powers.push(block), body)
    }
  }

  /// Ends the signal and tells what is left; the method is used up then.
  public mutating func finish(_ body: (SegmentationFinding) -> Void) {
    take(powers.finish(), body)
    if tracker == nil { begin(body) }
    if let piece = finder.endPiece() { chain.push(piece) { body(.segment($0)) } }
    chain.finish(before: received) { body(.segment($0)) }
  }

  /// Takes the powers of frames, `[frames, bands]`.
  private mutating func take(_ frames: [Float], _ body: (SegmentationFinding) -> Void) {
    guard tracker == nil else { return follow(frames, body) }
    start.append(contentsOf: frames)
    if start.count >= startCount * bands.centers.count { begin(body) }
  }

  /// Learns the noise from the first frames, then goes through them.
  private mutating func begin(_ body: (SegmentationFinding) -> Void) {
    guard !start.isEmpty else { return }
    let frames = start
    start = []
    let count = min(frames.count, startCount * bands.centers.count)
    tracker = NoiseTracker(
      bands, sensitivity: sensitivity, start: Array(frames[..<count]), constants)
    follow(frames, body)
  }

  private mutating func follow(_ frames: [Float], _ body: (SegmentationFinding) -> Void) {
    let bandCount = bands.centers.count
    let hopLength = bands.settings.hopLength
    frames.withUnsafeBufferPointer { frames in
      for first in stride(from: 0, to: frames.count, by: bandCount) {
        let powers = UnsafeBufferPointer(rebasing: frames[first..<first + bandCount])
        guard let contrast = tracker?.push(powers) else { return }
        body(
          .level(
            sample: nextFrame * hopLength, decibels: Float(contrast.decibels),
            threshold: Float(contrast.on)))
        let piece = finder.push(contrast) { frame in
          body(.onset(sample: max(0, frame * hopLength - hopLength / 2)))
        }
        if let piece { chain.push(piece) { body(.segment($0)) } }
        chain.pass(to: finder.first) { body(.segment($0)) }
        nextFrame += 1
      }
    }
  }
}
