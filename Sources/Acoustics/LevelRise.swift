/// The mean rise of levels since the frame before, given some frames late; 0 before the first.
struct LevelRise: FrameStep {
  let outputCount = 1
  /// Rises that are still to be given, oldest first; as many as frames of delay.
  private var waiting: [Float]
  private var last: [Float] = []
  private let bandCount: Int
  private let lateness: Int

  init(bandCount: Int, delay: Int) {
    self.bandCount = bandCount
    lateness = delay
    waiting = [Float](repeating: 0, count: delay)
  }

  mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    var sum: Float = 0
    for band in last.indices { sum += max(0, frame[band] - last[band]) }
    last.replaceSubrange(last.indices, with: frame)
    waiting.append(sum / Float(bandCount))
    withUnsafePointer(to: waiting.removeFirst()) {
      body(UnsafeBufferPointer(start: $0, count: 1))
    }
  }

  mutating func finish(_ body: (UnsafeBufferPointer<Float>) -> Void) {
    self = LevelRise(bandCount: bandCount, delay: lateness)
  }
}
