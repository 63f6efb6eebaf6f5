#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The formants of a frame: the resonances of a linear prediction.
///
/// A frame is brought to twice the ceiling, its high frequencies are raised, and a prediction under a
/// Gaussian window says where the poles are. First come the frequencies, rising, then the bandwidths
/// in the same order, in hertz; 0 stands where there is none. A sound whose rate is less than twice
/// the ceiling is taken at its own.
///
/// - Source: Praat's manual, *Sound: To Formant (burg)…*; equals Praat 6.1.38 to 10⁻³ where nothing is
///   converted.
public struct FormantStep: FrameStep {
  /// Frequencies and bandwidths.
  public let outputCount: Int
  /// Formants are made of their own frame alone.
  public let reach: Int? = 1
  /// Samples of a frame, an even number.
  public let frameLength: Int
  private let rate: Double
  private let reduction: SincReduction?
  /// `[samples under the window]`.
  private let window: [Double]
  private let emphasis: Double
  private var samples: [Double]
  private var windowed: [Double]
  private var prediction: BurgPrediction
  private var values: [Float]

  /// Nearer to an end of the range a pole is no formant.
  private static let margin = 50.0

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(sampleRate: Double, _ settings: FormantSettings) throws(FeatureError) {
    try Self.check(sampleRate, settings)
    let isReduced = sampleRate > 2 * settings.ceilingHertz * (1 + 1e-9)
    rate = isReduced ? 2 * settings.ceilingHertz : sampleRate
    let windowLength = Int((2 * settings.windowSeconds * rate + 1e-6).rounded(.down))
    let order = 2 * settings.count
    let used = windowLength / 2 * 2
    guard used > order else {
      throw .parameter(
        name: "formant-window", value: FeatureError.plain(settings.windowSeconds),
        rule: "long enough for \(order + 2) samples at \(FeatureError.plain(rate)) Hz")
    }
    // One sample more on either side, for the one before the first.
    let needed = SincReduction.frameLength(ratio: rate / sampleRate, count: used + 2)
    guard !isReduced || needed <= Double(AnalysisSettings.transformLengths.upperBound) else {
      throw .parameter(
        name: "formant-ceiling", value: FeatureError.plain(settings.ceilingHertz),
        rule: "one that sounds of \(FeatureError.plain(sampleRate)) Hz can be brought to")
    }
    reduction = isReduced ? SincReduction(ratio: rate / sampleRate, count: used + 2) : nil
    frameLength = reduction?.frameLength ?? used + 2
    window = Self.window(windowLength, used)
    emphasis = exp(-2 * Double.pi * settings.emphasisHertz / rate)
    samples = Array(repeating: 0, count: used + 2)
    windowed = Array(repeating: 0, count: used)
    prediction = BurgPrediction(order: order)
    outputCount = order
    values = Array(repeating: 0, count: order)
  }

  /// A Gaussian that is 0 half a sample outside of its ends.
  private static func window(_ length: Int, _ used: Int) -> [Double] {
    let (middle, edge) = (0.5 * Double(length + 1), exp(-12.0))
    return (1...used).map { place in
      let distance = (Double(place) - middle) / Double(length + 1)
      return (exp(-48 * distance * distance) - edge) / (1 - edge)
    }
  }

  private static func check(
    _ sampleRate: Double, _ settings: FormantSettings
  ) throws(FeatureError) {
    guard sampleRate.isFinite, sampleRate > 0 else { throw .sampleRate(sampleRate) }
    guard (1...20).contains(settings.count) else {
      throw .parameter(name: "formant-count", value: "\(settings.count)", rule: "from 1 to 20")
    }
    try AnalysisSettings.check(
      "formant-ceiling", settings.ceilingHertz, "from 200 to 1e6",
      (200...1e6).contains(settings.ceilingHertz))
    try AnalysisSettings.check(
      "formant-window", settings.windowSeconds, "from 1e-4 to 1",
      (1e-4...1).contains(settings.windowSeconds))
    try AnalysisSettings.check(
      "formant-emphasis", settings.emphasisHertz, "from 0 to 1e6",
      (0...1e6).contains(settings.emphasisHertz))
  }

  /// Takes a frame of samples, `[frameLength]`, and gives its formants.
  public mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    precondition(
      frame.count == frameLength, "a frame of \(frame.count) samples is not \(frameLength)")
    for place in values.indices { values[place] = 0 }
    if let reduction {
      reduction.reduce(frame, into: &samples)
    } else {
      for place in samples.indices { samples[place] = Double(frame[place]) }
    }
    var energy = 0.0
    for place in windowed.indices {
      let value = samples[place + 1] - emphasis * samples[place]
      windowed[place] = value * window[place]
      energy += windowed[place] * windowed[place]
    }
    if energy > 0, energy.isFinite {
      prediction.predict(windowed)
      fill()
    }
    values.withUnsafeBufferPointer(body)
  }

  /// The poles as formants.
  private mutating func fill() {
    let roots = PolynomialRoots.roots(prediction.coefficients.map { -$0 })
    var formants: [(hertz: Double, bandwidth: Double)] = []
    for root in roots where root.y >= 0 {
      let hertz = atan2(root.y, root.x) * rate / (2 * Double.pi)
      guard hertz >= Self.margin, hertz <= rate / 2 - Self.margin else { continue }
      // Poles outside of the unit circle are reflected into it.
      let size = (root * root).sum().squareRoot()
      formants.append((hertz, abs(log(size)) * rate / Double.pi))
    }
    formants.sort { $0.hertz < $1.hertz }
    let count = values.count / 2
    for (place, formant) in formants.prefix(count).enumerated() {
      values[place] = Float(formant.hertz)
      values[count + place] = Float(formant.bandwidth)
    }
  }
}
