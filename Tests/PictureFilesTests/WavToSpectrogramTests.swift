import PictureFiles
import Testing

@Suite struct WavToSpectrogramTests {
  @Test func graysAreCutOffAt255AndTruncated() throws {
    let magnitudes: [Float] = [
      0, 0.0156, 0.015_625, 0.5, 3.98, 3.984_375, 4, 1e30, .infinity, .nan, -1, 1.999_99,
    ]
    let image = try WavToSpectrogram.image(magnitudes, bins: 4, brightness: 64)
    #expect(image.pixels == [0, 0, 1, 32, 254, 255, 255, 255, 255, 0, 0, 127])
    #expect((image.width, image.height) == (4, 3), "time runs down")
  }

  /// The sound of TensorFlow's own test: −1, 0, 1, 0 twice, windows of 4, as 16-bit samples.
  @Test func theSoundOfTheExample() throws {
    // Under the window 0, ½, 1, ½ only the sample 32767/32768 is left, at every frequency.
    let magnitudes = [Float](repeating: 32_767 / 32_768, count: 6)
    let image = try WavToSpectrogram.image(magnitudes, bins: 3, brightness: 64)
    #expect(image == GrayImage(width: 3, height: 2, pixels: Array(repeating: 63, count: 6)))
  }

  @Test func framesMayComeInParts() throws {
    let magnitudes = (0..<60).map { Float($0) * 0.07 }
    let picture = try WavToSpectrogram(frames: 12, bins: 5, brightness: 64)
    let pixels = stride(from: 0, to: 60, by: 15).flatMap { start in
      magnitudes[start..<start + 15].withUnsafeBufferPointer { picture.pixels(of: $0) }
    }
    #expect(pixels == (try WavToSpectrogram.image(magnitudes, bins: 5, brightness: 64).pixels))
  }

  @Test func tooManyPixelsAreRefused() throws {
    _ = try WavToSpectrogram(frames: 100_000_000 / 129, bins: 129, brightness: 64)
    #expect(throws: PictureSizeError.tooManyPixels(width: 129, height: 775_194)) {
      try WavToSpectrogram(frames: 775_194, bins: 129, brightness: 64)
    }
    #expect(throws: PictureSizeError.tooManyPixels(width: 129, height: .max)) {
      try WavToSpectrogram(frames: .max, bins: 129, brightness: 64)
    }
    let sentence = PictureSizeError.tooManyPixels(width: 129, height: 775_194).sentence
    #expect(sentence.what == "Cannot make a picture of 129x775194 pixels")
    #expect(sentence.why == "100 million pixels are the most")
  }

  @Test func noFramesAreRefused() {
    #expect(throws: PictureSizeError.noFrames) {
      try WavToSpectrogram.image([], bins: 129, brightness: 64)
    }
  }
}
