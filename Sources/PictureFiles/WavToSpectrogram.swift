/// The grey picture that TensorFlow's example `wav_to_spectrogram` draws.
///
/// A pixel is a frame and a bin: time runs down, frequency to the right. Its grey is the magnitude
/// times the brightness, at most 255, without its fraction.
///
/// - Source: `tensorflow/examples/wav_to_spectrogram/wav_to_spectrogram.cc`, where brightness is 64
///   by default and the magnitudes are those of `AudioSpectrogram`.
public struct WavToSpectrogram: Sendable {
  /// The most pixels of a picture.
  public static let pixelLimit = 100_000_000

  /// The factor that the example has unless told.
  public static let standardBrightness: Float = 64

  private let frames: Int
  private let bins: Int
  private let brightness: Float
  private var pixels: [UInt8] = []

  /// Begins a picture of so many frames and bins.
  ///
  /// - Throws: ``PictureSizeError/noFrames``, or ``PictureSizeError/tooManyPixels(width:height:)``.
  public init(frames: Int, bins: Int, brightness: Float) throws(PictureSizeError) {
    guard frames > 0, bins > 0 else { throw .noFrames }
    guard frames <= Self.pixelLimit / bins else {
      throw .tooManyPixels(width: bins, height: frames)
    }
    self.frames = frames
    self.bins = bins
    self.brightness = brightness
    pixels.reserveCapacity(frames * bins)
  }

  /// Adds magnitudes, `[frames, bins]`, as they come.
  public mutating func append(_ magnitudes: [Float]) {
    magnitudes.withUnsafeBufferPointer { append($0) }
  }

  /// Adds magnitudes, `[frames, bins]`, as they come.
  public mutating func append(_ magnitudes: UnsafeBufferPointer<Float>) {
    for magnitude in magnitudes {
      let grey = magnitude * brightness
      // What isn't a number fails every comparison and stays black.
      pixels.append(grey > 0 ? UInt8(min(grey, 255)) : 0)
    }
  }

  /// The picture.
  ///
  /// - Precondition: All frames were added.
  public var image: GrayImage { GrayImage(width: bins, height: frames, pixels: pixels) }

  /// Draws magnitudes, `[frames, bins]`.
  ///
  /// - Precondition: `magnitudes` are whole frames.
  /// - Throws: ``PictureSizeError/noFrames``, or ``PictureSizeError/tooManyPixels(width:height:)``.
  public static func image(
    _ magnitudes: [Float], bins: Int, brightness: Float
  ) throws(PictureSizeError) -> GrayImage {
    let frames = bins > 0 ? magnitudes.count / bins : 0
    var picture = try WavToSpectrogram(frames: frames, bins: bins, brightness: brightness)
    picture.append(magnitudes)
    return picture.image
  }
}
