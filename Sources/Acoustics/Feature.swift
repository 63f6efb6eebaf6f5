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
  /// What every frame begins with.
  var source: FrameSource { get }
  /// What follows, in this order.
  var steps: [FeatureStep] { get }
  /// The settings that its frames are made with.
  var settings: AnalysisSettings { get }
  /// What a column of a picture takes from the frames in it.
  var pooling: ColumnPooling { get }
  /// Whether its frames tell something else at another hop, so that pictures must keep it.
  static var keepsHop: Bool { get }
  /// What suits a first look at a recording of some rate, in hertz: the explorer's pictures.
  static func standardSettings(sampleRate: Double) -> AnalysisSettings
}

extension Feature {
  /// Whether pictures must keep its hop: no, frames may lie closer.
  public static var keepsHop: Bool { false }

  /// What suits a first look: the settings of all features.
  public static func standardSettings(sampleRate: Double) -> AnalysisSettings {
    .standard(sampleRate: sampleRate)
  }

  /// What follows: nothing.
  public var steps: [FeatureStep] { [] }

  /// How much of a signal it must see.
  public var reach: FeatureReach {
    for case .frames(let step) in steps where step.needsAll { return .path }
    for case .peak(let rule) in steps where rule.needsPeak { return .wholeClip }
    let delay = steps.reduce(0) { sum, step in
      if case .frames(let step) = step { return sum + step.delay }
      return sum
    }
    return .local(delay: delay)
  }
}

/// What every frame of a feature begins with.
public enum FrameSource: Sendable, Equatable {
  /// What the kernels make of a spectrum.
  case spectrum(SpectralRecipe)
  /// The samples under the window, without its taper.
  case samples
  /// The same; those outside of the sound are not numbers, so that a step knows where it ends.
  case samplesWithEnds

  /// Whether frames are samples.
  public var isOfSamples: Bool { self == .samples || self == .samplesWithEnds }

  /// What stands outside of the sound where it is padded with nothing.
  var outside: Float { self == .samplesWithEnds ? .nan : 0 }
}

/// What follows the kernels.
public enum FeatureStep: Sendable {
  /// A step from frame to frame.
  case frames(any FrameStep)
  /// Levels relative to the clip's highest one.
  case peak(PeakRule)
}

/// How much of a signal a feature must see before it can give a frame.
public enum FeatureReach: Sendable, Hashable {
  /// The frame and so many that follow it.
  case local(delay: Int)
  /// All of the clip. As it comes, ``runningVariant`` takes its place.
  case wholeClip
  /// All of the clip, because a path is sought through its frames: there is none as it comes.
  case path

  /// What live use does where a feature needs the whole clip.
  ///
  /// The highest level so far stands for the clip's.
  public static let runningVariant = "running-maximum"

  /// Whether all of the clip is needed.
  public var isWholeClip: Bool { self == .wholeClip || self == .path }
}

/// What a column of a picture takes from the frames in it.
public enum ColumnPooling: Sendable, Hashable {
  /// The loudest of frames that overlap by half, before the level is taken: no click disappears.
  case loudest
  /// The one frame of the hop grid that is nearest, so that coefficients stay exact blocks.
  case nearestFrame
}
