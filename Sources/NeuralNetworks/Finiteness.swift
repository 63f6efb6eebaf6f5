extension [Float] {
  /// Whether every number is finite; the loop has no exit, so that vectors take it.
  package var areFinite: Bool {
    withUnsafeBufferPointer { numbers in
      var highest: Int32 = 0
      for number in numbers {
        highest = Swift.max(highest, Int32(truncatingIfNeeded: number.bitPattern & 0x7fff_ffff))
      }
      return highest < Int32(truncatingIfNeeded: Float.infinity.bitPattern)
    }
  }
}
