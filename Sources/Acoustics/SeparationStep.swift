/// A step that keeps of magnitudes what lasts, or what is short.
///
/// The median over time of each bin is taken for what lasts, the median over frequency of each
/// frame for what is short, and each magnitude is shared out by their squares. At the ends the
/// frames, or the bins, are repeated backwards.
///
/// - Source: FitzGerald, *Harmonic/percussive separation using median filtering*, DAFx 2010; librosa
///   0.11 `decompose.hpss` with power 2 and margin 1.
struct SeparationStep: FrameStep {
  /// What is kept.
  enum Part: Sendable {
    /// What lasts.
    case harmonic
    /// What is short.
    case percussive
  }

  let outputCount: Int
  let delay: Int
  private let part: Part
  private let binReach: Int
  private let isPower: Bool
  /// The last frames, `[2 delay + 1, bins]`; frame `t` stands in row `t % (2 delay + 1)`.
  private var rows: [Float]
  /// The medians over time, of each bin; empty before the first frame is given.
  private var lasting: [SortedWindow] = []
  private var seen = 0
  private var output: [Float]

  /// Makes a step for frames of magnitudes.
  ///
  /// - Parameter isPower: Whether powers come out.
  /// - Precondition: The widths of the settings are odd.
  init(_ part: Part, count: Int, _ settings: SeparationSettings, isPower: Bool) {
    self.part = part
    outputCount = count
    delay = settings.frames / 2
    binReach = settings.bins / 2
    self.isPower = isPower
    rows = [Float](repeating: 0, count: settings.frames * count)
    output = [Float](repeating: 0, count: count)
  }

  var reach: Int? { 2 * delay + 1 }

  mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    precondition(frame.count == outputCount, "\(frame.count) values are not \(outputCount)")
    if !lasting.isEmpty {
      let leaving = start(ofFrame: seen - 1 - 2 * delay, known: seen)
      for bin in 0..<outputCount { lasting[bin].replace(rows[leaving + bin], with: frame[bin]) }
    }
    let start = start(ofFrame: seen, known: seen + 1)
    for bin in 0..<outputCount { rows[start + bin] = frame[bin] }
    seen += 1
    guard seen > delay else { return }
    if lasting.isEmpty { lasting = windows(around: 0) }
    give(seen - 1 - delay, body)
  }

  mutating func finish(_ body: (UnsafeBufferPointer<Float>) -> Void) {
    for frame in max(0, seen - delay)..<seen {
      if lasting.isEmpty {
        lasting = windows(around: frame)
      } else {
        let leaving = start(ofFrame: frame - 1 - delay, known: seen)
        let coming = start(ofFrame: frame + delay, known: seen)
        for bin in 0..<outputCount {
          lasting[bin].replace(rows[leaving + bin], with: rows[coming + bin])
        }
      }
      give(frame, body)
    }
    lasting = []
    seen = 0
  }

  /// Where the row of a frame begins; frames outside of those known are repeated backwards.
  private func start(ofFrame frame: Int, known count: Int) -> Int {
    let source = EdgePadding.symmetric.source(of: frame, count: count) ?? 0
    return source % (2 * delay + 1) * outputCount
  }

  /// The values of each bin around a frame, in order.
  private func windows(around frame: Int) -> [SortedWindow] {
    let starts = (frame - delay...frame + delay).map { start(ofFrame: $0, known: seen) }
    return (0..<outputCount).map { bin in SortedWindow(starts.map { rows[$0 + bin] }) }
  }

  /// Gives the part of a frame whose medians over time are there.
  private mutating func give(_ frame: Int, _ body: (UnsafeBufferPointer<Float>) -> Void) {
    let (row, count, reach) = (start(ofFrame: frame, known: seen), outputCount, binReach)
    func value(_ bin: Int) -> Float {
      rows[row + (EdgePadding.symmetric.source(of: bin, count: count) ?? 0)]
    }
    var wide = SortedWindow((-reach...reach).map(value))
    for bin in 0..<count {
      if bin > 0 { wide.replace(value(bin - 1 - reach), with: value(bin + reach)) }
      let (lasts, short) = (lasting[bin].median, wide.median)
      let magnitude =
        rows[row + bin] * (part == .harmonic ? Self.share(lasts, short) : Self.share(short, lasts))
      output[bin] = isPower ? magnitude * magnitude : magnitude
    }
    output.withUnsafeBufferPointer(body)
  }

  /// How much of a magnitude belongs to one of two medians.
  private static func share(_ one: Float, _ other: Float) -> Float {
    let largest = max(one, other)
    guard largest >= Float.leastNormalMagnitude else { return 0.5 }
    let (own, rest) = (one / largest, other / largest)
    return own * own / (own * own + rest * rest)
  }
}
