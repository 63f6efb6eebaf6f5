#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The level of a frame under a wide Kaiser window, in decibels over 2·10⁻⁵, −300 at least.
///
/// The frame's mean is taken away before its samples are squared.
///
/// - Source: Praat's manual, *Sound: To Intensity…*: 6.4 periods of the lowest pitch, β = 2π² + ½.
struct IntensityStep: FrameStep {
  let outputCount = 1
  let reach: Int? = 1
  /// `[frameLength]`.
  private let window: [Double]
  private let weight: Double

  /// The square of the pressure that counts as 0 dB.
  private static let threshold = 4e-10
  private static let lowest: Float = -300

  /// Prepares it for frames of ``frameLength(lowHertz:sampleRate:)``.
  init(frameLength: Int) {
    window = WindowShape.kaiser.values(
      length: frameLength, symmetry: .symmetric, parameter: 2 * Double.pi * Double.pi + 0.5)
    weight = window.reduce(0, +)
  }

  /// Samples of a frame, an odd number.
  static func frameLength(lowHertz: Double, sampleRate: Double) -> Double {
    2 * (3.2 / lowHertz * sampleRate + 1e-9).rounded(.down) + 1
  }

  mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    precondition(
      frame.count == window.count, "a frame of \(frame.count) samples is not \(window.count)")
    let mean = frame.reduce(0) { $0 + Double($1) } / Double(frame.count)
    let sum = window.withUnsafeBufferPointer { window in
      var sum = 0.0
      for place in 0..<frame.count {
        let value = Double(frame[place]) - mean
        sum += value * value * window[place]
      }
      return sum
    }
    let ratio = sum / weight / Self.threshold
    let level = ratio < 1e-30 ? Self.lowest : Float(10 * log10(ratio))
    withUnsafePointer(to: level) { body(UnsafeBufferPointer(start: $0, count: 1)) }
  }
}
