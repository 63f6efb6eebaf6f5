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
  /// Whether frames may lie closer, so that a short sound has one for each column.
  let fitsHop: Bool

  /// Writes the picture of an input and returns what is worth knowing about it.
  ///
  /// - Throws: Why that can't be done, with the input's name.
  func run(_ item: OutputPlan.Item, progress: PlanRun.Progress) throws(Failure) -> [String] {
    if let refusal = item.refusal { throw refusal }
    switch item.input {
    case .failed(_, let failure): throw failure
    case .file(let shown, _, let path):
      do throws(Failure) {
        return try draw(path, shown, to: item.target, progress)
      } catch {
        throw error.naming(shown)
      }
    }
  }

  private func draw(
    _ path: [UInt8], _ shown: RecordingPath, to target: [UInt8], _ progress: PlanRun.Progress
  ) throws(Failure) -> [String] {
    guard let name = String(validating: target, as: UTF8.self) else {
      throw Failure(
        what: "Cannot write \(FilePath.text(target))", why: "its path is not UTF-8",
        remedy: "choose another name")
    }
    let reading = try reading(path)
    let seconds = Double(reading.sampleCount) / reading.setup.settings.sampleRate
    func tell(_ share: Double) { progress(share * seconds, seconds) }
    let drawn: Drawn
    switch style {
    case .bare(let brightness): drawn = try bare(reading, brightness, tell)
    case .chart(let size, let colors, let levels):
      let chart = ChartDrawing(
        reading: reading, size: size, colors: colors, levels: levels,
        text: ChartText(
          title: title ?? shown.name.text, details: reading.details,
          caption: "\(reading.caption), preset \(chosen.preset.name)"))
      drawn = .chart(try chart.image(progress: tell))
    }
    try OutputGuard.check(target, as: .other)
    try OutputPlan.makeFolder(of: target)
    do {
      switch drawn {
      case .gray(let image, _): try PNGFile.write(image, to: name)
      case .chart(let chart): try PNGFile.write(chart.image, to: name)
      }
    } catch {
      throw error.failure
    }
    return reading.warnings + drawn.warnings
  }

  /// Without a hop of the user's, about a frame for each column of a short sound.
  private func reading(_ path: [UInt8]) throws(Failure) -> FeatureReading {
    let reading = try FeatureReading(path, request)
    guard case .chart(let size, _, _) = style, fitsHop, reading.feature.pooling == .loudest,
      !type(of: reading.feature).keepsHop
    else { return reading }
    let hop = reading.sampleCount / size.width
    guard hop < reading.setup.settings.hopLength else { return reading }
    return try FeatureReading(
      path, request.with(request.parameters.merging(["hop-length": .number(Double(max(1, hop)))])))
  }

  private func bare(
    _ reading: FeatureReading, _ brightness: Float, _ tell: (Double) -> Void
  ) throws(Failure) -> Drawn {
    let bins = reading.feature.binAxis.count
    var pixels: [UInt8] = []
    try sized { () throws(PictureSizeError) in
      // Too large a picture is refused before anything is computed.
      _ = try WavToSpectrogram(frames: reading.frameCount, bins: bins, brightness: brightness)
    }
    let warnings = try reading.frames(isCancelled: { Interruption.isSet }, progress: tell) {
      frame throws(Failure) in
      try sized { () throws(PictureSizeError) in
        pixels += try WavToSpectrogram.image(Array(frame), bins: bins, brightness: brightness)
          .pixels
      }
    }
    // A damaged file has fewer frames than its header says.
    return .gray(GrayImage(width: bins, height: pixels.count / bins, pixels: pixels), warnings)
  }

  private func sized(_ body: () throws(PictureSizeError) -> Void) throws(Failure) {
    do {
      try body()
    } catch {
      guard case .tooManyPixels(let width, let height) = error else {
        throw Failure(error.sentence)
      }
      let limit = WavToSpectrogram.pixelLimit / 1_000_000
      throw Failure(
        what: "Cannot draw it",
        why: "it would be \(width)x\(height) pixels, \(limit) million are the most",
        remedy: error.sentence.remedy)
    }
  }

  /// A picture before it is written.
  private enum Drawn {
    case gray(GrayImage, [String])
    case chart(ChartDrawing.Result)

    var warnings: [String] {
      switch self {
      case .gray(_, let warnings): warnings
      case .chart(let chart): chart.warnings
      }
    }
  }
}
