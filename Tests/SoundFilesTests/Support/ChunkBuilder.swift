/// Bytes of WAV and AIFF files with chunks of all kinds, made by hand.
struct ChunkBuilder {
  var isBigEndian = false
  private(set) var body: [UInt8] = []

  func number(_ value: Int, _ width: Int = 4) -> [UInt8] {
    let bytes = (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    return isBigEndian ? bytes.reversed() : bytes
  }

  func numbers(_ values: [Int], _ width: Int = 4) -> [UInt8] {
    values.flatMap { number($0, width) }
  }

  /// Adds a chunk, padded to an even length.
  mutating func add(_ id: String, _ bytes: [UInt8]) {
    body += Array(id.utf8) + number(bytes.count) + bytes
    if bytes.count % 2 == 1 { body.append(0) }
  }

  /// Adds the chunk that says that samples are 16-bit integers.
  mutating func addFormat(rate: Int, channels: Int = 1) {
    let rates = numbers([rate, 2 * rate * channels])
    add("fmt ", numbers([1, channels], 2) + rates + numbers([2 * channels, 16], 2))
  }

  /// Adds samples of 16 bits that count upwards.
  mutating func addSamples(_ count: Int, id: String = "data", prefix: [UInt8] = []) {
    add(id, prefix + (0..<count).flatMap { number($0 & 0x7FFF, 2) })
  }

  /// Adds cue points: number, order, offset.
  mutating func addCues(_ points: [(Int, Int, Int)]) {
    var bytes = number(points.count)
    for (number, order, offset) in points {
      bytes += numbers([number, order]) + Array("data".utf8) + numbers([0, 0, offset])
    }
    add("cue ", bytes)
  }

  /// A part of a list of labels: its kind, the number of its point, and the rest.
  func label(_ id: String, _ point: Int, _ rest: [UInt8]) -> [UInt8] {
    let bytes = number(point) + rest
    return Array(id.utf8) + number(bytes.count) + bytes + (bytes.count % 2 == 1 ? [0] : [])
  }

  /// A region's length, and its text.
  func region(_ point: Int, _ length: Int, _ text: String) -> [UInt8] {
    let kind = Array("rgn ".utf8) + numbers([1, 2, 3, 4], 2)
    return label("ltxt", point, number(length) + kind + Array(text.utf8))
  }

  /// The whole file.
  func file(_ marker: String = "RIFF", _ type: String = "WAVE") -> [UInt8] {
    Array(marker.utf8) + number(body.count + 4) + Array(type.utf8) + body
  }
}
