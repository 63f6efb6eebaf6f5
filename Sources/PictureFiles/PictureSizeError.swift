/// What is wrong with the size of a picture.
public enum PictureSizeError: Error, Sendable, Hashable {
  /// A chart whose axes don't fit.
  case tooSmall(width: Int, height: Int)
  /// A chart larger than anybody needs.
  case tooLarge(width: Int, height: Int)
  /// A picture of one pixel per frame and bin that would take too much memory.
  case tooManyPixels(width: Int, height: Int)
  /// A recording shorter than a window, which has no frame to show.
  case noFrames

  /// What happened, why, and what to do.
  public var sentence: (what: String, why: String, remedy: String) {
    switch self {
    case .tooSmall(let width, let height):
      (
        "Cannot draw a chart of \(width)x\(height) pixels",
        "its axes need \(text(SpectrogramChart.smallestSize)) or more", "choose a larger size"
      )
    case .tooLarge(let width, let height):
      (
        "Cannot draw a chart of \(width)x\(height) pixels",
        "a chart has \(text(SpectrogramChart.largestSize)) or fewer", "choose a smaller size"
      )
    case .tooManyPixels(let width, let height):
      (
        "Cannot make a picture of \(width)x\(height) pixels",
        "\(WavToSpectrogram.pixelLimit / 1_000_000) million pixels are the most",
        "choose a longer stride, or a part of the recording"
      )
    case .noFrames:
      (
        "Cannot make a picture without frames", "the recording is shorter than a window",
        "choose a shorter window"
      )
    }
  }

  private func text(_ size: (width: Int, height: Int)) -> String {
    "\(size.width)x\(size.height)"
  }
}
