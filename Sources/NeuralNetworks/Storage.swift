#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Numbers whose owner frees them, aligned for vectors.
final class Storage {
  let floats: UnsafeMutablePointer<Float>
  let count: Int
  private let memory: UnsafeMutableRawPointer

  private static let alignment = 64

  /// Zeros; large ones take no memory until they are touched.
  init(_ count: Int) {
    self.count = count
    let capacity = max(16, count)
    let bytes = capacity * MemoryLayout<Float>.stride
    guard let memory = calloc(bytes + Self.alignment, 1) else {
      preconditionFailure("there is no memory for \(count) numbers")
    }
    self.memory = memory
    floats = memory.alignedUp(toMultipleOf: Self.alignment)
      .bindMemory(to: Float.self, capacity: capacity)
  }

  deinit { free(memory) }
}
