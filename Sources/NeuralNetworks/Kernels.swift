import CKernels

/// The build of the hot loops that the processor can run.
enum Kernels {
  static let table: ek_net_kernels = ek_nets_best().pointee
}

/// Numbers whose owner frees them, aligned for vectors.
final class Storage {
  let floats: UnsafeMutablePointer<Float>
  let count: Int

  /// Zeros.
  init(_ count: Int) {
    self.count = count
    let bytes = max(64, count * MemoryLayout<Float>.stride)
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    floats = raw.bindMemory(to: Float.self, capacity: max(16, count))
    floats.initialize(repeating: 0, count: max(16, count))
  }

  deinit { UnsafeMutableRawPointer(floats).deallocate() }
}

/// A table of offsets whose owner frees it.
final class Offsets {
  let table: UnsafeMutablePointer<Int32>
  let count: Int

  init(_ offsets: [Int]) {
    count = offsets.count
    table = .allocate(capacity: max(1, count))
    for (place, offset) in offsets.enumerated() {
      (table + place).initialize(to: Int32(offset))
    }
  }

  deinit { table.deallocate() }
}
