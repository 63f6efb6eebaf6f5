import CKernels

/// Reals of one precision at a fixed, cache-aligned address: tables and lane arrays of the kernels.
final class RealBuffer {
  /// The address, valid while the buffer lives.
  let start: UnsafeMutableRawPointer
  private let precision: Precision

  /// Makes zeros.
  init(count: Int, _ precision: Precision) {
    self.precision = precision
    let byteCount = max(count * precision.byteCount, 1)
    start = .allocate(byteCount: byteCount, alignment: 64)
    start.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
  }

  /// Makes zeros for `count` values in each lane.
  convenience init(lanesOf count: Int, _ precision: Precision) {
    self.init(count: count * precision.lanes, precision)
  }

  /// Makes the nearest numbers to some values.
  convenience init(_ values: [Double], _ precision: Precision) {
    self.init(count: values.count, precision)
    for (place, value) in values.enumerated() { self[place] = value }
  }

  /// Makes `count` pairs of real and imaginary parts.
  convenience init(
    pairs count: Int, _ precision: Precision, of pair: (Int) -> (Double, Double)
  ) {
    self.init(count: 2 * count, precision)
    for place in 0..<count { (self[2 * place], self[2 * place + 1]) = pair(place) }
  }

  deinit { start.deallocate() }

  /// The number at a place.
  subscript(place: Int) -> Double {
    get {
      switch precision {
      case .single: Double(start.load(fromByteOffset: place * 4, as: Float.self))
      case .double: start.load(fromByteOffset: place * 8, as: Double.self)
      }
    }
    set {
      switch precision {
      case .single: start.storeBytes(of: Float(newValue), toByteOffset: place * 4, as: Float.self)
      case .double: start.storeBytes(of: newValue, toByteOffset: place * 8, as: Double.self)
      }
    }
  }

  /// The address of a value of the first lane.
  func lanes(at value: Int) -> UnsafeMutableRawPointer {
    start + value * precision.lanes * precision.byteCount
  }
}

extension Precision {
  /// Bytes of a number.
  fileprivate var byteCount: Int {
    switch self {
    case .single: 4
    case .double: 8
    }
  }

  /// Frames that the kernels work on together, in a vector of 32 bytes.
  var lanes: Int { 32 / byteCount }
}
