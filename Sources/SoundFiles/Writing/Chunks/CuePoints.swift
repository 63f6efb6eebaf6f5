/// The cue points of a WAV file, and what hangs on them: labels, notes, regions.
///
/// First it learns from the lists how long regions are, then it moves the points, then the lists.
///
/// - Source: Multimedia Programming Interface and Data Specifications 1.0 (IBM, Microsoft 1991).
struct CuePoints {
  private static let entryLength = 24

  private let isBigEndian: Bool
  private let isBigEndianAfter: Bool
  private let move: SpanMove
  /// The length of each region, by the number of its point.
  private var lengths: [UInt64: Int] = [:]
  /// Where each point was, by its number.
  private var places: [UInt64: Int] = [:]
  /// The numbers of those that stay.
  private var kept: Set<UInt64> = []

  /// Points in one byte order that are to be written in one that may be another.
  init(_ move: SpanMove, isBigEndian: Bool, isBigEndianAfter: Bool) {
    self.move = move
    self.isBigEndian = isBigEndian
    self.isBigEndianAfter = isBigEndianAfter
  }

  /// How many points there were.
  var foundCount: Int { places.count }
  /// How many of them stay.
  var keptCount: Int { kept.count }

  /// Learns from the body of a `LIST` of kind `adtl` how long the regions are.
  mutating func learn(list body: [UInt8]) {
    for part in ListParts(body, isBigEndian: isBigEndian) where part.id.has("ltxt") {
      guard let number = value(part.body, 0), let length = value(part.body, 4) else { continue }
      lengths[number] = max(lengths[number] ?? 0, Int(length))
    }
  }

  /// The body of a `cue ` chunk with the points that stay; nil if none does.
  mutating func moved(points body: [UInt8]) -> [UInt8]? {
    guard let claimed = value(body, 0) else { return nil }
    var points: [UInt8] = []
    var count: UInt64 = 0
    let whole = min(Int(claimed), (body.count - 4) / Self.entryLength)
    for index in 0..<whole {
      guard let point = moved(point: body, at: 4 + index * Self.entryLength) else { continue }
      points += point
      count += 1
    }
    return count == 0 ? nil : bytes(count) + points
  }

  private mutating func moved(point body: [UInt8], at start: Int) -> [UInt8]? {
    let numbers = [0, 4, 12, 16, 20].compactMap { value(body, start + $0) }
    guard numbers.count == 5 else { return nil }
    let (number, order, offset) = (numbers[0], numbers[1], numbers[4])
    // Programs fill in one of the two positions, or both.
    let place = Int(offset == 0 ? order : offset)
    places[number] = place
    guard let range = move.range(place, lengths[number] ?? 0) else { return nil }
    kept.insert(number)
    let moved = UInt64(range.onset)
    return bytes(number) + bytes(order == 0 ? 0 : moved) + body[start + 8..<start + 12]
      + bytes(numbers[2]) + bytes(numbers[3]) + bytes(offset == 0 ? 0 : moved)
  }

  /// The body of a `LIST` of kind `adtl` without what belongs to points that are gone; nil if
  /// nothing is left.
  func moved(list body: [UInt8]) -> [UInt8]? {
    var result = Array(body.prefix(4))
    for part in ListParts(body, isBigEndian: isBigEndian) {
      guard let moved = moved(part: part) else { continue }
      result += part.id + bytes(UInt64(moved.count)) + moved
      if moved.count % 2 == 1 { result.append(0) }
    }
    return result.count > 4 ? result : nil
  }

  private func moved(part: ListParts.Part) -> [UInt8]? {
    guard let number = value(part.body, 0) else { return part.body }
    let isOrphan = places[number] == nil
    guard isOrphan || kept.contains(number) else { return nil }
    var moved = bytes(number) + part.body[4...]
    guard part.id.has("ltxt"), let length = value(part.body, 4) else { return moved }
    var fields = [length]
    if let place = places[number] {
      guard let range = move.range(place, Int(length)) else { return nil }
      fields[0] = UInt64(range.length)
    }
    moved.replace(at: 4, with: fields[0], width: 4, bigEndian: isBigEndianAfter)
    guard isBigEndian != isBigEndianAfter else { return moved }
    // Country, language, dialect and code page; the purpose before them is four letters.
    for offset in stride(from: 12, to: 20, by: 2) {
      guard let code = part.body.unsigned(at: offset, width: 2, bigEndian: isBigEndian) else {
        break
      }
      moved.replace(at: offset, with: code, width: 2, bigEndian: isBigEndianAfter)
    }
    return moved
  }

  private func value(_ body: [UInt8], _ offset: Int) -> UInt64? {
    body.unsigned(at: offset, width: 4, bigEndian: isBigEndian)
  }

  private func bytes(_ value: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(value, width: 4, bigEndian: isBigEndianAfter)
    return bytes
  }
}
