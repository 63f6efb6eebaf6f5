import Acoustics
import Digests
import Explorer
import Foundation
import Labeling
import NeuralNetworks
import Recognition

/// A model that is ready to judge, with its card; it belongs to one thread.
final class LoadedModel {
  /// What the explorer knows of it.
  let card: ModelCard
  /// What it judges with.
  let recognizer: Recognizer
  /// How clips are read for it.
  let reading: ClipReading
  /// What it hears labels in order with.
  let network: Network

  /// Loads a model.
  ///
  /// - Throws: Why it can't be used.
  init(_ path: [UInt8], source: String, isTrainedHere: Bool = false) throws(Failure) {
    let file = try ModelCatalog.read(path)
    let name = LoadedModel.name(path)
    let parameterCount: Int
    do {
      network = try file.network()
      parameterCount = network.parameterCount
      recognizer = try Recognizer(file.configuration, network)
    } catch {
      throw Failure(error, model: name)
    }
    let configuration = file.configuration
    reading = ClipReading(configuration.frontEnd)
    card = ModelCard(
      id: SHA256Hasher.hexadecimal(of: file.bytes), name: name, labels: configuration.labels,
      isCalibrated: configuration.isCalibrated, architecture: configuration.architecture,
      parameterCount: parameterCount,
      sampleRate: configuration.frontEnd.sampleRate, seconds: configuration.frontEnd.seconds,
      frontEnd: configuration.frontEnd.caption,
      accuracy: configuration.accuracy,
      isTrainedHere: isTrainedHere, source: source,
      hearing: configuration.frontEnd.placement.hearing,
      learntFrom: configuration.provenance["data"],
      givesLabelsInOrder: configuration.answers == .sequence)
  }

  private static func name(_ path: [UInt8]) -> String {
    let name = FilePath.text(FilePath.name(path))
    return name.hasSuffix(ModelCatalog.ending)
      ? String(name.dropLast(ModelCatalog.ending.count)) : name
  }

  /// Judges a clip.
  func judge(_ clip: ClipToJudge, _ location: LibraryLocation) -> JudgedClip {
    do throws(Failure) {
      let samples = try reading.read(ClipPlace(clip, location)).samples
      do {
        return JudgedClip(
          clip, Prediction(scores: try recognizer.opinion(of: samples).probabilities))
      } catch {
        throw Failure(error)
      }
    } catch {
      return JudgedClip(clip, nil, failure: error.why.isEmpty ? error.what : error.why)
    }
  }

  /// What the model sees of a clip, by the code that made what it learnt from.
  func input(of clip: ClipToJudge, _ location: LibraryLocation) -> ModelInput {
    do throws(Failure) {
      let clipRead = try reading.read(ClipPlace(clip, location))
      do {
        let configuration = recognizer.configuration
        let maker = try InputMaker(
          configuration.frontEnd, normalization: configuration.normalization)
        let inputs = try maker.inputs(of: clipRead.samples)
        let shape = configuration.frontEnd.inputShape
        return ModelInput(
          clip: clip, model: card.id, frames: shape.frames, bins: shape.bins,
          values: inputs.first?.input ?? [], windowCount: inputs.count,
          seconds: configuration.frontEnd.seconds,
          clipOnset: configuration.frontEnd.onset(ofClip: clipRead.seconds))
      } catch {
        throw Failure(error)
      }
    } catch {
      return ModelInput(clip: clip, model: card.id, failure: error)
    }
  }
}

extension ClipPlace {
  /// Where a clip of the list is.
  init(_ clip: ClipToJudge, _ location: LibraryLocation) {
    self.init(
      path: location.absolutePath(of: clip.path), part: clip.span.map { .samples($0) })
  }
}

extension ModelConfiguration {
  /// The share of test clips, or else of validation clips, that the model got right.
  var accuracy: Double? { metrics["testAccuracy"] ?? metrics["validationAccuracy"] }

  /// Whether a temperature was fitted to clips that the model did not learn from.
  var isCalibrated: Bool { temperature != 1 || metrics["calibrationClips"] != nil }
}

extension FrontEnd {
  /// What is made of the samples, in a line.
  var caption: String {
    let rate = Format.sampleRate(sampleRate)
    let window = "\(Format.number(seconds, decimals: 2)) s at \(rate)"
    switch kind {
    case .samples: return "\(window), the samples themselves"
    case .logMel(let settings):
      let frame = Format.number(settings.windowSeconds * 1000, decimals: 0)
      let hop = Format.number(settings.hopSeconds * 1000, decimals: 0)
      let band =
        "\(Format.number(settings.lowHertz, decimals: 0))–"
        + "\(Format.number(settings.highHertz, decimals: 0)) Hz"
      return "\(frame) ms windows every \(hop) ms, \(settings.bands) mel bands \(band), log by the"
        + " loudest frame; \(window), \(placement.caption)"
    case .feature(let input):
      return "\(input.setup.feature.rawValue), \(inputShape.frames) frames of \(inputShape.bins);"
        + " \(window), \(placement.caption)"
    }
  }
}

extension FrontEnd {
  /// Seconds from the start of the first window to that of a clip; nil where windows are made of
  /// pieces of it.
  fileprivate func onset(ofClip length: Double) -> Double? {
    switch placement {
    case .start: 0
    case .centered: (seconds - length) / 2
    case .repeated: nil
    }
  }
}

extension ClipPlacement {
  /// What is heard of a clip that is longer than the window.
  fileprivate var hearing: ModelHearing {
    switch self {
    case .start: .start
    case .centered: .middle
    case .repeated: .spread(ClipPlacement.cropCount)
    }
  }

  /// How a clip lies in the window, in words.
  fileprivate var caption: String {
    switch self {
    case .start: "from the start"
    case .centered: "the clip in the middle"
    case .repeated: "the clip over and over"
    }
  }
}
