/// Why a feature can't be computed: the value, and the rule it breaks.
public enum FeatureError: Error, Sendable, Hashable {
  /// The rate isn't one that makes sense.
  case sampleRate(Double)
  /// The window has too few samples.
  case windowLength(Int)
  /// The hop isn't positive, or is absurd.
  case hopLength(Int)
  /// The transform has a length that the kernels don't know.
  case transformLength(Int)
  /// The window doesn't fit into the transform.
  case windowLongerThanTransform(windowLength: Int, nFFT: Int)
  /// Too few or too many bands.
  case melBands(Int)
  /// The bands' range isn't inside 0…Nyquist, or is empty.
  case frequencyRange(lowHertz: Double, highHertz: Double, nyquistHertz: Double)
  /// More coefficients than bands, or none.
  case coefficients(Int, melBands: Int)
  /// The window isn't one that the micro front end's integers hold.
  case microWindowLength(Int)
  /// The micro front end's bands aren't below Nyquist, or are an empty range.
  case microRange(lowHertz: Double, highHertz: Double, nyquistHertz: Double)
  /// The pitch range isn't inside 0…Nyquist, or is empty.
  case pitchRange(lowHertz: Double, highHertz: Double, nyquistHertz: Double)
  /// The longest period doesn't fit into a frame.
  case periodLongerThanFrame(lowHertz: Double, sampleRate: Double, frameLength: Int)
  /// The trough threshold of a pitch isn't a positive number.
  case pitchThreshold(Double)
  /// A setting of the per-channel energy normalization is out of its range.
  case normalization(PCENSettings.Parameter, Double)
  /// A parameter breaks its rule, which says what it may be.
  case parameter(name: String, value: String, rule: String)
  /// No parameter has this name.
  case unknownParameter(String)
  /// More bands than bins to sum up.
  case tooManyBands(Int, bins: Int)
  /// The signal gives fewer frames than are needed.
  case tooFewFrames(found: Int, needed: Int)
  /// The signal is shorter than a window.
  case shorterThanWindow(samples: Int, windowLength: Int)
  /// A sample is not a finite number.
  case sampleNotFinite(value: String, sample: Int, count: Int)
  /// The feature of this name is not drawn as a picture.
  case noPicture(String)
  /// No preset has this name; `names` are those there are.
  case unknownPreset(String, names: [String])
  /// No feature has this name.
  case unknownFeature(String)
}
