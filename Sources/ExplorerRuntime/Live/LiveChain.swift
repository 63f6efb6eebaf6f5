import Acoustics
import Explorer
import SoundFiles

/// From samples to the columns of a live picture, by the same code as for files.
///
/// A column has the loudest of the frames whose centers lie in it, or of coefficients the frame
/// nearest to its middle; where there is none, the frame before. Levels relative to a clip's peak
/// go by the highest level so far.
final class LiveChain {
  /// What the columns are of.
  let picture: LivePicture

  private let extractor: FeatureExtractor
  private let resampler: Resampler?
  private let axis: TimeAxis
  private let pooling: ColumnPooling
  private let fold: BinFold
  private let channel: Int?
  private let channelCount: Int
  private let sampleRate: Double
  /// Where the first sample lies, at the rate of the analysis.
  private let origin: Double

  private var frame = 0
  private var column: Int
  private var best: [Float]
  private var distance: Double?
  private var received: Int
  private var values: [Float] = []
  private var extents: [Float] = []
  private var shape: ColumnShape
  private var shapeColumn: Int
  private var outFirst: Int

  /// Rows of pixels that bins are brought together for.
  private static let rows = 128

  /// Prepares to analyze.
  ///
  /// - Parameter first: The number of the first sample that will come.
  /// - Throws: The rule that the settings break.
  init(
    _ choice: LiveFeature, _ setup: AnalysisSetup, title: String, sampleRate: Double,
    channelCount: Int, first: Int
  ) throws(Failure) {
    let feature: any Feature
    do throws(FeatureError) {
      feature = try FeatureRegistry.make(setup.feature, setup.settings)
    } catch {
      throw Failure(error)
    }
    guard feature.reach != .path else {
      throw Failure(
        what: "Cannot show \(title) live", why: "its path is sought through all frames",
        remedy: "use --feature praat-pitch --no-pitch-path, or yin")
    }
    do throws(FeatureError) {
      extractor = try FeatureExtractor(feature, peak: .running)
      axis = TimeAxis(feature.settings)
      pooling = feature.pooling
      fold = BinFold(
        feature.binAxis, rows: feature.pooling == .loudest ? Self.rows : .max)
      picture = LivePicture(
        feature: choice, title: title, binAxis: fold.axis, unit: feature.unit)
    } catch {
      throw Failure(error)
    }
    let rate = setup.settings.sampleRate
    do {
      resampler = rate == sampleRate ? nil : try Resampler(from: sampleRate, to: rate)
    } catch {
      throw Failure(error)
    }
    channel = setup.source.channel
    self.sampleRate = sampleRate
    self.channelCount = channelCount
    origin = Double(first) * rate / sampleRate
    column = LiveColumns.column(ofSample: first, sampleRate: sampleRate)
    received = first
    best = [Float](repeating: -.infinity, count: fold.axis.count)
    shape = ColumnShape()
    shapeColumn = column
    outFirst = column
    if pooling == .nearestFrame { best = [Float](repeating: 0, count: fold.axis.count) }
  }

  /// Takes interleaved samples, all channels.
  func push(_ amplitudes: ArraySlice<Float>) {
    let mono = mixed(amplitudes)
    addShapes(mono)
    received += mono.count
    extractor.push(resampler?.push(mono) ?? mono) { [self] in take($0) }
  }

  /// Ends the signal.
  func finish() {
    if let resampler { extractor.push(resampler.finish()) { [self] in take($0) } }
    // Too short for a step that looks on both sides: then there is nothing to be drawn.
    do { try extractor.finish { [self] in take($0) } } catch { return }
    // Behind the last sound and the last frame no column begins.
    guard distance != nil || !shape.isEmpty else { return }
    closeColumn()
    extents += shape.values
    shape = ColumnShape()
  }

  /// The columns that are done, which are then forgotten here.
  func takeColumns() -> LiveColumns {
    let bins = fold.axis.count
    let count = min(values.count / bins, extents.count / 3)
    var columns = LiveColumns(first: outFirst)
    columns.values = Array(values.prefix(count * bins))
    columns.extents = Array(extents.prefix(count * 3))
    values.removeFirst(count * bins)
    extents.removeFirst(count * 3)
    outFirst += count
    return columns
  }

  private func mixed(_ amplitudes: ArraySlice<Float>) -> [Float] {
    guard channelCount > 1 else { return Array(amplitudes) }
    let share = 1 / Float(channelCount)
    let count = amplitudes.count / channelCount
    return amplitudes.withUnsafeBufferPointer { source in
      (0..<count).map { sample in
        if let channel { return source[sample * channelCount + min(channel, channelCount - 1)] }
        var sum: Float = 0
        for channel in 0..<channelCount { sum += source[sample * channelCount + channel] }
        return sum * share
      }
    }
  }

  private func addShapes(_ mono: [Float]) {
    var place = 0
    while place < mono.count {
      let end = LiveColumns.sample(ofColumn: shapeColumn + 1, sampleRate: sampleRate)
      let count = min(mono.count - place, end - received - place)
      if count > 0 { shape.add(mono[place..<(place + count)]) }
      place += max(0, count)
      guard received + place >= end else { continue }
      extents += shape.values
      shape = ColumnShape()
      shapeColumn += 1
    }
  }

  private func take(_ frameValues: UnsafeBufferPointer<Float>) {
    let center = place(ofFrame: frame)
    frame += 1
    while Int(center.rounded(.down)) > column { closeColumn() }
    let bins = fold.axis.count
    switch pooling {
    case .loudest:
      for bin in 0..<bins {
        let value = fold.value(bin, of: frameValues)
        best[bin] = distance == nil ? value : max(best[bin], value)
      }
      distance = 0
    case .nearestFrame:
      let away = abs(center - Double(column) - 0.5)
      if away < distance ?? .infinity {
        for bin in 0..<bins { best[bin] = frameValues[bin] }
        distance = away
      }
    }
    // The last frame of a column need not wait for the next one to be known as such.
    while Int(place(ofFrame: frame).rounded(.down)) > column { closeColumn() }
  }

  /// The center of a frame, in columns.
  private func place(ofFrame frame: Int) -> Double {
    (origin + Double(axis.sample(ofFrame: frame))) * Double(LiveColumns.rate)
      / axis.sampleRate
  }

  private func closeColumn() {
    values += best
    distance = nil
    column += 1
  }
}

/// The lowest and the highest sample of a column and its root mean square.
private struct ColumnShape {
  private var low: Float = 0
  private var high: Float = 0
  private var power = 0.0
  private var count = 0

  /// Whether it has no sample.
  var isEmpty: Bool { count == 0 }

  var values: [Float] {
    [low, high, count > 0 ? Float((power / Double(count)).squareRoot()) : 0]
  }

  mutating func add(_ samples: ArraySlice<Float>) {
    for sample in samples {
      low = min(low, sample)
      high = max(high, sample)
      power += Double(sample) * Double(sample)
    }
    count += samples.count
  }
}
