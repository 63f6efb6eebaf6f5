import Acoustics
import Explorer
import Foundation
import SoundFiles

extension PictureMaker {
  /// Columns of the first preview of a long recording: each is a seek in the file.
  private static let coarseColumns = 64
  /// Seconds between previews while an overview is made.
  private static let previewInterval = 0.25
  /// Seconds that a first preview has for itself, before threads begin with the overview.
  private static let headStart = 0.1
  /// Samples that take longer to read than a key may.
  private static let sketchedLength = 1 << 19
  /// Seconds between looks at an overview that is being made.
  private static let patience = 0.02

  /// The overview to draw from; nil where the recording is short or the columns are finer.
  func overview(_ shelf: PyramidShelf) -> RecordingPyramid? {
    guard file.facts.sampleCount > shelf.length,
      let subject = PyramidSubject(path, channel: channel, feature: feature, pooling: pooling)
    else { return nil }
    let binAxis: BinAxis
    let grid: PyramidGrid
    do throws(FeatureError) {
      binAxis = try FeatureRegistry.make(subject.feature, settings).binAxis
      grid = RecordingPyramid.grid(
        sampleCount: file.facts.sampleCount, windowLength: settings.windowLength, binAxis: binAxis)
    } catch {
      // What can't be analyzed has no overview either: the way without one tells why.
      return nil
    }
    let middle = span.lowerBound + span.count / 2
    guard span.count / self.grid.count >= grid.columnLength,
      analyzer?.unit != .coefficient || hasWideColumns
    else {
      shelf.look(at: middle, of: path)
      return nil
    }
    return shelf.pyramid(
      of: subject, settings: settings, sampleCount: file.facts.sampleCount, binAxis: binAxis,
      lookingAt: span.count < file.facts.sampleCount ? middle : nil)
  }

  /// What a complete overview shows of a span whose columns are finer than its own, until they are
  /// read; nil where there is none, or where reading takes no time to speak of.
  func sketch(_ shelf: PyramidShelf) -> ClipPicture? {
    guard span.count >= PictureMaker.sketchedLength, analyzer?.unit != .coefficient,
      let subject = PyramidSubject(path, channel: channel, feature: feature, pooling: pooling),
      let overview = shelf.complete(subject)
    else { return nil }
    let known = overview.picture(at: grid)
    return picture(feature == nil ? [] : known.feature.values, known.waveform, isPreview: true)
  }

  /// Waits for another wish, of which there are many while somebody zooms.
  /// - Returns: Whether the picture is wanted still.
  func isWantedAfterSketch(_ isWanted: () -> Bool, _ wait: ((Double) -> Void)?) -> Bool {
    pause(PictureMaker.headStart, wait)
    return isWanted()
  }

  /// Whether columns are so wide that short stretches of them are read faster than all of them.
  private var hasWideColumns: Bool { span.count / grid.count > 4 * stretch }

  /// Samples that are read for a column of a coarse picture.
  private var stretch: Int {
    max(PictureMaker.previewWindows * settings.windowLength, analyzer?.neighborhood ?? 0)
  }

  /// Draws from an overview, and as long as it is not complete from short stretches too.
  func picture(
    from overview: RecordingPyramid, isWanted: () -> Bool, wait: ((Double) -> Void)?,
    preview: ((ClipPicture) -> Void)?
  ) throws(Failure) -> ClipPicture? {
    var coarse: ClipPicture?
    if let preview, !overview.isComplete {
      coarse = try coarsePicture(
        columns: min(grid.count, PictureMaker.coarseColumns), isWanted: isWanted)
      if let coarse {
        preview(merged(overview, coarse))
        pause(PictureMaker.headStart, wait)
      }
      guard isWanted() else { return nil }
    }
    overview.begin()
    var shown = Date()
    while !overview.isComplete {
      if let failure = overview.failure { throw failure }
      guard isWanted() else { return nil }
      pause(PictureMaker.patience, wait)
      if let preview, -shown.timeIntervalSinceNow >= PictureMaker.previewInterval {
        preview(merged(overview, coarse))
        shown = Date()
      }
    }
    guard analyzer?.unit == .coefficient else {
      let known = overview.picture(at: grid)
      return picture(
        feature == nil ? [] : known.feature.values, known.waveform, isPreview: false)
    }
    // Coefficients are those of single frames: they are computed where the columns are.
    let exact = try coarsePicture(columns: grid.count, isWanted: isWanted)
    guard isWanted() else { return nil }
    return picture(
      exact?.feature?.values ?? [], overview.picture(at: grid).waveform, isPreview: false)
  }

  private func pause(_ seconds: Double, _ wait: ((Double) -> Void)?) {
    if let wait { wait(seconds) } else { usleep(UInt32(seconds * 1e6)) }
  }

  /// A picture of short stretches at the middles of columns; nil if the columns are too narrow or the
  /// picture is not wanted any more.
  ///
  /// - Parameters:
  ///   - columns: How many are looked at; what is between shows the nearest one.
  ///   - isWanted: Asked before each, because each is a seek in the file.
  func coarsePicture(columns count: Int, isWanted: () -> Bool) throws(Failure) -> ClipPicture? {
    guard hasWideColumns || count < grid.count, span.count / count > stretch else { return nil }
    let stretch = stretch
    let places = ColumnGrid(span: grid.span, count: count)
    var samples: [Float] = []
    samples.reserveCapacity(count * stretch)
    for column in 0..<count {
      guard isWanted() else { return nil }
      let start = places.center(ofColumn: column) - stretch / 2
      let piece = try read(start..<(start + stretch))
      samples += piece + [Float](repeating: 0, count: stretch - piece.count)
    }
    let strip = ColumnGrid(span: SampleRange(0..<samples.count), count: count)
    var analyzer = try PictureMaker.analyzer(
      feature, settings, strip, samples.count, pooling)
    let made = analyzer?.columns(0..<count, samples: samples, firstSample: 0) ?? []
    var waveform = WaveformPicture(grid: strip)
    waveform.add(samples, firstSample: 0)
    let sources = (0..<grid.count).map { $0 * count / grid.count }
    let bins = analyzer?.binAxis.count ?? 0
    return picture(
      sources.flatMap { made[$0 * bins..<($0 + 1) * bins] },
      WaveformPicture(
        grid: grid, minima: sources.map { waveform.minima[$0] },
        maxima: sources.map { waveform.maxima[$0] }, rms: sources.map { waveform.rms[$0] }),
      isPreview: true)
  }

  /// What an overview knows already, and a coarse picture where it knows nothing.
  private func merged(_ overview: RecordingPyramid, _ coarse: ClipPicture?) -> ClipPicture {
    let known = overview.picture(at: grid)
    let progress = overview.progress
    guard let coarse else {
      return picture(
        feature == nil ? [] : known.feature.values, known.waveform, isPreview: true,
        progress: progress)
    }
    func choose(_ one: [Float], _ other: [Float]) -> [Float] {
      zip(known.isKnown, zip(one, other)).map { $0 ? $1.0 : $1.1 }
    }
    let waveform = WaveformPicture(
      grid: grid, minima: choose(known.waveform.minima, coarse.waveform.minima),
      maxima: choose(known.waveform.maxima, coarse.waveform.maxima),
      rms: choose(known.waveform.rms, coarse.waveform.rms))
    guard var values = coarse.feature?.values else {
      return picture([], waveform, isPreview: true, progress: progress)
    }
    if analyzer?.unit != .coefficient {
      let bins = known.feature.binAxis.count
      for (column, isKnown) in known.isKnown.enumerated() where isKnown {
        let place = column * bins..<(column + 1) * bins
        values.replaceSubrange(place, with: known.feature.values[place])
      }
    }
    return picture(values, waveform, isPreview: true, progress: progress)
  }
}
