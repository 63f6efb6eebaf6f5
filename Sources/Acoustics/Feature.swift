/// A way to see sound: a matrix of bins over time.
///
/// A new feature is a file in `Features/` and a line in ``FeatureRegistry``.
public protocol Feature: Sendable {
  /// Its name in settings, caches and on the command line.
  static var id: FeatureID { get }
  /// What it shows, in a line.
  static var summary: String { get }
  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  init(_ settings: AnalysisSettings) throws(FeatureError)
  /// What its bins stand for.
  var binAxis: BinAxis { get }
  /// What its values measure.
  var unit: ValueUnit { get }
  /// What the kernels do to every frame.
  var recipe: SpectralRecipe { get }
  /// What a column of a picture takes from the frames in it.
  var pooling: ColumnPooling { get }
}

/// What a column of a picture takes from the frames in it.
public enum ColumnPooling: Sendable, Hashable {
  /// The loudest of frames that overlap by half, before the level is taken: no click disappears.
  case loudest
  /// The one frame of the hop grid that is nearest, so that coefficients stay exact blocks.
  case nearestFrame
}
