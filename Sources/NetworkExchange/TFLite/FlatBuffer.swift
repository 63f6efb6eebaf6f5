/// A table of a FlatBuffer; every offset is checked before it is followed.
///
/// - Source: FlatBuffers, *Internals*, flatbuffers.dev.
struct FlatTable {
  /// Things that lie one after the other, and where the first of them does.
  struct List {
    let start: Int
    let count: Int
  }

  private let bytes: [UInt8]
  private let position: Int
  private let directory: Int
  private let directorySize: Int
  private let part: String

  /// The table that a file begins with.
  init(root bytes: [UInt8], part: String) throws(NetworkFileError) {
    let offset = try Self.unsigned(bytes, 0, size: 4, part)
    try self.init(bytes, at: offset, part: part)
  }

  private init(_ bytes: [UInt8], at position: Int, part: String) throws(NetworkFileError) {
    self.bytes = bytes
    self.position = position
    self.part = part
    let back = Int(Int32(truncatingIfNeeded: try Self.unsigned(bytes, position, size: 4, part)))
    directory = position - back
    directorySize = try Self.unsigned(bytes, directory, size: 2, part)
    guard directorySize >= 4, directory + directorySize <= bytes.count else {
      throw .truncated(part: part, byte: directory)
    }
  }

  private static func unsigned(
    _ bytes: [UInt8], _ place: Int, size: Int, _ part: String
  ) throws(NetworkFileError) -> Int {
    guard place >= 0, place <= bytes.count - size else {
      throw .truncated(part: part, byte: place)
    }
    return (0..<size).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }

  /// Where a field lies; nil where it has its usual value.
  private func place(_ field: Int) throws(NetworkFileError) -> Int? {
    let entry = 4 + 2 * field
    guard entry + 2 <= directorySize else { return nil }
    let offset = try Self.unsigned(bytes, directory + entry, size: 2, part)
    return offset == 0 ? nil : position + offset
  }

  /// A whole number of so many bytes, with or without a sign.
  func whole(
    _ field: Int, size: Int, isSigned: Bool = true, usual: Int = 0
  ) throws(NetworkFileError) -> Int {
    guard let place = try place(field) else { return usual }
    let number = try Self.unsigned(bytes, place, size: size, part)
    let shift = 64 - 8 * size
    return isSigned ? (number << shift) >> shift : number
  }

  /// A flag.
  func flag(_ field: Int) throws(NetworkFileError) -> Bool { try whole(field, size: 1) != 0 }

  /// A number of single precision.
  func single(_ field: Int, usual: Float = 0) throws(NetworkFileError) -> Float {
    guard let place = try place(field) else { return usual }
    return Float(bitPattern: UInt32(try Self.unsigned(bytes, place, size: 4, part)))
  }

  private func target(_ place: Int) throws(NetworkFileError) -> Int {
    place + (try Self.unsigned(bytes, place, size: 4, part))
  }

  /// A table in a field.
  func table(_ field: Int, part: String) throws(NetworkFileError) -> FlatTable? {
    guard let place = try place(field) else { return nil }
    return try FlatTable(bytes, at: target(place), part: part)
  }

  /// What lies in a field's list, each of so many bytes.
  func list(_ field: Int, size: Int) throws(NetworkFileError) -> List? {
    guard let place = try place(field) else { return nil }
    let start = try target(place)
    let count = try Self.unsigned(bytes, start, size: 4, part)
    guard count <= (bytes.count - start - 4) / size else {
      throw .truncated(part: part, byte: start)
    }
    return List(start: start + 4, count: count)
  }

  /// Whole numbers with a sign; empty where there are none.
  func wholes(_ field: Int, size: Int = 4) throws(NetworkFileError) -> [Int] {
    guard let list = try list(field, size: size) else { return [] }
    return LittleEndian(bytes, from: list.start, size: size, count: list.count).signed
  }

  /// Numbers of single precision; empty where there are none.
  func singles(_ field: Int) throws(NetworkFileError) -> [Float] {
    guard let list = try list(field, size: 4) else { return [] }
    return LittleEndian(bytes, from: list.start, size: 4, count: list.count).singles
  }

  /// A text; nil where there is none.
  func text(_ field: Int) throws(NetworkFileError) -> String? {
    guard let list = try list(field, size: 1) else { return nil }
    return String(decoding: bytes[list.start..<(list.start + list.count)], as: UTF8.self)
  }

  /// Tables in a list.
  func tables(_ field: Int, part: String, limit: Int) throws(NetworkFileError) -> [FlatTable] {
    guard let list = try list(field, size: 4) else { return [] }
    guard list.count <= limit else {
      throw .tooMuch("it has \(list.count) times \(part)", limit: "\(limit)")
    }
    var tables: [FlatTable] = []
    for index in 0..<list.count {
      tables.append(try FlatTable(bytes, at: target(list.start + 4 * index), part: part))
    }
    return tables
  }
}
