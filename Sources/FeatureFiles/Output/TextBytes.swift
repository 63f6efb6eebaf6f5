extension [UInt8] {
  /// Appends text as UTF-8.
  mutating func append(_ text: String) { append(contentsOf: text.utf8) }

  /// Appends the shortest text that reads back as the number; whole ones have no point.
  mutating func append(number: Float) {
    append(number.description)
    dropPoint()
  }

  /// Appends the shortest text that reads back as the number; whole ones have no point.
  mutating func append(number: Double) {
    append(number.description)
    dropPoint()
  }

  private mutating func dropPoint() {
    if count > 2, self[count - 1] == UInt8(ascii: "0"), self[count - 2] == UInt8(ascii: ".") {
      removeLast(2)
    }
  }
}
