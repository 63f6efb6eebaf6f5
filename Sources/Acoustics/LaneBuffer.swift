import CKernels

/// Floats at a fixed, cache-aligned address: the tables and scratch of the kernels.
final class LaneBuffer {
  /// How many floats there are.
  let count: Int
  /// Their address, valid while the buffer lives.
  let start: UnsafeMutablePointer<Float>

  /// Makes zeros.
  init(count: Int) {
    self.count = count
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<Float>.stride, alignment: 64)
    start = bytes.bindMemory(to: Float.self, capacity: max(count, 1))
    start.initialize(repeating: 0, count: max(count, 1))
  }

  /// Makes a copy of some values.
  convenience init(_ values: [Float]) {
    self.init(count: values.count)
    for (place, value) in values.enumerated() { start[place] = value }
  }

  /// Makes zeros for `count` values in each lane.
  convenience init(lanesOf count: Int) { self.init(count: count * SpectralPlan.lanes) }

  deinit { UnsafeMutableRawPointer(start).deallocate() }
}
