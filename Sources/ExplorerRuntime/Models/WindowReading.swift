import Explorer
import Recognition

/// What a model says of a recording of any length, window by window, in constant memory.
public struct WindowReading {
  /// One window.
  public struct Window: Sendable {
    /// Seconds from the start of the recording.
    public let onset: Double
    /// Seconds of its end.
    public let offset: Double
    /// Calibrated probabilities, `[labels]`.
    public let probabilities: [Float]
  }

  /// Windows of sound that are in memory at once.
  private static let blockWindows = 32

  /// Looks at a recording.
  ///
  /// The last window is the last that fits; a recording shorter than a window gives one.
  ///
  /// - Parameters:
  ///   - hop: Seconds from window to window.
  ///   - isCancelled: Asked now and then; what was said by then stays said.
  ///   - body: Told the windows in order, and the seconds of the whole recording.
  /// - Throws: Why the recording can't be read, or what the body throws.
  public static func windows(
    of place: ClipPlace, hop: Double, with recognizer: Recognizer,
    isCancelled: () -> Bool = { false },
    _ body: ([Window], _ total: Double) throws(Failure) -> Void
  ) throws(Failure) {
    let frontEnd = recognizer.configuration.frontEnd
    let rate = frontEnd.sampleRate
    let step = max(1, Int((hop * rate).rounded()))
    var pieces = try SoundPieces(place, rate: rate)
    let total = pieces.seconds
    let least = frontEnd.sampleCount + step * blockWindows
    var buffer: [Float] = []
    var start = 0
    var isFirst = true
    var isEnded = false
    while !isEnded, !isCancelled() {
      while buffer.count < least {
        guard let piece = try pieces.next() else {
          isEnded = true
          break
        }
        buffer += piece
      }
      // What is left of a recording that had windows may be too short for another.
      guard !buffer.isEmpty, isFirst || buffer.count >= frontEnd.sampleCount else { return }
      isFirst = false
      let opinions: [Recognizer.WindowOpinion]
      do {
        opinions = try recognizer.opinions(of: buffer, hop: step, isCancelled: isCancelled)
      } catch {
        throw Failure(error)
      }
      try body(
        opinions.map { opinion in
          Window(
            onset: Double(start + opinion.samples.lowerBound) / rate,
            offset: Double(start + opinion.samples.upperBound) / rate,
            probabilities: opinion.probabilities)
        }, total)
      let taken = min(buffer.count, opinions.count * step)
      buffer.removeFirst(taken)
      start += taken
    }
  }
}
