import Acoustics

/// A feature of `Acoustics` as what a model sees.
public struct FeatureInput: Sendable, Equatable {
  /// The feature and its parameters.
  public let setup: AnalysisSetup
  /// Values of a frame.
  let bins: Int
  private let axis: TimeAxis

  /// Takes a feature with the parameters of a preset, of a file or of a user.
  ///
  /// The model's window and rate hold: the table's own are passed over.
  ///
  /// - Throws: The rule that a parameter breaks.
  public init(
    _ feature: FeatureID, _ parameters: ParameterTable, sampleRate: Double
  ) throws(FrontEndError) {
    do {
      let own: ParameterTable = ["sample-rate": "own", "clip-ms": "whole"]
      let setup = try parameters.merging(own).setup(feature, recordingRate: sampleRate)
      bins = try FeatureRegistry.make(feature, setup.settings).binAxis.count
      axis = TimeAxis(setup.settings)
      self.setup = setup
    } catch {
      throw .feature(error)
    }
  }

  /// The sample at the center of the first frame.
  var firstCenter: Int { axis.sample(ofFrame: 0) }

  /// Frames that so many samples give.
  func frameCount(ofSamples count: Int) -> Int { axis.frameCount(ofSamples: count) }

  /// What computes the feature, window after window; its tables are made once.
  func makeExtractor() throws(FrontEndError) -> FeatureExtractor {
    do {
      return try FeatureExtractor(
        FeatureRegistry.make(setup.feature, setup.settings), peak: .wholeClip)
    } catch {
      throw .feature(error)
    }
  }

  /// The feature of a window, `[frames, bins]`.
  func values(
    of window: [Float], with extractor: FeatureExtractor
  ) throws(FrontEndError) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(frameCount(ofSamples: window.count) * bins)
    extractor.push(window) { values.append(contentsOf: $0) }
    do {
      try extractor.finish { values.append(contentsOf: $0) }
    } catch {
      throw .feature(error)
    }
    return values
  }

  /// Every parameter that the feature reads with its value, lengths in samples.
  public var parameters: [(name: String, value: ParameterValue)] {
    let read = FeatureRegistry.parameters(of: setup)
    return ParameterRegistry.all
      .filter { read.contains($0.name) && !FeatureInput.left.contains($0.name) }
      .map { ($0.name, $0.value(in: setup)) }
  }

  /// What the model's window says, and what other parameters say too.
  private static let left: Set<String> = [
    "sample-rate", "clip-ms", "channel", "window-ms", "hop-ms",
  ]
}
