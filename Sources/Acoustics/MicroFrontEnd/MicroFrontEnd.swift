/// TensorFlow's front end for microcontrollers, bit for bit.
///
/// Integers throughout: a Hann window, a 16-bit transform, mel channels of magnitude, noise taken
/// off by a slow average of each channel, a gain against that average, a logarithm. The averages
/// begin at zero with every signal, so the first frames of a steady sound are louder than the rest.
///
/// Samples in −1…1 become 16-bit integers as in `tf.cast(32768 * x, tf.int16)`: cut towards zero,
/// held inside −32768…32767, and 0 where a sample is not a number.
///
/// - Source: TensorFlow, `lite/experimental/microfrontend/lib`, with the defaults of
///   `audio_microfrontend`: noise smoothing 0.025 and 0.06, 0.05 remaining, gain strength 0.95 and
///   offset 80, logarithm in 1/64; times 10/256 as its speech commands example does.
public struct MicroFrontEnd: FrameStep {
  /// Samples of a window that the integers hold.
  public static let windowLengths = 4...32_768

  /// Channels.
  public let outputCount: Int
  private let windowLength: Int
  private var window: FixedPointWindow
  private var transform: FixedPointFFT
  private let bands: FixedPointBands
  private var noise: StationaryNoise
  private let gain: NoiseGain
  private let logarithm = IntegerLogarithm()
  private let correctionBits: Int
  private var channels: [UInt32]
  private var values: [Float]

  /// Prepares it.
  ///
  /// - Parameters:
  ///   - windowLength: Samples of a frame; TensorFlow's speech commands use 30 ms.
  ///   - highHertz: Below half the sample rate: at 8 kHz the usual 7500 does not fit.
  /// - Throws: The rule that the settings break.
  public init(
    sampleRate: Double, windowLength: Int, channels: Int = 40, lowHertz: Double = 125,
    highHertz: Double = 7500
  ) throws(FeatureError) {
    guard sampleRate.isFinite, sampleRate > 0 else { throw .sampleRate(sampleRate) }
    guard MicroFrontEnd.windowLengths.contains(windowLength) else {
      throw .microWindowLength(windowLength)
    }
    guard AnalysisSettings.bandLimits.contains(channels) else { throw .melBands(channels) }
    var nFFT = 4
    while nFFT < windowLength { nFFT *= 2 }
    guard lowHertz >= 0, lowHertz < highHertz, highHertz < sampleRate / 2,
      let bands = FixedPointBands(
        sampleRate: sampleRate, binCount: nFFT / 2 + 1, channels: channels,
        lowHertz: Float(lowHertz), highHertz: Float(highHertz))
    else {
      throw .microRange(
        lowHertz: lowHertz, highHertz: highHertz, nyquistHertz: sampleRate / 2)
    }
    outputCount = channels
    self.windowLength = windowLength
    self.bands = bands
    window = FixedPointWindow(length: windowLength, nFFT: nFFT)
    transform = FixedPointFFT(length: nFFT)
    noise = StationaryNoise(channels: channels)
    // The transform divides by its length, the square root of the weights multiplies by 64.
    correctionBits = nFFT.significantBits - 1 - 6
    gain = NoiseGain(correctionBits: correctionBits)
    self.channels = Array(repeating: 0, count: channels)
    values = Array(repeating: 0, count: channels)
  }

  /// Takes a frame of samples, `[windowLength]`, and gives its channels.
  ///
  /// - Parameter body: Receives `[channels]`: 2.5 times a natural logarithm, from 0 up.
  public mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    precondition(
      frame.count == windowLength, "a frame of \(frame.count) samples is not \(windowLength)")
    let shift = window.apply(frame)
    transform.transform(window.samples)
    bands.apply(transform.spectrum, shift: shift, &channels)
    noise.subtract(from: &channels)
    for channel in channels.indices {
      let evened = gain.apply(channels[channel], noise: noise.estimates[channel])
      values[channel] =
        Float(min(logarithm(evened << correctionBits), 65_535)) * (10 / 256)
    }
    values.withUnsafeBufferPointer(body)
  }

  /// Ends the signal: the next frame finds no noise known.
  public mutating func finish(_ body: (UnsafeBufferPointer<Float>) -> Void) {
    noise.reset()
  }
}
