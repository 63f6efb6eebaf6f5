/// A feature of one or a few values a frame, a lane under the picture.
///
/// It sees the samples as they are: nothing is scaled, no mean is taken off, and there is no
/// pre-emphasis, whatever the settings do for spectra.
public protocol LaneFeature: Feature {
  /// What makes its frames.
  var lane: Lane { get }
}

extension LaneFeature {
  /// What its bin stands for.
  public var binAxis: BinAxis { lane.axis }
  /// What every frame begins with.
  public var source: FrameSource { lane.source }
  /// What follows.
  public var steps: [FeatureStep] { [.frames(lane.step)] }
  /// The settings that its frames are made with.
  public var settings: AnalysisSettings { lane.settings }
  /// What its values measure.
  public var unit: ValueUnit { lane.unit }
  /// What a column of a picture takes from the frames in it.
  public var pooling: ColumnPooling { .nearestFrame }
}

/// How the values of each frame are made.
public struct Lane: Sendable {
  let axis: BinAxis
  let unit: ValueUnit
  let settings: AnalysisSettings
  let source: FrameSource
  let step: any FrameStep

  /// Makes a lane of the samples under the window, without its taper.
  ///
  /// - Throws: The rule that the settings break.
  init(
    _ axis: BinAxis, _ unit: ValueUnit, _ settings: AnalysisSettings, samples step: any FrameStep
  ) throws(FeatureError) {
    try settings.validate()
    self.axis = axis
    self.unit = unit
    self.settings = settings
    self.step = step
    source = .samples
  }

  /// Makes a lane of each frame's magnitudes or powers, or of what `bands` sums up of them.
  ///
  /// - Throws: The rule that the settings break.
  init(
    _ name: String, _ unit: ValueUnit, _ settings: AnalysisSettings, of power: SpectrumPower,
    bands: SparseBands? = nil,
    _ reduce: @escaping @Sendable (UnsafeBufferPointer<Float>) -> Float
  ) throws(FeatureError) {
    try settings.validate()
    axis = .lane(name)
    self.unit = unit
    self.settings = settings
    step = FrameReduction(reduce)
    var recipe = settings.plainRecipe
    recipe.conditioning = FrameConditioning()
    recipe.power = power
    recipe.edgeGain = 1
    recipe.bands = bands
    source = .spectrum(recipe)
  }
}
