/// FlatBuffers by hand: a table first, then what it points to.
indirect enum FlatBytes {
  case scalar([UInt8])
  case table([Int: FlatBytes])
  case list([UInt8], count: Int)
  case tables([FlatBytes])

  static func byte(_ value: Int) -> FlatBytes { .scalar([UInt8(truncatingIfNeeded: value)]) }
  static func int(_ value: Int) -> FlatBytes { .scalar(little(value, 4)) }
  static func text(_ text: String) -> FlatBytes { .list(Array(text.utf8), count: text.utf8.count) }
  static func ints(_ values: [Int]) -> FlatBytes {
    .list(values.flatMap { little($0, 4) }, count: values.count)
  }
  static func longs(_ values: [Int]) -> FlatBytes {
    .list(values.flatMap { little($0, 8) }, count: values.count)
  }
  static func singles(_ values: [Float]) -> FlatBytes {
    .list(values.flatMap { little(Int($0.bitPattern), 4) }, count: values.count)
  }

  static func little(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// A file of this root, with the format's name.
  func file(_ name: String) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 4) + Array(name.utf8)
    let root = append(to: &bytes)
    bytes.replaceSubrange(0..<4, with: Self.little(root, 4))
    return bytes
  }

  /// Appends what it is; gives where it lies.
  private func append(to bytes: inout [UInt8]) -> Int {
    while bytes.count % 8 != 0 { bytes.append(0) }
    let start = bytes.count
    switch self {
    case .scalar(let value): bytes += value
    case .list(let values, let count): bytes += Self.little(count, 4) + values
    case .tables(let tables):
      bytes += Self.little(tables.count, 4) + [UInt8](repeating: 0, count: 4 * tables.count)
      for (place, table) in tables.enumerated() {
        let slot = start + 4 + 4 * place
        let target = table.append(to: &bytes)
        bytes.replaceSubrange(slot..<(slot + 4), with: Self.little(target - slot, 4))
      }
    case .table(let fields):
      // The directory, then the table with eight bytes for each field.
      let count = (fields.keys.max() ?? -1) + 1
      let size = (4 + 2 * count + 7) / 8 * 8
      var directory = Self.little(4 + 2 * count, 2) + Self.little(8 + 8 * count, 2)
      for field in 0..<count {
        directory += Self.little(fields[field] == nil ? 0 : 8 + 8 * field, 2)
      }
      bytes += directory + [UInt8](repeating: 0, count: size - directory.count)
      let table = start + size
      bytes += Self.little(size, 4) + [UInt8](repeating: 0, count: 4 + 8 * count)
      for (field, value) in fields.sorted(by: { $0.key < $1.key }) {
        let slot = table + 8 + 8 * field
        if case .scalar(let own) = value {
          bytes.replaceSubrange(slot..<(slot + own.count), with: own)
        } else {
          let target = value.append(to: &bytes)
          bytes.replaceSubrange(slot..<(slot + 4), with: Self.little(target - slot, 4))
        }
      }
      return table
    }
    return start
  }
}
