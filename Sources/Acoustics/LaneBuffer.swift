import CKernels

/// Floats at a fixed, cache-aligned address: frames that go into the kernels and rows that come out.
final class LaneBuffer {
  /// Their address, valid while the buffer lives.
  let start: UnsafeMutablePointer<Float>

  /// Makes zeros.
  init(count: Int) {
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<Float>.stride, alignment: 64)
    start = bytes.bindMemory(to: Float.self, capacity: max(count, 1))
    start.initialize(repeating: 0, count: max(count, 1))
  }

  /// Makes zeros for `count` values in each lane.
  convenience init(lanesOf count: Int) { self.init(count: count * SpectralPlan.lanes) }

  deinit { UnsafeMutableRawPointer(start).deallocate() }
}
