import CKernels

/// The build of the hot loops that the processor can run.
enum Kernels {
  static let table: ek_net_kernels = ek_nets_best().pointee
}

/// A table of offsets whose owner frees it.
final class Offsets {
  let table: UnsafeMutablePointer<Int32>
  let count: Int

  init(_ offsets: some Collection<Int>) {
    count = offsets.count
    table = .allocate(capacity: max(1, count))
    for (place, offset) in offsets.enumerated() {
      (table + place).initialize(to: Int32(offset))
    }
  }

  deinit { table.deallocate() }
}
