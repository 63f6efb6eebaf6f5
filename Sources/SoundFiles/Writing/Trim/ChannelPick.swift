/// Takes one channel out of interleaved samples, or the mean of all.
struct ChannelPick {
  let channelCount: Int
  let choice: ChannelChoice

  /// The samples of the one channel.
  func samples(_ interleaved: UnsafeBufferPointer<Double>) -> [Double] {
    let count = interleaved.count / channelCount
    switch choice {
    case .channel(let channel):
      return (0..<count).map { interleaved[$0 * channelCount + channel] }
    case .mix:
      return (0..<count).map { index in
        (0..<channelCount).reduce(0) { $0 + interleaved[index * channelCount + $1] }
          / Double(channelCount)
      }
    }
  }
}
