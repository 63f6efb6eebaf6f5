import Foundation

/// Integrated loudness of interleaved samples (ITU-R BS.1770-4) in constant memory.
///
/// Blocks of 400 ms begin every 100 ms. Their powers are kept as sums in bins of 0.01 LU, so only a
/// block that lies within 0.01 LU of the relative gate may fall on its wrong side.
struct LoudnessMeter {
  private static let stepsPerBlock = 4
  private static let absoluteGate = -70.0
  private static let relativeGate = -10.0
  private static let binsPerUnit = 100.0
  /// Bins from the absolute gate up to +60 LUFS.
  private static let binCount = 13_000

  private let stepLength: Double
  private let weights: [Double]
  private var filters: [KWeighting]
  private var position = 0
  private var stepStart = 0
  private var stepEnd: Int
  private var stepSum = 0.0
  private var step = 1
  /// Sums and lengths of the last steps.
  private var recent: [(sum: Double, count: Int)] = []
  private var powers = [Double](repeating: 0, count: binCount)
  private var counts = [Int](repeating: 0, count: binCount)

  /// Prepares; nil for rates at which the filters do not exist.
  init?(sampleRate: Double, channelCount: Int) {
    guard sampleRate >= KWeighting.lowestRate else { return nil }
    stepLength = sampleRate / 10
    stepEnd = Int(stepLength.rounded())
    weights = Self.weights(channelCount)
    filters = [KWeighting](repeating: KWeighting(sampleRate: sampleRate), count: channelCount)
  }

  /// Takes interleaved samples, whole ones of all channels.
  mutating func add(_ samples: UnsafeBufferPointer<Float>) {
    let channelCount = weights.count
    let count = samples.count / channelCount
    var start = 0
    while start < count {
      let stop = min(count, start + stepEnd - position)
      for channel in 0..<channelCount where weights[channel] > 0 {
        var filter = filters[channel]
        var sum = 0.0
        for place in start..<stop {
          let y = filter.filter(Double(samples[place * channelCount + channel]))
          sum += y * y
        }
        filter.settle()
        filters[channel] = filter
        stepSum += weights[channel] * sum
      }
      position += stop - start
      start = stop
      if position == stepEnd { endStep() }
    }
  }

  /// The loudness in LUFS of all blocks that pass both gates; nil when none does.
  var integrated: Double? {
    guard let ungated = mean(from: 0) else { return nil }
    let gate = Self.loudness(ungated) + Self.relativeGate
    return mean(from: Self.bin(max(gate, Self.absoluteGate))).map { Self.loudness($0) }
  }

  private mutating func endStep() {
    recent.append((stepSum, stepEnd - stepStart))
    if recent.count > Self.stepsPerBlock { recent.removeFirst() }
    step += 1
    stepStart = stepEnd
    stepEnd = Int((Double(step) * stepLength).rounded())
    stepSum = 0
    guard recent.count == Self.stepsPerBlock else { return }
    let length = recent.reduce(0) { $0 + $1.count }
    let power = recent.reduce(0) { $0 + $1.sum } / Double(length)
    let loudness = Self.loudness(power)
    guard loudness > Self.absoluteGate else { return }
    powers[Self.bin(loudness)] += power
    counts[Self.bin(loudness)] += 1
  }

  private func mean(from bin: Int) -> Double? {
    let count = counts[bin...].reduce(0, +)
    return count > 0 ? powers[bin...].reduce(0, +) / Double(count) : nil
  }

  private static func bin(_ loudness: Double) -> Int {
    max(0, min(binCount - 1, Int((loudness - absoluteGate) * binsPerUnit)))
  }

  private static func loudness(_ power: Double) -> Double { -0.691 + 10 * log10(power) }

  private static func weights(_ channelCount: Int) -> [Double] {
    switch channelCount {
    case 4: [1, 1, 1.41, 1.41]
    case 5: [1, 1, 1, 1.41, 1.41]
    case 6: [1, 1, 1, 0, 1.41, 1.41]
    default: [Double](repeating: 1, count: channelCount)
    }
  }
}
