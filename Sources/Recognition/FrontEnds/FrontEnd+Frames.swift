import Acoustics

extension FrontEnd {
  /// Samples from one frame to the next.
  public var hopLength: Int {
    switch kind {
    case .logMel(let settings): settings.hopLength(sampleRate)
    case .feature(let input): input.setup.settings.hopLength
    case .samples: 1
    }
  }

  /// The sample at the center of the first frame.
  public var firstCenter: Int {
    switch kind {
    case .logMel, .samples: 0
    case .feature(let input): input.firstCenter
    }
  }

  /// The frames whose centers lie in samples; where there is none, the next one.
  func frames(in samples: Range<Int>) -> Range<Int> {
    let first = frame(from: samples.lowerBound)
    return first..<max(first + 1, frame(from: samples.upperBound))
  }

  /// The first frame whose center is not before a sample.
  private func frame(from sample: Int) -> Int {
    max(0, sample - firstCenter + hopLength - 1) / hopLength
  }
}
