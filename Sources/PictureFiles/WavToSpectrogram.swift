/// The gray picture that TensorFlow's example `wav_to_spectrogram` draws.
///
/// A pixel is a frame and a bin: time runs down, frequency to the right. Its gray is the magnitude
/// times the brightness, at most 255, without its fraction.
///
/// - Source: `tensorflow/examples/wav_to_spectrogram/wav_to_spectrogram.cc`, where brightness is 64
///   by default and the magnitudes are those of `AudioSpectrogram`.
public struct WavToSpectrogram: Sendable {
  /// The most pixels of a picture.
  public static let pixelLimit = 100_000_000

  /// The factor that the example has unless told.
  public static let standardBrightness: Float = 64

  private let brightness: Float

  /// Begins a picture of so many frames and bins.
  ///
  /// - Throws: ``PictureSizeError/noFrames``, or ``PictureSizeError/tooManyPixels(width:height:)``.
  public init(frames: Int, bins: Int, brightness: Float) throws(PictureSizeError) {
    guard frames > 0, bins > 0 else { throw .noFrames }
    guard frames <= Self.pixelLimit / bins else {
      throw .tooManyPixels(width: bins, height: frames)
    }
    self.brightness = brightness
  }

  /// The pixels of magnitudes, in their order.
  public func pixels(of magnitudes: UnsafeBufferPointer<Float>) -> [UInt8] {
    magnitudes.map { magnitude in
      let gray = magnitude * brightness
      // What isn't a number fails every comparison and stays black.
      return gray > 0 ? UInt8(min(gray, 255)) : 0
    }
  }

  /// Draws magnitudes, `[frames, bins]`.
  ///
  /// - Precondition: `magnitudes` are whole frames.
  /// - Throws: ``PictureSizeError/noFrames``, or ``PictureSizeError/tooManyPixels(width:height:)``.
  public static func image(
    _ magnitudes: [Float], bins: Int, brightness: Float
  ) throws(PictureSizeError) -> GrayImage {
    let frames = bins > 0 ? magnitudes.count / bins : 0
    let picture = try WavToSpectrogram(frames: frames, bins: bins, brightness: brightness)
    return GrayImage(
      width: bins, height: frames,
      pixels: magnitudes.withUnsafeBufferPointer { picture.pixels(of: $0) })
  }
}
