import Acoustics
import CellCanvas
import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import PictureFiles
import SoundFiles

/// What is done with each input of `spectrogram`.
struct PictureJob: Sendable {
  /// How a picture looks.
  enum Style: Sendable {
    /// Bare magnitudes in grey, time downwards.
    case bare(brightness: Float)
    /// With axes, title and legend.
    case chart(size: PixelSize, colors: ChartColors, levels: ClosedRange<Float>?)
  }

  /// What the command line says.
  let chosen: ChosenAnalysis
  /// What is computed.
  let request: FeatureReading.Request
  /// How it looks.
  let style: Style
  /// The heading; nil is the file's name.
  let title: String?
  /// Whether a warning is an error.
  let isStrict: Bool

  /// Writes the picture of an input and returns what is worth knowing about it.
  ///
  /// - Throws: Why that can't be done, with the input's name.
  func run(_ item: OutputPlan.Item) throws(Failure) -> [String] {
    if let refusal = item.refusal { throw refusal }
    switch item.input {
    case .failed(_, let failure): throw failure
    case .file(let shown, _, let path):
      do throws(Failure) {
        return try draw(path, shown, to: item.target)
      } catch {
        throw error.naming(shown)
      }
    }
  }

  private func draw(
    _ path: [UInt8], _ shown: RecordingPath, to target: [UInt8]
  ) throws(Failure) -> [String] {
    guard let target = String(validating: target, as: UTF8.self) else {
      throw Failure(
        what: "Cannot write \(FilePath.text(target))", why: "its path is not UTF-8",
        remedy: "choose another name")
    }
    let reading = try FeatureReading(path, try fitted(path))
    if isStrict { try reading.refuseWarnings() }
    try OutputPlan.makeFolder(FilePath.parent(Array(target.utf8)))
    let notFinite: Int
    switch style {
    case .bare(let brightness): notFinite = try drawBare(reading, brightness, to: target)
    case .chart(let size, let colors, let levels):
      notFinite = try drawChart(reading, shown, size, colors, levels, to: target)
    }
    if notFinite > 0, isStrict { try reading.refuse("\(notFinite) samples are not finite") }
    let doubts = notFinite > 0 ? ["\(notFinite) samples that are not finite count as 0"] : []
    return reading.warnings + doubts
  }

  private func drawBare(
    _ reading: FeatureReading, _ brightness: Float, to target: String
  ) throws(Failure) -> Int {
    var magnitudes: [Float] = []
    let bins = reading.feature.binAxis.count
    let notFinite = try reading.frames(isCancelled: { Interruption.isSet }) {
      frame throws(Failure) in
      guard magnitudes.count < WavToSpectrogram.pixelLimit else {
        throw Failure(
          what: "Cannot draw it", why: "a row a frame needs more than 100 million pixels",
          remedy: "choose a part with --start and --end, or another preset")
      }
      magnitudes.append(contentsOf: frame)
    }
    let image: GrayImage
    do {
      image = try WavToSpectrogram.image(magnitudes, bins: bins, brightness: brightness)
    } catch {
      throw Failure(error.sentence)
    }
    do {
      try PNGFile.write(image, to: target)
    } catch {
      throw error.failure
    }
    return notFinite
  }

  private func drawChart(
    _ reading: FeatureReading, _ shown: RecordingPath, _ size: PixelSize, _ colors: ChartColors,
    _ levels: ClosedRange<Float>?, to target: String
  ) throws(Failure) -> Int {
    let (feature, rate) = (reading.feature, reading.setup.settings.sampleRate)
    let start = Int(Double(reading.span.lowerBound) / reading.facts.sampleRate * rate)
    let span = SampleRange(start..<(start + max(1, reading.sampleCount)))
    var chart = SpectrogramChart(
      span: span, sampleRate: rate, binAxis: feature.binAxis, unit: feature.unit)
    chart.text = ChartText(
      title: title ?? shown.name.text, details: details(reading), caption: caption(reading))
    chart.colors = colors
    chart.levels = levels
    chart.legend = legend(feature)
    let image: PixelImage
    let notFinite: Int
    do {
      let plot = try chart.plotSize(width: size.width, height: size.height)
      var columns = PooledColumns(
        axis: TimeAxis(feature.settings), firstSample: start,
        grid: ColumnGrid(span: span, count: plot.width), bins: feature.binAxis.count)
      notFinite = try reading.frames(isCancelled: { Interruption.isSet }) { columns.add($0) }
      image = try chart.image(
        of: columns.picture(binAxis: feature.binAxis, unit: feature.unit), width: size.width,
        height: size.height)
    } catch let error as PictureSizeError {
      throw Failure(error.sentence)
    } catch let error as Failure {
      throw error
    } catch {
      preconditionFailure("an error of another kind: \(error)")
    }
    do {
      try PNGFile.write(image, to: target)
    } catch {
      throw error.failure
    }
    return notFinite
  }

  /// Without a hop of the user's, about a frame for each column of a short sound.
  private func fitted(_ path: [UInt8]) throws(Failure) -> FeatureReading.Request {
    guard case .chart(let size, _, _) = style, !chosen.hasHop else { return request }
    let reading = try FeatureReading(path, request)
    let hop = reading.sampleCount / size.width
    guard hop < reading.setup.settings.hopLength else { return request }
    var request = request
    request.parameters = request.parameters.merging(["hop-length": .number(Double(max(1, hop)))])
    return request
  }

  private func details(_ reading: FeatureReading) -> String {
    let facts = reading.facts
    let seconds = Double(reading.span.count) / facts.sampleRate
    return [
      Format.time(seconds), Format.sampleRate(facts.sampleRate),
      Format.channels(facts.channelCount),
    ].joined(separator: " · ")
  }

  private func caption(_ reading: FeatureReading) -> String {
    let settings = reading.feature.settings
    func time(_ samples: Int) -> String { Format.time(Double(samples) / settings.sampleRate) }
    return [
      type(of: reading.feature).summary,
      "window \(settings.windowShape.rawValue) "
        + time(settings.windowLength), "hop \(time(settings.hopLength))",
      "nFFT \(settings.nFFT)", "preset \(chosen.preset.name)",
    ].joined(separator: ", ")
  }

  private func legend(_ feature: any Feature) -> String? {
    switch feature.unit {
    case .decibels: feature.settings.level.reference == .fullScaleSine ? nil : "level (dB)"
    case .coefficient: nil
    default: feature.unit.rawValue
    }
  }
}
