#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Columns of a feature whose frames are made one after the other: of samples, or by steps that
/// look at their neighbors.
///
/// A column has the loudest or the mean of the frames whose centers lie in it, or the nearest one.
/// Frames are those of the feature's hop; where that may change, they lie as close as columns.
struct FrameRuns {
  private let grid: ColumnGrid
  private let extractor: FeatureExtractor
  /// Where the frames lie.
  private let axis: TimeAxis
  /// Frames on either side that a frame is made of.
  private let margin: Int
  /// Frames of the recording; nil where that is not known.
  private let frameCount: Int?
  private let binCount: Int
  private let pooling: LevelPooling
  private let isDecibels: Bool
  /// What stands outside of the recording.
  private let outside: Float
  /// The recording, as far as its end is known.
  private let recording: Range<Int>

  /// Frames of a window at most.
  private static let closest = 64

  /// Whether a feature's columns are made so.
  static func suit(_ feature: any Feature) -> Bool {
    guard feature.pooling == .loudest else { return false }
    if feature.source.isOfSamples { return true }
    return feature.steps.contains { if case .frames = $0 { true } else { false } }
  }

  /// Prepares the columns of a feature that was made of settings.
  ///
  /// - Throws: ``FeatureError/noPicture(_:)`` where a frame depends on all before it, or the rule
  ///   that the settings break.
  init(
    _ feature: any Feature, _ id: FeatureID, settings: AnalysisSettings, grid: ColumnGrid,
    sampleCount: Int?, pooling: LevelPooling
  ) throws(FeatureError) {
    var own = feature.settings
    var runSettings = settings
    if !type(of: feature).keepsHop {
      let column = grid.span.count / max(1, grid.count)
      own.hopLength = max(
        1, min(settings.hopLength, max(own.windowLength / Self.closest, column)))
      runSettings.hopLength = own.hopLength
    }
    // A run is a signal of its own, without anything before it or behind it.
    runSettings.framing = .leftAligned
    runSettings.edges = .zeros
    runSettings.level.range = nil
    if runSettings.level.reference == .peak { runSettings.level.reference = .one }
    let runner = try FeatureRegistry.make(id, runSettings)
    extractor = try FeatureExtractor(runner, peak: .running)
    var margin = 0
    for case .frames(let step) in runner.steps {
      guard let reach = step.reach else { throw .noPicture(id.rawValue) }
      margin += reach / 2
    }
    self.margin = margin
    self.grid = grid
    self.pooling = pooling
    axis = TimeAxis(own)
    frameCount = sampleCount.map { [axis] in max(1, axis.frameCount(ofSamples: $0)) }
    recording = 0..<(sampleCount ?? .max)
    outside = runner.source.outside
    binCount = feature.binAxis.count
    isDecibels = feature.unit == .decibels
  }

  /// Samples that a single frame is made of, with the neighbors that it needs.
  var neighborhood: Int { axis.windowLength + 2 * margin * axis.hopLength }

  /// The samples that some columns are made of.
  func samplesNeeded(forColumns columns: Range<Int>) -> Range<Int> {
    samples(ofFrames: run(around: frames(ofColumns: columns)))
  }

  /// Computes columns, `[columns.count, bins]`.
  func columns(_ columns: Range<Int>, samples: [Float], firstSample: Int) -> [Float] {
    guard !columns.isEmpty else { return [] }
    let wanted = frames(ofColumns: columns)
    let values = values(of: wanted, samples, firstSample)
    var output: [Float] = []
    output.reserveCapacity(columns.count * binCount)
    for column in columns {
      let own = frames(ofColumn: column)
      let first = own.lowerBound - wanted.lowerBound
      output += pooled(first..<first + own.count, values)
    }
    return output
  }

  /// The frames that a column shows.
  private func frames(ofColumn column: Int) -> Range<Int> {
    let samples = grid.samples(ofColumn: column)
    let end = frameCount ?? .max
    func first(from sample: Int) -> Int {
      let distance = sample - axis.sample(ofFrame: 0)
      return distance <= 0 ? 0 : (distance + axis.hopLength - 1) / axis.hopLength
    }
    let own = first(from: samples.lowerBound)..<first(from: samples.upperBound)
    let there = own.clamped(to: 0..<end)
    if !there.isEmpty { return there }
    let nearest = min(end - 1, axis.frame(atSample: grid.center(ofColumn: column)))
    return nearest..<nearest + 1
  }

  /// The frames that some columns show, and those between.
  private func frames(ofColumns columns: Range<Int>) -> Range<Int> {
    let ranges = columns.map { frames(ofColumn: $0) }
    let first = ranges.reduce(Int.max) { min($0, $1.lowerBound) }
    return first..<ranges.reduce(first) { max($0, $1.upperBound) }
  }

  /// The frames that must be made for some to be whole.
  private func run(around frames: Range<Int>) -> Range<Int> {
    let end = frames.upperBound + margin
    return max(0, frames.lowerBound - margin)..<min(frameCount ?? end, end)
  }

  private func samples(ofFrames frames: Range<Int>) -> Range<Int> {
    axis.firstSample(ofFrame: frames.lowerBound)..<axis.firstSample(ofFrame: frames.upperBound - 1)
      + axis.windowLength
  }

  /// The values of frames, `[frames.count, bins]`.
  private func values(
    of wanted: Range<Int>, _ samples: [Float], _ firstSample: Int
  ) -> [Float] {
    let run = run(around: wanted)
    let span = self.samples(ofFrames: run)
    let there = span.clamped(to: firstSample..<firstSample + samples.count)
    var signal = [Float](repeating: outside, count: span.count)
    for place in span.clamped(to: recording) { signal[place - span.lowerBound] = 0 }
    if !there.isEmpty {
      signal.replaceSubrange(
        there.lowerBound - span.lowerBound..<there.upperBound - span.lowerBound,
        with: samples[there.lowerBound - firstSample..<there.upperBound - firstSample])
    }
    var values: [Float] = []
    values.reserveCapacity(wanted.count * binCount)
    var frame = run.lowerBound
    func take(_ row: UnsafeBufferPointer<Float>) {
      if wanted.contains(frame) { values.append(contentsOf: row) }
      frame += 1
    }
    extractor.push(signal, take)
    do throws(FeatureError) {
      try extractor.finish(take)
    } catch {
      preconditionFailure("a step does not know its own reach: \(error)")
    }
    return values
  }

  /// One column of some rows of values.
  private func pooled(_ rows: Range<Int>, _ values: [Float]) -> [Float] {
    var column = Array(values[rows.lowerBound * binCount..<(rows.lowerBound + 1) * binCount])
    guard rows.count > 1 else { return column }
    guard pooling == .mean else {
      for row in rows.dropFirst() {
        for bin in 0..<binCount { column[bin] = max(column[bin], values[row * binCount + bin]) }
      }
      return column
    }
    for bin in 0..<binCount {
      let sum = rows.reduce(0.0) { sum, row in
        let value = Double(values[row * binCount + bin])
        return sum + (isDecibels ? pow(10, value / 10) : value)
      }
      let mean = sum / Double(rows.count)
      column[bin] = Float(isDecibels ? 10 * log10(mean) : mean)
    }
    return column
  }
}
