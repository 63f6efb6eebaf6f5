/// The `bext` chunk of a broadcast WAV file.
///
/// - Source: EBU Tech 3285, version 2.
enum BroadcastChunk {
  private static let timeOffset = 338
  private static let versionOffset = 346
  private static let loudnessOffset = 412

  /// The body with the time of the first sample moved, in samples since midnight.
  ///
  /// - Returns: nil if it is too short for that.
  static func moved(
    _ body: [UInt8], _ move: SpanMove, isBigEndian: Bool, isBigEndianAfter: Bool
  ) -> [UInt8]? {
    guard let low = body.unsigned(at: timeOffset, width: 4, bigEndian: isBigEndian),
      let high = body.unsigned(at: timeOffset + 4, width: 4, bigEndian: isBigEndian)
    else { return nil }
    let time = (high << 32 | low) &+ UInt64(move.span.lowerBound)
    let exact = (Double(time) * move.ratio).rounded()
    let moved = move.ratio == 1 ? time : UInt64(exactly: exact) ?? time
    var bytes = body
    bytes.replace(
      at: timeOffset, with: moved & 0xFFFF_FFFF, width: 4, bigEndian: isBigEndianAfter)
    bytes.replace(at: timeOffset + 4, with: moved >> 32, width: 4, bigEndian: isBigEndianAfter)
    if isBigEndian != isBigEndianAfter {
      let places = [versionOffset] + stride(from: loudnessOffset, to: loudnessOffset + 10, by: 2)
      for place in places {
        guard let value = body.unsigned(at: place, width: 2, bigEndian: isBigEndian) else { break }
        bytes.replace(at: place, with: value, width: 2, bigEndian: isBigEndianAfter)
      }
    }
    return bytes
  }

  /// Whether the loudness of the whole recording is in it.
  static func hasLoudness(_ body: [UInt8], isBigEndian: Bool) -> Bool {
    guard let version = body.unsigned(at: versionOffset, width: 2, bigEndian: isBigEndian),
      version >= 2,
      let loudness = body.unsigned(at: loudnessOffset, width: 2, bigEndian: isBigEndian)
    else { return false }
    return loudness != 0 && loudness != 0x7FFF
  }
}
