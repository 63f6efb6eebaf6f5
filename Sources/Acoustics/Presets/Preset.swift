/// A named table that sets every parameter of an analysis.
///
/// A new preset is a file in `Presets/` and a line in ``PresetRegistry``.
public struct Preset: Sendable, Equatable {
  /// Its name.
  public let name: String
  /// What it is for, in a line.
  public let summary: String
  /// Where its values come from.
  public let source: String
  /// The feature that it computes unless told.
  public let feature: FeatureID
  /// Every parameter.
  public let parameters: ParameterTable

  /// Makes a preset; what its table does not set is as librosa has it.
  public init(
    _ name: String, _ summary: String, source: String, feature: FeatureID,
    _ parameters: ParameterTable
  ) {
    self.name = name
    self.summary = summary
    self.source = source
    self.feature = feature
    self.parameters = Preset.base.merging(parameters)
  }

  /// The name of the preset that is taken when none is asked for.
  public static let standardName = "standard"

  /// What all presets begin with: librosa's defaults.
  private static let base: ParameterTable = [
    "sample-rate": "own", "clip-ms": "whole", "channel": "mix",
    "window-length": "n-fft", "hop-length": 512, "n-fft": 2048, "window-shape": "hann",
    "window-parameter": "usual", "window-symmetry": "periodic", "framing": "centered",
    "edges": "zeros",
    "sample-scale": 1, "remove-mean": false, "pre-emphasis": 0, "precision": "double", "power": 2,
    "mel-bands": 128, "mel-scale": "slaney", "mel-bank": "librosa", "mel-norm": "slaney",
    "empty-bands": "zero", "low-hz": 0, "high-hz": "nyquist",
    "db": false, "log": "db", "log-floor": 1e-10, "reference": "one", "top-db": 80,
    "log-shift": 0, "log-divisor": 1,
    "coefficients": 20, "dct": "ortho", "lifter": 0, "lifter-rule": "librosa", "energy": false,
    "delta": 0,
    "pcen-gain": 0.98, "pcen-bias": 2, "pcen-power": 0.5, "pcen-time": 0.4,
    "pcen-epsilon": 1e-6, "pcen-scale": 2_147_483_648,
    "pitch-low-hz": 65, "pitch-high-hz": 500, "pitch-frame": 0.064, "pitch-threshold": 0.1,
    "pitch-path": true, "pitch-candidates": 15, "pitch-silence": 0.03, "pitch-voicing": 0.45,
    "pitch-octave-cost": 0.01, "pitch-jump-cost": 0.35, "pitch-switch-cost": 0.14,
    "formant-count": 5, "formant-ceiling": 5500, "formant-window": 0.025, "formant-emphasis": 50,
    "intensity-low-hz": 100,
    "rolloff": 0.85,
    "tapers": 5, "taper-bandwidth": 3, "least-reassigned": 1e-6,
    "cqt-low-hz": "usual", "cqt-bins": "all", "cqt-octave": 12, "cqt-scale": 1,
    "tuning-hz": 440, "hpss-frames": 31, "hpss-bins": 31,
  ]
}
