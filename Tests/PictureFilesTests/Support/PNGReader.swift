import Foundation
import Testing

/// A PNG file taken apart without libpng: 8 bits a component, not interlaced.
struct PNGReader {
  let width: Int
  let height: Int
  /// 1 for gray and for places in a table of colors, 3 for red, green and blue.
  let bytesPerPixel: Int
  /// `[height, width, bytesPerPixel]`.
  let pixels: [UInt8]

  init(_ path: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    func number(_ place: Int) -> Int { bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
    try #require(bytes.prefix(8) == [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    width = number(16)
    height = number(20)
    try #require(bytes[24] == 8 && bytes[28] == 0)
    bytesPerPixel = bytes[25] == 2 ? 3 : 1
    var place = 8
    var packed: [UInt8] = []
    while place < bytes.count {
      let count = number(place)
      if bytes[(place + 4)..<(place + 8)].elementsEqual("IDAT".utf8) {
        packed += bytes[(place + 8)..<(place + 8 + count)]
      }
      place += count + 12
    }
    var inflater = Inflater(Array(packed.dropFirst(2)))
    pixels = Self.unfiltered(
      try inflater.inflate(), rowLength: width * bytesPerPixel, step: bytesPerPixel)
  }

  /// - Source: PNG specification, section 9, filtering.
  private static func unfiltered(_ rows: [UInt8], rowLength: Int, step: Int) -> [UInt8] {
    var pixels: [UInt8] = []
    var above = [UInt8](repeating: 0, count: rowLength)
    for start in stride(from: 0, to: rows.count, by: rowLength + 1) {
      var row = Array(rows[(start + 1)..<(start + 1 + rowLength)])
      for index in row.indices {
        let left = index >= step ? Int(row[index - step]) : 0
        let up = Int(above[index])
        let corner = index >= step ? Int(above[index - step]) : 0
        let guess =
          switch rows[start] {
          case 1: left
          case 2: up
          case 3: (left + up) / 2
          case 4: nearest(left, up, corner)
          default: 0
          }
        row[index] &+= UInt8(guess)
      }
      pixels += row
      above = row
    }
    return pixels
  }

  private static func nearest(_ left: Int, _ up: Int, _ corner: Int) -> Int {
    let guess = left + up - corner
    let (a, b, c) = (abs(guess - left), abs(guess - up), abs(guess - corner))
    return a <= b && a <= c ? left : b <= c ? up : corner
  }
}

/// Unpacks deflated bytes.
///
/// - Source: RFC 1951.
private struct Inflater {
  private let bytes: [UInt8]
  private var bit = 0
  private var output: [UInt8] = []

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func inflate() throws -> [UInt8] {
    var isLast = false
    while !isLast {
      isLast = bits(1) == 1
      switch bits(2) {
      case 0: copyStored()
      case 1:
        let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
        try copyCoded(Code(lengths), Code(Array(repeating: 5, count: 30)))
      case 2: try copyDynamic()
      default: throw Failure.unknownBlock
      }
    }
    return output
  }

  private enum Failure: Error { case unknownBlock, unknownCode }

  /// Codes by their length and number.
  private struct Code {
    var symbols: [[Int: Int]] = Array(repeating: [:], count: 16)

    init(_ lengths: [Int]) {
      var next = 0
      for length in 1..<16 {
        for (symbol, its) in lengths.enumerated() where its == length {
          symbols[length][next] = symbol
          next += 1
        }
        next <<= 1
      }
    }
  }

  private mutating func bits(_ count: Int) -> Int {
    var value = 0
    for place in 0..<count {
      value |= Int(bytes[bit / 8] >> UInt8(bit % 8) & 1) << place
      bit += 1
    }
    return value
  }

  private mutating func symbol(_ code: Code) throws -> Int {
    var number = 0
    for length in 1..<16 {
      number = number << 1 | bits(1)
      if let symbol = code.symbols[length][number] { return symbol }
    }
    throw Failure.unknownCode
  }

  private mutating func copyStored() {
    let start = (bit + 7) / 8
    let count = Int(bytes[start]) | Int(bytes[start + 1]) << 8
    output += bytes[(start + 4)..<(start + 4 + count)]
    bit = (start + 4 + count) * 8
  }

  private mutating func copyDynamic() throws {
    let (literals, distances, codes) = (bits(5) + 257, bits(5) + 1, bits(4) + 4)
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    var lengths = [Int](repeating: 0, count: 19)
    for place in order.prefix(codes) { lengths[place] = bits(3) }
    let code = Code(lengths)
    var all: [Int] = []
    while all.count < literals + distances {
      switch try symbol(code) {
      case 16: all += Array(repeating: all.last ?? 0, count: bits(2) + 3)
      case 17: all += Array(repeating: 0, count: bits(3) + 3)
      case 18: all += Array(repeating: 0, count: bits(7) + 11)
      case let length: all.append(length)
      }
    }
    try copyCoded(Code(Array(all.prefix(literals))), Code(Array(all.dropFirst(literals))))
  }

  private mutating func copyCoded(_ literals: Code, _ distances: Code) throws {
    while true {
      let found = try symbol(literals)
      if found < 256 {
        output.append(UInt8(found))
        continue
      }
      if found == 256 { return }
      let length = Self.lengths[found - 257] + bits(Self.lengthBits[found - 257])
      let place = try symbol(distances)
      let distance = Self.distances[place] + bits(place < 2 ? 0 : place / 2 - 1)
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
  }

  private static let lengths = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distances = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12_289, 16_385, 24_577,
  ]
}
