/// Where the windows of a clip lie that a model hears one after the other, half a window apart.
public struct WindowGrid: Sendable, Hashable {
  /// The samples of the clip, at the recording's own rate.
  public let samples: Range<Int>
  /// Samples of a window at that rate.
  public let length: Double
  /// Samples from window to window.
  public let hop: Double
  /// Windows that fit, at least one.
  public let count: Int

  /// Lays windows over a clip.
  ///
  /// - Parameters:
  ///   - rate: Samples per second of the recording.
  ///   - seconds: Seconds of a window.
  public init(samples: Range<Int>, rate: Double, seconds: Double) {
    self.samples = samples
    length = max(2, seconds * rate)
    hop = length / 2
    count = max(1, Int(((Double(samples.count) - length) / hop).rounded(.down)) + 1)
  }

  /// The samples of a window, inside the clip.
  public func span(of window: Int) -> Range<Int> {
    let start = samples.lowerBound + Int((Double(window) * hop).rounded())
    let end = samples.lowerBound + Int((Double(window) * hop + length).rounded())
    let first = min(start, samples.upperBound - 1)
    return first..<max(first + 1, min(end, samples.upperBound))
  }

  /// The window that a sample lies in the first half of.
  public func window(at sample: Int) -> Int {
    max(0, min(count - 1, Int((Double(sample - samples.lowerBound) / hop).rounded(.down))))
  }

  /// The windows that share samples with a span.
  public func windows(in span: Range<Int>) -> Range<Int> {
    let inside = span.clamped(to: samples)
    guard !inside.isEmpty else { return 0..<0 }
    return max(0, window(at: inside.lowerBound) - 1)..<(window(at: inside.upperBound - 1) + 1)
  }
}

/// Which windows of a clip are to be heard: those that are seen first, then outwards.
public struct WindowWish: Sendable, Hashable {
  /// The clip.
  public let clip: ClipToJudge
  /// Where its windows lie.
  public let grid: WindowGrid
  /// The window that is looked at most.
  public let focus: Int
  /// The windows that are seen.
  public let seen: Range<Int>
  /// The windows that are heard at all.
  public let bounds: Range<Int>

  /// Windows that are heard from one place; farther ones when somebody looks there.
  public static let limit = 7200

  /// Wishes for the windows about what is seen.
  public init(clip: ClipToJudge, grid: WindowGrid, focus: Int, seen: Range<Int>) {
    self.clip = clip
    self.grid = grid
    self.focus = focus
    let whole = 0..<grid.count
    bounds = (focus - Self.limit / 2..<focus + Self.limit / 2).clamped(to: whole)
    self.seen = seen.clamped(to: bounds)
  }
}
