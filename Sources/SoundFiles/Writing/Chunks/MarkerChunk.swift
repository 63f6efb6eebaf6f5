/// The markers of an AIFF file, and the chunks that speak of them.
///
/// - Source: Audio Interchange File Format 1.3 (Apple 1989).
struct MarkerChunk {
  private let move: SpanMove
  private var known: Set<UInt64> = []
  private var kept: Set<UInt64> = []

  init(_ move: SpanMove) { self.move = move }

  /// How many markers there were.
  var foundCount: Int { known.count }
  /// How many of them stay.
  var keptCount: Int { kept.count }

  /// The body of a `MARK` chunk with the markers that stay; nil if none does.
  mutating func moved(_ body: [UInt8]) -> [UInt8]? {
    guard let claimed = body.unsigned(at: 0, width: 2, bigEndian: true) else { return nil }
    var markers: [UInt8] = []
    var count: UInt64 = 0
    var offset = 2
    for _ in 0..<claimed {
      guard let number = body.unsigned(at: offset, width: 2, bigEndian: true),
        let place = body.unsigned(at: offset + 2, width: 4, bigEndian: true),
        let length = body.unsigned(at: offset + 6, width: 1)
      else { break }
      // The name and its length take an even number of bytes.
      let end = offset + 7 + Int(length) + (length % 2 == 0 ? 1 : 0)
      known.insert(number)
      if let moved = position(Int(place)) {
        kept.insert(number)
        count += 1
        var marker = Array(body[offset..<min(end, body.count)])
        marker.replace(at: 2, with: UInt64(moved), width: 4, bigEndian: true)
        marker += [UInt8](repeating: 0, count: end - offset - marker.count)
        markers += marker
      }
      offset = end
    }
    guard count > 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.append(count, width: 2, bigEndian: true)
    return bytes + markers
  }

  /// A marker stands between two samples, so one behind the last is inside.
  private func position(_ place: Int) -> Int? {
    place == move.span.upperBound ? move.count : move.position(place)
  }

  /// The body of an `INST` chunk; loops whose markers are gone are switched off.
  func moved(instrument body: [UInt8]) -> [UInt8] {
    var bytes = body
    for offset in [8, 14] {
      let ends = [2, 4].compactMap { body.unsigned(at: offset + $0, width: 2, bigEndian: true) }
      guard ends.count == 2, ends.contains(where: { known.contains($0) && !kept.contains($0) })
      else { continue }
      bytes.replace(at: offset, with: 0, width: 2)
    }
    return bytes
  }

  /// The body of a `COMT` chunk; comments on markers that are gone become comments on the sound.
  func moved(comments body: [UInt8]) -> [UInt8] {
    var bytes = body
    guard let count = body.unsigned(at: 0, width: 2, bigEndian: true) else { return body }
    var offset = 2
    for _ in 0..<count {
      guard let marker = body.unsigned(at: offset + 4, width: 2, bigEndian: true),
        let length = body.unsigned(at: offset + 6, width: 2, bigEndian: true)
      else { break }
      if known.contains(marker), !kept.contains(marker) {
        bytes.replace(at: offset + 4, with: 0, width: 2)
      }
      offset += 8 + Int(length) + Int(length % 2)
    }
    return bytes
  }
}
