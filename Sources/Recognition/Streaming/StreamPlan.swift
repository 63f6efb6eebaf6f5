extension StreamMaker {
  /// What is drawn for a recording, in the order in which it is drawn.
  public struct Plan: Sendable, Hashable {
    /// A stretch of noise: which one, from which of its samples on, and how loud.
    public struct Noise: Sendable, Hashable {
      /// The place of the recording of noise.
      public var recording: Int
      /// Its first sample.
      public var offset: Int
      /// Its factor.
      public var volume: Double

      /// Makes a stretch.
      public init(recording: Int, offset: Int, volume: Double) {
        self.recording = recording
        self.offset = offset
        self.volume = volume
      }
    }

    /// A clip: which one, and where it begins.
    public struct Clip: Sendable, Hashable {
      /// The place of the clip; nil where there is none of the label, and nothing is mixed in.
      public var clip: Int?
      /// Its label.
      public var label: String
      /// The first sample that it covers.
      public var offset: Int

      /// Makes a clip.
      public init(clip: Int?, label: String, offset: Int) {
        self.clip = clip
        self.label = label
        self.offset = offset
      }
    }

    /// Stretches of noise in order.
    public var noises: [Noise]
    /// Words in order.
    public var words: [Clip]

    /// Makes a plan.
    public init(noises: [Noise], words: [Clip]) {
      self.noises = noises
      self.words = words
    }
  }

  /// Why a recording can't be made.
  public enum PlanError: Error, Sendable, Hashable {
    /// A parameter breaks its rule.
    case parameter(name: String, value: Int, rule: String)
    /// A recording of noise is not longer than a clip.
    case backgroundTooShort(samples: Int, needed: Int)
    /// There is no clip to put in.
    case noClips

    /// What happened, why, and what to do.
    public var sentence: (what: String, why: String, remedy: String) {
      let what = "Cannot make the stream"
      switch self {
      case .parameter(let name, let value, let rule):
        return (what, "\(name) is \(value), not \(rule)", "give another value")
      case .backgroundTooShort(let samples, let needed):
        return (
          what, "a recording of \(samples) samples of noise is not longer than a clip of \(needed)",
          "use longer recordings of noise"
        )
      case .noClips:
        return (
          what, "the testing part has no clip of a wanted word", "use another split or other words"
        )
      }
    }
  }
}
