/// A step that puts the power of frames where it came from: into other bins and other frames.
///
/// What would be moved out of its window or out of the spectrum, and what is less than the least
/// power, is left out. Levels of lines and clicks stay those of their power.
struct ReassignmentStep: FrameStep {
  let outputCount: Int
  /// Frames that a frame's power may be moved by.
  let delay: Int
  private let hopLength: Double
  private let reachSamples: Double
  private let binHertz: Double
  private let bins: ClosedRange<Double>
  private let least: Double
  private let isMagnitude: Bool
  private var spectrum: ReassignedSpectrum
  /// The last frames and those that may still get power, `[2 delay + 1, bins]`; frame `t` stands in
  /// row `t % (2 delay + 1)`.
  private var rows: [Float]
  private var seen = 0
  private var output: [Float]

  /// Makes a step for frames of samples.
  ///
  /// - Precondition: The settings are valid.
  init(_ settings: AnalysisSettings) {
    outputCount = settings.binCount
    reachSamples = Double(settings.windowLength) / 2
    hopLength = Double(settings.hopLength)
    delay = Int((reachSamples / hopLength).rounded())
    binHertz = settings.binHertz
    bins = 0...Double(settings.binCount - 1)
    least = settings.leastReassigned
    isMagnitude = settings.power == .magnitude
    spectrum = ReassignedSpectrum(settings)
    rows = [Float](repeating: 0, count: (2 * delay + 1) * settings.binCount)
    output = [Float](repeating: 0, count: settings.binCount)
  }

  var reach: Int? { 2 * delay + 1 }

  mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    spectrum.measure(frame)
    let newest = start(ofFrame: seen + delay)
    for place in newest..<newest + outputCount { rows[place] = 0 }
    for place in spectrum.places {
      let bin = (place.hertz / binHertz).rounded()
      // What is not a number is in no range.
      guard place.power >= least, abs(place.samples) <= reachSamples, bins.contains(bin) else {
        continue
      }
      let frame = seen + Int((place.samples / hopLength).rounded())
      guard frame >= 0 else { continue }
      rows[start(ofFrame: frame) + Int(bin)] += Float(place.power)
    }
    seen += 1
    if seen > delay { give(seen - 1 - delay, body) }
  }

  mutating func finish(_ body: (UnsafeBufferPointer<Float>) -> Void) {
    for frame in max(0, seen - delay)..<max(0, seen) { give(frame, body) }
    for place in rows.indices { rows[place] = 0 }
    seen = 0
  }

  private func start(ofFrame frame: Int) -> Int { frame % (2 * delay + 1) * outputCount }

  private mutating func give(_ frame: Int, _ body: (UnsafeBufferPointer<Float>) -> Void) {
    let start = start(ofFrame: frame)
    for bin in 0..<outputCount {
      let power = rows[start + bin]
      output[bin] = isMagnitude ? power.squareRoot() : power
    }
    output.withUnsafeBufferPointer(body)
  }
}
