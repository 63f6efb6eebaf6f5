/// Peak, power, offset, clipping and silence of interleaved samples.
struct AmplitudeMeter {
  /// Beyond this it is not silent: −60 dB of full scale.
  static let silenceLimit: Float = 0.001

  private let channelCount: Int
  private let fullScale: Float
  /// Samples in each channel so far.
  private(set) var sampleCount = 0
  /// The largest absolute sample.
  private(set) var peak: Float = 0
  /// Samples at full scale or beyond.
  private(set) var clippedSamples = 0
  /// The most of them in a row in one channel.
  private(set) var longestClip = 0
  /// Samples that were not finite.
  private(set) var notFinite = 0
  private var squares = 0.0
  private var sums: [Double]
  private var clips: [Int]
  private var firstLoud: Int?
  private var lastLoud = 0

  init(channelCount: Int, fullScale: Float) {
    self.channelCount = channelCount
    self.fullScale = fullScale
    sums = [Double](repeating: 0, count: channelCount)
    clips = [Int](repeating: 0, count: channelCount)
  }

  /// Replaces samples that are not finite by 0, and counts them.
  mutating func clean(_ samples: UnsafeMutableBufferPointer<Float>) {
    for index in samples.indices where !samples[index].isFinite {
      samples[index] = 0
      notFinite += 1
    }
  }

  /// Takes interleaved samples, whole ones of all channels.
  mutating func add(_ samples: UnsafeBufferPointer<Float>) {
    let count = samples.count / channelCount
    for channel in 0..<channelCount {
      var (sum, square) = (0.0, 0.0)
      var (run, first, last) = (clips[channel], Int?.none, -1)
      var index = channel
      for place in 0..<count {
        let sample = samples[index]
        let size = abs(sample)
        sum += Double(sample)
        square += Double(sample) * Double(sample)
        if size > Self.silenceLimit {
          if first == nil { first = place }
          last = place
        }
        if size >= fullScale {
          run += 1
          clippedSamples += 1
          longestClip = max(longestClip, run)
        } else {
          run = 0
        }
        peak = max(peak, size)
        index += channelCount
      }
      sums[channel] += sum
      squares += square
      clips[channel] = run
      if let first { firstLoud = min(firstLoud ?? .max, sampleCount + first) }
      if last >= 0 { lastLoud = max(lastLoud, sampleCount + last) }
    }
    sampleCount += count
  }

  /// Root of the mean square.
  var rms: Double {
    sampleCount > 0 ? (squares / Double(sampleCount * channelCount)).squareRoot() : 0
  }

  /// The mean that is farthest from 0.
  var dcOffset: Double {
    let farthest = sums.max { abs($0) < abs($1) } ?? 0
    return sampleCount > 0 ? farthest / Double(sampleCount) : 0
  }

  /// Samples before the first loud one.
  var leadingSilence: Int { firstLoud ?? sampleCount }

  /// Samples after the last loud one.
  var trailingSilence: Int { firstLoud == nil ? sampleCount : sampleCount - 1 - lastLoud }
}
