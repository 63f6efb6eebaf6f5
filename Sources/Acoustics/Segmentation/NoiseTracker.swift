#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How far a frame stands above the noise, and what it takes to be a sound there.
struct FrameContrast {
  /// Decibels over the floor.
  let decibels: Double
  /// The contrast from which on a sound may begin.
  let on: Double
  /// The contrast below which it has ended.
  let off: Double
  /// Power above the noise, and the same times frequency.
  let power, moment: Double

  var isSound: Bool { decibels >= off }
}

/// Follows the noise: its spectrum, its level and how much that level varies.
///
/// The level of a frame is that of its bands, each weighted by how quiet the noise is there. It is
/// about 0 dB in noise.
struct NoiseTracker {
  private let constants: EnergyConstants
  private let bands: SegmentationBands
  private let hopSeconds: Double
  /// The factor of the threshold that the sensitivity stands for.
  private let gain: Double
  private let leastContrast: Double

  /// The noise's power in each band.
  private var noise: [Double]
  private var weights: [Double]
  private var weightedNoise = 1.0
  private var framesToRenewal = 0

  private var floor = 0.0
  private var variance: Double
  /// The floor before the sound that goes on, nil between sounds.
  private var floorBefore: Double?

  /// Learns the noise from the first frames, back and forth.
  ///
  /// - Parameter start: Powers, `[frames, bands]`, of at least one frame.
  init(
    _ bands: SegmentationBands, sensitivity: Double, start: [Float],
    _ constants: EnergyConstants
  ) {
    self.constants = constants
    self.bands = bands
    hopSeconds = Double(bands.settings.hopLength) / bands.settings.sampleRate
    gain = exp2(-sensitivity / constants.sensitivityOctave)
    // Few bins vary much in noise, too much for the deviation below the threshold to tell.
    let bins =
      Double(bands.centers.count * bands.centers.count)
      / bands.binCounts.reduce(0) { $0 + 1 / $1 }
    leastContrast = max(constants.leastContrast, constants.contrastOfBin / bins.squareRoot())
    variance = constants.startDeviation * constants.startDeviation
    noise = NoiseTracker.quietest(start, bandCount: bands.centers.count, constants)
    weights = noise
    start.withUnsafeBufferPointer { start in
      for first in stride(from: 0, to: start.count, by: noise.count).reversed() {
        _ = push(UnsafeBufferPointer(rebasing: start[first..<first + noise.count]))
      }
    }
    floorBefore = nil
    framesToRenewal = 0
  }

  /// The mean of the quietest frames.
  private static func quietest(
    _ frames: [Float], bandCount: Int, _ constants: EnergyConstants
  ) -> [Double] {
    let count = frames.count / bandCount
    let totals = (0..<count).map { frame in
      frames[frame * bandCount..<(frame + 1) * bandCount].reduce(0.0) { $0 + Double($1) }
    }
    let order = (0..<count).sorted { (totals[$0], $0) < (totals[$1], $1) }
    let quiet = order.prefix(max(1, Int(Double(count) * constants.quietShare)))
    let means = (0..<bandCount).map { band in
      quiet.reduce(0.0) { $0 + Double(frames[$1 * bandCount + band]) } / Double(quiet.count)
    }
    let least = means.reduce(0, +) * constants.leastNoiseShare
    return means.map { max($0, least) }
  }

  /// Takes the powers of the next frame, `[bands]`.
  mutating func push(_ powers: UnsafeBufferPointer<Float>) -> FrameContrast {
    renewWeights()
    var weighted = 0.0
    for band in 0..<powers.count { weighted += Double(powers[band]) * weights[band] }
    let level = 10 * log10(weighted / weightedNoise + constants.leastRatio)
    let (on, off) = thresholds
    var contrast = level - floor
    guard contrast < off else {
      followSound(contrast)
      let (power, moment) = excess(powers)
      return FrameContrast(decibels: contrast, on: on, off: off, power: power, moment: moment)
    }
    if let before = floorBefore {
      floorBefore = nil
      if level < before + off {
        floor = before
        contrast = level - floor
      }
    }
    followNoise(powers, contrast)
    return FrameContrast(decibels: contrast, on: on, off: off, power: 0, moment: 0)
  }

  private var thresholds: (on: Double, off: Double) {
    let range = constants.deviationRange
    let deviation = min(max(variance.squareRoot(), range.lowerBound), range.upperBound)
    let on = max(leastContrast, constants.contrastPerDeviation * deviation) * gain
    return (on, on * constants.offShare)
  }

  private mutating func renewWeights() {
    if framesToRenewal == 0 {
      framesToRenewal = constants.weightFrames
      weightedNoise = 0
      for band in noise.indices {
        weights[band] = pow(noise[band], -constants.whitening)
        weightedNoise += noise[band] * weights[band]
      }
    }
    framesToRenewal -= 1
  }

  private mutating func followSound(_ contrast: Double) {
    if floorBefore == nil { floorBefore = floor }
    let isWeak = contrast < constants.strongContrast
    floor += hopSeconds * (isWeak ? constants.weakRise : constants.strongRise)
  }

  private mutating func followNoise(_ powers: UnsafeBufferPointer<Float>, _ contrast: Double) {
    floor += hopSeconds / constants.floorSeconds * contrast
    variance += hopSeconds / constants.deviationSeconds * (contrast * contrast - variance)
    let share = hopSeconds / constants.noiseSeconds
    for band in noise.indices {
      let power = min(Double(powers[band]), constants.noiseCap * noise[band])
      noise[band] += share * (power - noise[band])
    }
  }

  /// What stands above the noise in all bands, and the same times their frequencies.
  private func excess(_ powers: UnsafeBufferPointer<Float>) -> (power: Double, moment: Double) {
    var (power, moment) = (0.0, 0.0)
    for band in noise.indices {
      let above = Double(powers[band]) - constants.centroidNoise * noise[band]
      guard above > 0 else { continue }
      power += above * bands.binCounts[band]
      moment += above * bands.binCounts[band] * bands.centers[band]
    }
    return (power, moment)
  }
}
