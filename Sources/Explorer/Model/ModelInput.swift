import Labeling

/// What a model sees of a clip: its exact input.
public struct ModelInput: Sendable, Equatable {
  /// The clip.
  public let clip: ClipToJudge
  /// The model's identity.
  public let model: String
  /// Frames, from left to right in time.
  public let frames: Int
  /// Values of a frame, the lowest first.
  public let bins: Int
  /// `[frames, bins]`, normalized as the model takes them.
  public let values: [Float]
  /// Windows that the clip is judged by; this is the first of them.
  public let windowCount: Int
  /// Seconds of the window.
  public let seconds: Double
  /// Seconds from the start of the window to that of the clip; nil where it is not in it as it is.
  public let clipOnset: Double?
  /// Why there is nothing to be seen; then there are no values.
  public let failure: Failure?

  /// Makes an input.
  public init(
    clip: ClipToJudge, model: String, frames: Int, bins: Int, values: [Float], windowCount: Int,
    seconds: Double = 1, clipOnset: Double? = nil
  ) {
    precondition(values.count == frames * bins, "an input has a value for each bin of each frame")
    self.clip = clip
    self.model = model
    self.frames = frames
    self.bins = bins
    self.values = values
    self.windowCount = windowCount
    self.seconds = seconds
    self.clipOnset = clipOnset
    failure = nil
  }

  /// Says why there is none.
  public init(clip: ClipToJudge, model: String, failure: Failure) {
    self.clip = clip
    self.model = model
    self.failure = failure
    (frames, bins, values, windowCount, seconds, clipOnset) = (0, 0, [], 0, 0, nil)
  }
}

/// What was asked of the model's input, and what came.
struct ModelInputState: Sendable, Equatable {
  /// The clip that was asked for last.
  var wanted: ClipToJudge
  /// What came last.
  var shown: ModelInput?
}

/// What a model hears in the newest window of live sound.
public struct HeardSound: Sendable, Equatable {
  /// The model's identity.
  public let model: String
  /// The samples of the window, counted from the start of listening.
  public let samples: Range<Int>
  /// What it says.
  public let prediction: Prediction
  /// Whether the window is so quiet that nothing is said of it.
  public let isSilent: Bool

  /// Makes a report.
  public init(model: String, samples: Range<Int>, prediction: Prediction, isSilent: Bool) {
    self.model = model
    self.samples = samples
    self.prediction = prediction
    self.isSilent = isSilent
  }
}
