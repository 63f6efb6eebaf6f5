/// Protobuf messages by hand, for files that no program would write.
enum ProtobufBytes {
  static func varint(_ value: Int) -> [UInt8] {
    var rest = UInt64(bitPattern: Int64(value))
    var bytes: [UInt8] = []
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7f) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }

  static func whole(_ field: Int, _ value: Int) -> [UInt8] { varint(field << 3) + varint(value) }

  static func bytes(_ field: Int, _ content: [UInt8]) -> [UInt8] {
    varint(field << 3 | 2) + varint(content.count) + content
  }

  static func text(_ field: Int, _ text: String) -> [UInt8] { bytes(field, Array(text.utf8)) }

  /// A node of an ONNX graph.
  static func node(
    _ kind: String, _ inputs: [String], _ outputs: [String], attributes: [[UInt8]] = []
  ) -> [UInt8] {
    bytes(
      1,
      inputs.flatMap { text(1, $0) } + outputs.flatMap { text(2, $0) } + text(3, "the \(kind)")
        + text(4, kind) + attributes.flatMap { bytes(5, $0) })
  }

  static func attribute(_ name: String, whole value: Int) -> [UInt8] {
    text(1, name) + whole(3, value) + whole(20, 2)
  }

  /// A constant of an ONNX graph.
  static func tensor(_ name: String, _ shape: [Int], _ values: [Float]) -> [UInt8] {
    let raw = values.flatMap { value in
      (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> UInt32(8 * $0)) }
    }
    return bytes(
      5, shape.flatMap { whole(1, $0) } + whole(2, 1) + text(8, name) + bytes(9, raw))
  }

  /// A constant of whole numbers.
  static func tensor(_ name: String, wholes values: [Int]) -> [UInt8] {
    bytes(
      5, whole(1, values.count) + whole(2, 7) + bytes(7, values.flatMap(varint)) + text(8, name))
  }

  /// A value that comes in (11) or goes out (12); nil sizes are open.
  static func port(_ field: Int, _ name: String, _ shape: [Int?]) -> [UInt8] {
    let sizes = shape.flatMap { size in
      bytes(1, size.map { whole(1, $0) } ?? text(2, "n"))
    }
    return bytes(field, text(1, name) + bytes(2, bytes(1, whole(1, 1) + bytes(2, sizes))))
  }

  /// A whole file.
  static func model(_ graph: [[UInt8]], operators: Int = 17) -> [UInt8] {
    whole(1, 8) + bytes(7, graph.flatMap(\.self) + text(2, "g")) + bytes(8, whole(2, operators))
  }
}
