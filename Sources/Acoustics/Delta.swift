/// How values change from frame to frame, over nine frames.
///
/// The first order is the slope of the line of least squares, the second order the second
/// derivative of the parabola, both per frame. At the ends the first and the last nine frames give
/// one line or parabola for the four outermost frames.
///
/// - Source: librosa 0.11 `feature.delta(width: 9, mode: "interp")`, a filter after Savitzky and
///   Golay, doi:10.1021/ac60214a047.
public struct Delta: FrameStep {
  /// Frames under the line or parabola.
  public static let width = 9

  /// `inputCount` values for each part: the input if it is kept, then each order.
  public let outputCount: Int
  /// Frames that must follow a frame; the first four wait for the ninth.
  public let delay = Delta.width / 2
  /// Frames that a frame is made of.
  public let reach: Int? = Delta.width
  private let inputCount: Int
  private let orders: ClosedRange<Int>
  private let keepsInput: Bool
  /// The last nine frames, `[width, inputCount]`; frame `t` stands in row `t % width`.
  private var recent: [Float]
  private var seen = 0
  private var values: [Float]

  /// Makes a step.
  ///
  /// - Parameters:
  ///   - orders: `1...1`, `2...2` or `1...2`.
  ///   - keepsInput: Whether the input stands before its derivatives.
  /// - Precondition: `inputCount` is at least 1.
  public init(inputCount: Int, orders: ClosedRange<Int> = 1...2, keepsInput: Bool = true) {
    precondition(inputCount >= 1, "\(inputCount) values are not at least 1")
    precondition((1...2).contains(orders), "orders \(orders) are not 1, 2 or both")
    self.inputCount = inputCount
    self.orders = orders
    self.keepsInput = keepsInput
    outputCount = inputCount * (orders.count + (keepsInput ? 1 : 0))
    recent = Array(repeating: 0, count: Delta.width * inputCount)
    values = Array(repeating: 0, count: outputCount)
  }

  /// Takes a frame, `[inputCount]`, and gives those that have four behind them.
  public mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    precondition(frame.count == inputCount, "\(frame.count) values are not \(inputCount)")
    let row = seen % Delta.width * inputCount
    for (place, value) in frame.enumerated() { recent[row + place] = value }
    seen += 1
    guard seen >= Delta.width else { return }
    derive()
    let center = seen - 1 - delay
    for time in (seen == Delta.width ? 0 : center)...center { give(time, body) }
  }

  /// Ends the signal: gives the last four frames, and begins anew.
  ///
  /// - Throws: ``FeatureError/tooFewFrames(found:needed:)`` for fewer than nine frames.
  public mutating func finish(_ body: (UnsafeBufferPointer<Float>) -> Void) throws(FeatureError) {
    let found = seen
    seen = 0
    guard found >= Delta.width else {
      throw .tooFewFrames(found: found, needed: Delta.width)
    }
    for time in found - delay..<found { give(time, body) }
  }

  /// Fits the nine frames; both derivatives are constant as each polynomial is as long as its order.
  private mutating func derive() {
    var part = keepsInput ? inputCount : 0
    for order in orders {
      let weights = order == 1 ? Delta.slope : Delta.bend
      for place in 0..<inputCount {
        var sum = 0.0
        for (age, weight) in weights.enumerated() {
          sum += weight * Double(recent[(seen + age) % Delta.width * inputCount + place])
        }
        values[part + place] = Float(sum)
      }
      part += inputCount
    }
  }

  private mutating func give(_ time: Int, _ body: (UnsafeBufferPointer<Float>) -> Void) {
    if keepsInput {
      let row = time % Delta.width * inputCount
      for place in 0..<inputCount { values[place] = recent[row + place] }
    }
    values.withUnsafeBufferPointer(body)
  }

  /// Weights of the nine frames in the slope of the line.
  private static let slope = (-4...4).map { Double($0) / 60 }
  /// Weights of the nine frames in the second derivative of the parabola.
  private static let bend = (-4...4).map { (3 * Double($0 * $0) - 20) / 462 }
}
