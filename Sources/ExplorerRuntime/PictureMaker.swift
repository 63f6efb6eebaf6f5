import Acoustics
import Explorer
import Labeling
import SoundFiles

/// Makes pictures of recordings: reads a piece, computes its columns, goes on.
public struct PictureMaker {
  /// Samples of one channel that are held at a time.
  private static let pieceLength = 1 << 20
  /// Windows around the middle of a column that a preview is made of: they hold the neighbours of
  /// any frame.
  static let previewWindows = 6

  let path: [UInt8]
  let file: SoundFile
  /// The samples of the clip.
  private let clip: Range<Int>
  let span: Range<Int>
  let grid: ColumnGrid
  let feature: FeatureID?
  let channel: Int?
  let pooling: LevelPooling
  let settings: AnalysisSettings
  private let fine: ColumnGrid
  let analyzer: PictureAnalyzer?
  private let channels: ChannelChoice
  /// Parts of a column that are computed apart, so that a column of hours fits in memory. Their
  /// number is odd, so that the middle of one is that of the column.
  private let parts: Int

  /// Opens a recording.
  ///
  /// - Parameters:
  ///   - path: The file, as the bytes of its path.
  ///   - clip: The samples of the recording that the clip covers; nil for all.
  ///   - span: The samples shown; nil for all of the clip.
  ///   - columns: Columns of the picture, at least 1.
  ///   - feature: What is drawn; nil for the waveform alone.
  ///   - channel: The channel, counted from 0; nil for the mix of all.
  ///   - pooling: How several moments become a column.
  public init(
    _ path: [UInt8], clip: Range<Int>? = nil, span: Range<Int>?, columns: Int,
    feature: FeatureID?, channel: Int?, pooling: LevelPooling = .loudest
  ) throws(Failure) {
    let shown = RecordingPath(bytes: path).name.text
    self.path = path
    self.channel = channel
    self.pooling = pooling
    do {
      file = try SoundFile(path)
    } catch {
      throw Failure(error)
    }
    let whole = 0..<file.facts.sampleCount
    guard !whole.isEmpty else {
      throw Failure(
        what: "\(shown) has no samples", why: "its header says 0 samples",
        remedy: "record it again or leave it out")
    }
    self.clip = clip.map { $0.clamped(to: whole) } ?? whole
    self.span = span.map { $0.clamped(to: whole) } ?? self.clip
    guard !self.span.isEmpty else {
      throw Failure(
        what: "That part of \(shown) can't be shown",
        why: "the recording ends at sample \(whole.upperBound)", remedy: "choose an earlier part")
    }
    if let channel, channel >= file.facts.channelCount {
      throw Failure(
        what: "\(shown) has no channel \(channel + 1)",
        why: "it has \(file.facts.channelCount)", remedy: "choose another or the mix")
    }
    grid = ColumnGrid(span: SampleRange(self.span), count: columns)
    self.feature = feature
    self.channels = channel.map { .channel($0) } ?? .mix
    settings = FeatureRegistry.standardSettings(
      of: feature ?? .spectrogram, sampleRate: file.facts.sampleRate)
    parts = (1 + self.span.count / (columns * PictureMaker.pieceLength)) | 1
    fine = ColumnGrid(span: grid.span, count: columns * parts)
    analyzer = try PictureMaker.analyzer(
      feature, settings, fine, file.facts.sampleCount, pooling)
  }

  /// Makes a picture of a recording in one go.
  ///
  /// - Parameter shelf: Overviews of long recordings; nil to read all that is shown.
  public static func picture(
    of path: [UInt8], span: Range<Int>?, columns: Int, feature: FeatureID?, channel: Int?,
    pooling: LevelPooling = .loudest, shelf: PyramidShelf? = nil
  ) throws(Failure) -> ClipPicture {
    let maker = try PictureMaker(
      path, span: span, columns: columns, feature: feature, channel: channel, pooling: pooling)
    guard
      let picture = try maker.make(shelf: shelf, isWanted: { true }, wait: nil, preview: nil)
    else {
      preconditionFailure("a picture that is wanted was given up")
    }
    return picture
  }

  /// Makes the picture; that of hours first as a preview of samples around some columns' middles,
  /// then from the recording's overview; that of minutes first from the overview, then from all
  /// samples.
  ///
  /// - Parameters:
  ///   - shelf: Overviews of long recordings; nil to read all that is shown.
  ///   - isWanted: Asked between pieces.
  ///   - wait: Waits a moment for another wish while an overview is made; nil sleeps.
  ///   - preview: Takes what can be shown meanwhile; nil makes none.
  /// - Returns: Nil if it was not wanted any more.
  package func make(
    shelf: PyramidShelf?, isWanted: () -> Bool, wait: ((Double) -> Void)?,
    preview: ((ClipPicture) -> Void)?
  ) throws(Failure) -> ClipPicture? {
    if let shelf, let overview = overview(shelf) {
      return try picture(from: overview, isWanted: isWanted, wait: wait, preview: preview)
    }
    var values = [Float]()
    var waveform = WaveformPicture(grid: grid)
    if let preview, let sketch = shelf.flatMap(sketch) {
      values = sketch.feature?.values ?? []
      preview(sketch)
      guard isWantedAfterSketch(isWanted, wait) else { return nil }
    } else if let preview, span.count > 4 * PictureMaker.pieceLength,
      let coarse = try coarsePicture(columns: grid.count, isWanted: isWanted)
    {
      values = coarse.feature?.values ?? []
      preview(coarse)
    }

    var analyzer = analyzer
    let bins = analyzer?.binAxis.count ?? 0
    if values.isEmpty { values = [Float](repeating: ground, count: grid.count * bins) }
    let pieceColumns = max(1, PictureMaker.pieceLength / max(1, span.count / fine.count))
    var pieces = 0
    for start in stride(from: 0, to: fine.count, by: pieceColumns) {
      guard isWanted() else { return nil }
      let columns = start..<min(start + pieceColumns, fine.count)
      let own =
        fine.samples(ofColumn: columns.lowerBound)
        .lowerBound..<fine.samples(ofColumn: columns.upperBound - 1).upperBound
      let needed = analyzer?.samplesNeeded(forColumns: columns) ?? own
      let wide = (min(own.lowerBound, needed.lowerBound)..<max(own.upperBound, needed.upperBound))
        .clamped(to: 0..<max(span.upperBound, file.facts.sampleCount))
      let samples = try read(wide)
      waveform.add(
        Array(samples.dropFirst(own.lowerBound - wide.lowerBound).prefix(own.count)),
        firstSample: own.lowerBound)
      if let made = analyzer?.columns(columns, samples: samples, firstSample: wide.lowerBound) {
        pool(made, columns, bins, into: &values)
      }
      pieces += 1
      if pieces % 8 == 0, columns.upperBound < fine.count {
        preview?(picture(values, waveform, isPreview: true))
      }
    }
    return picture(values, waveform, isPreview: false)
  }

  static func analyzer(
    _ feature: FeatureID?, _ settings: AnalysisSettings, _ grid: ColumnGrid, _ sampleCount: Int,
    _ pooling: LevelPooling
  ) throws(Failure) -> PictureAnalyzer? {
    guard let feature else { return nil }
    do {
      return try PictureAnalyzer(
        feature: feature, settings: settings, grid: grid, sampleCount: sampleCount,
        pooling: pooling)
    } catch {
      throw Failure(error)
    }
  }

  func read(_ samples: Range<Int>) throws(Failure) -> [Float] {
    do {
      return try file.read(SampleRange(samples), channels)
    } catch {
      throw Failure(error)
    }
  }

  /// What columns hold that nothing was computed for.
  private var ground: Float { analyzer?.unit == .coefficient ? 0 : -.infinity }

  /// Puts the parts of columns together: their levels pooled, but the coefficients of the middle.
  private func pool(
    _ made: [Float], _ columns: Range<Int>, _ bins: Int, into values: inout [Float]
  ) {
    let takesMiddle = analyzer?.unit == .coefficient
    for (place, column) in columns.enumerated() {
      let part = column % parts
      guard !takesMiddle || part == parts / 2 else { continue }
      let replaces = takesMiddle || part == 0
      let target = column / parts * bins
      for bin in 0..<bins {
        let value = made[place * bins + bin]
        values[target + bin] =
          replaces ? value : pooling.joined(values[target + bin], part, value)
      }
    }
  }

  func picture(
    _ values: [Float], _ waveform: WaveformPicture, isPreview: Bool, progress: Double? = nil
  ) -> ClipPicture {
    ClipPicture(
      feature: analyzer.map {
        FeaturePicture(
          grid: grid, binAxis: $0.binAxis, unit: $0.unit, values: values)
      },
      waveform: waveform, sampleRate: file.facts.sampleRate,
      channelCount: file.facts.channelCount, clipSamples: clip,
      isPreview: isPreview, progress: progress)
  }
}
