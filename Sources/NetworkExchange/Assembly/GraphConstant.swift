/// Numbers that are known before anything is heard.
struct GraphConstant: Equatable {
  /// The numbers, row by row.
  enum Numbers: Equatable {
    case singles([Float])
    case wholes([Int])
  }

  var shape: [Int]
  var numbers: Numbers

  init(_ shape: [Int], _ singles: [Float]) {
    self.shape = shape
    numbers = .singles(singles)
  }

  init(_ shape: [Int], wholes: [Int]) {
    self.shape = shape
    numbers = .wholes(wholes)
  }

  var count: Int {
    switch numbers {
    case .singles(let values): values.count
    case .wholes(let values): values.count
    }
  }

  var singles: [Float] {
    switch numbers {
    case .singles(let values): values
    case .wholes(let values): values.map { Float($0) }
    }
  }

  /// The numbers as whole ones; what lies beyond them is cut off.
  var wholes: [Int] {
    switch numbers {
    case .wholes(let values): values
    case .singles(let values): values.map { Int(exactly: $0.rounded(.towardZero)) ?? 0 }
    }
  }

  var isWhole: Bool {
    if case .wholes = numbers { true } else { false }
  }

  /// The same numbers under another shape, of as many.
  func reshaped(_ shape: [Int]) -> GraphConstant {
    var result = self
    result.shape = shape
    return result
  }

  /// The numbers at some places.
  func taking(_ places: [Int], _ shape: [Int]) -> GraphConstant {
    switch numbers {
    case .singles(let values): GraphConstant(shape, places.map { values[$0] })
    case .wholes(let values): GraphConstant(shape, wholes: places.map { values[$0] })
    }
  }

  /// The constant with its axes in another order.
  func transposed(_ order: [Int]) -> GraphConstant {
    let strides = GraphSteps.strides(shape)
    let turned = order.map { shape[$0] }
    return taking(GraphSteps.places(turned, order.map { strides[$0] }), turned)
  }
}

/// Places of values by steps along axes.
enum GraphSteps {
  /// What a step along each axis adds to a place, row by row.
  static func strides(_ shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in stride(from: shape.count - 2, through: 0, by: -1) {
      strides[axis] = strides[axis + 1] * shape[axis + 1]
    }
    return strides
  }

  /// The places that a shape has with other steps, in order.
  static func places(_ shape: [Int], _ strides: [Int], from start: Int = 0) -> [Int] {
    var places = [start]
    for (extent, step) in zip(shape, strides) {
      places = places.flatMap { place in (0..<extent).map { place + $0 * step } }
    }
    return places
  }
}
