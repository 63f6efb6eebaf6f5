import CSonic

/// Makes sound slower or faster and keeps its pitch, and knows where each sample comes from.
///
/// sonic repeats or leaves out whole periods and tells nobody which. It works as soon as it has two
/// of the longest periods, so it is given one sample at a time: when sound comes out, the place it
/// begins at is exactly that much behind. sonic also cuts its periods to whole samples, which makes
/// it up to 4 % too slow; the speed is corrected for what has gone wrong so far.
///
/// - Source: sonic 0.2.0, `changeSpeed`; it works on 16-bit samples from −1 to 1.
final class PitchKeeper {
  /// Rates below are not stretched, because a tenth of a period could have no sample, in hertz.
  static let lowestRate = 4000.0
  /// How long a wrong speed may take to be made good, in seconds.
  private static let correctionSeconds = 0.1

  private let stream: sonicStream
  private let speed, sampleRate: Double
  private let laneCount, lookahead: Int
  private var pushedCount = 0
  private var madeCount = 0
  private var block: [Float]

  /// - Returns: nil where the memory is full or the rate is too low.
  init?(speed: Double, sampleRate: Double, laneCount: Int) {
    guard sampleRate >= Self.lowestRate,
      let stream = sonicCreateStream(Int32(sampleRate.rounded()), Int32(laneCount))
    else { return nil }
    self.stream = stream
    self.speed = speed
    self.sampleRate = sampleRate
    self.laneCount = laneCount
    lookahead = 2 * (Int(sampleRate.rounded()) / Int(SONIC_MIN_PITCH))
    block = [Float](repeating: 0, count: 4096 * laneCount)
    sonicSetSpeed(stream, Float(speed))
  }

  deinit { sonicDestroyStream(stream) }

  /// Takes the next samples of each lane.
  ///
  /// - Parameter isLast: Whether none will follow.
  /// - Returns: What is certain now, and where its parts begin.
  func push(_ lanes: [Lane], isLast: Bool) -> (lanes: [Lane], anchors: [TimeMap.Anchor]) {
    var result = [Lane](repeating: [], count: laneCount)
    var anchors: [TimeMap.Anchor] = []
    var sample = [Float](repeating: 0, count: laneCount)
    for index in 0..<(lanes.first?.count ?? 0) {
      for lane in 0..<laneCount { sample[lane] = min(1, max(-1, lanes[lane][index])) }
      sonicWriteFloatToStream(stream, &sample, 1)
      pushedCount += 1
      guard sonicSamplesAvailable(stream) > 0 else { continue }
      let begin = pushedCount - lookahead
      anchors.append(TimeMap.Anchor(played: Double(madeCount), stream: Double(begin)))
      correct(begin)
      take(into: &result)
    }
    if isLast {
      sonicSetSpeed(stream, Float(speed))
      sonicFlushStream(stream)
      take(into: &result)
    }
    return (result, anchors)
  }

  /// Sets the speed so that what was made too much or too little so far evens out.
  private func correct(_ begin: Int) {
    let surplus = (Double(madeCount) - Double(begin) / speed) / sampleRate
    let factor = 1 + min(0.1, max(-0.1, surplus / Self.correctionSeconds))
    // On the other side of 1, sonic would leave out instead of repeat.
    let limits = speed < 1 ? 0.05...0.995 : 1.005...4.5
    let corrected = min(max(speed * factor, limits.lowerBound), limits.upperBound)
    sonicSetSpeed(stream, Float(corrected))
  }

  private func take(into result: inout [Lane]) {
    while true {
      let count = Int(sonicReadFloatFromStream(stream, &block, Int32(block.count / laneCount)))
      guard count > 0 else { return }
      for lane in 0..<laneCount {
        result[lane] += (0..<count).lazy.map { self.block[$0 * self.laneCount + lane] }
      }
      madeCount += count
    }
  }
}
