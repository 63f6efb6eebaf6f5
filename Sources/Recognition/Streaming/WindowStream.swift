/// Hears a stream window by window; its samples come in pieces, and few of them are kept.
public struct WindowStream {
  private let recognizer: Recognizer
  private let hop: Int
  /// Samples that are still needed, from the place ``first`` of the stream on.
  private var samples: [Float] = []
  private var first = 0
  /// Where the next window begins.
  private var next = 0

  /// Begins a stream.
  ///
  /// - Parameter hop: Samples from window to window.
  public init(_ recognizer: Recognizer, hop: Int) {
    precondition(hop > 0, "a hop of \(hop) samples leads nowhere")
    self.recognizer = recognizer
    self.hop = hop
  }

  private var windowLength: Int { recognizer.configuration.frontEnd.sampleCount }

  /// Takes the next samples, at the front end's rate, and tells what the model says of windows.
  ///
  /// - Throws: ``FrontEndError/sampleNotFinite(sample:)`` with the place in the stream.
  public mutating func push(
    _ piece: [Float], _ body: (Recognizer.WindowOpinion) -> Void
  ) throws(FrontEndError) {
    if let place = piece.firstIndex(where: { !$0.isFinite }) {
      throw .sampleNotFinite(sample: first + samples.count + place)
    }
    samples += piece
    let end = first + samples.count - windowLength
    while next <= end {
      let last = min(end, next + (Recognizer.blockSize - 1) * hop)
      let starts = Array(stride(from: next - first, through: last - first, by: hop))
      let opinions = try recognizer.opinions(of: samples, windowsAt: starts[...])
      for opinion in opinions {
        body(
          Recognizer.WindowOpinion(
            samples: (opinion.samples.lowerBound + first)..<(opinion.samples.upperBound + first),
            probabilities: opinion.probabilities))
      }
      next += starts.count * hop
    }
    let passed = min(samples.count, next - first)
    samples.removeFirst(passed)
    first += passed
  }

  /// Ends the stream; one that is shorter than a window gives a single one, filled up as a clip is.
  public mutating func finish(
    _ body: (Recognizer.WindowOpinion) -> Void
  ) throws(FrontEndError) {
    guard next == 0, !samples.isEmpty else { return }
    let opinion = try recognizer.opinion(of: samples)
    body(
      Recognizer.WindowOpinion(
        samples: 0..<samples.count, probabilities: opinion.probabilities))
  }
}
