/// Makes one channel of interleaved samples.
struct Mixdown {
  let channelCount: Int
  let choice: ChannelChoice

  /// Appends `count` samples, taken from the first `count * channelCount` interleaved ones.
  func append(_ interleaved: UnsafeBufferPointer<Float>, count: Int, to samples: inout [Float]) {
    if channelCount == 1 {
      samples.append(contentsOf: interleaved[..<count])
      return
    }
    switch choice {
    case .channel(let channel):
      for index in 0..<count { samples.append(interleaved[index * channelCount + channel]) }
    case .mix:
      let share = 1 / Float(channelCount)
      for index in 0..<count {
        var sum: Float = 0
        for channel in 0..<channelCount { sum += interleaved[index * channelCount + channel] }
        samples.append(sum * share)
      }
    }
  }
}
