import CKernels

/// Reals of one precision at a fixed, cache-aligned address: tables and lane arrays of the kernels.
final class RealBuffer {
  /// The address, valid while the buffer lives.
  let start: UnsafeMutableRawPointer
  private let precision: Precision
  private let count: Int

  /// Makes zeros.
  init(count: Int, _ precision: Precision) {
    self.precision = precision
    self.count = count
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

  /// Adds the numbers of another buffer of the same length and precision.
  func add(_ other: RealBuffer) {
    precondition(other.count == count && other.precision == precision, "buffers of two kinds")
    switch precision {
    case .single: add(other, SIMD8<Float>.self)
    case .double: add(other, SIMD4<Double>.self)
    }
  }

  private func add<Lanes: SIMD>(_ other: RealBuffer, _: Lanes.Type)
  where Lanes.Scalar: FloatingPoint {
    let step = MemoryLayout<Lanes>.stride
    for offset in stride(from: 0, to: count * precision.byteCount, by: step) {
      let sum =
        start.load(fromByteOffset: offset, as: Lanes.self)
        + other.start.load(fromByteOffset: offset, as: Lanes.self)
      start.storeBytes(of: sum, toByteOffset: offset, as: Lanes.self)
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
