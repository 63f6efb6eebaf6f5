/// A step that puts the frame before in front of each frame; the first stands beside itself.
struct FramePairs: FrameStep {
  let outputCount: Int
  private let inputCount: Int
  private var pair: [Float] = []

  init(inputCount: Int) {
    self.inputCount = inputCount
    outputCount = 2 * inputCount
  }

  mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    if pair.isEmpty {
      pair = Array(frame) + Array(frame)
    } else {
      for place in 0..<inputCount {
        pair[place] = pair[inputCount + place]
        pair[inputCount + place] = frame[place]
      }
    }
    pair.withUnsafeBufferPointer(body)
  }

  mutating func finish(_ body: (UnsafeBufferPointer<Float>) -> Void) { pair = [] }
}

/// A step that gives single values some frames late, zeros before them.
struct LateValues: FrameStep {
  let outputCount = 1
  private let lateness: Int
  /// Values that are still to be given, oldest first.
  private var waiting: [Float]

  init(by frames: Int) {
    lateness = frames
    waiting = [Float](repeating: 0, count: frames)
  }

  mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    waiting.append(frame[0])
    withUnsafePointer(to: waiting.removeFirst()) {
      body(UnsafeBufferPointer(start: $0, count: 1))
    }
  }

  mutating func finish(_ body: (UnsafeBufferPointer<Float>) -> Void) {
    waiting = [Float](repeating: 0, count: lateness)
  }
}
