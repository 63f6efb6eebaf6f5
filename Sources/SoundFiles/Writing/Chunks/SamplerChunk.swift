/// The loops in the `smpl` chunk of a WAV file.
enum SamplerChunk {
  private static let headLength = 36
  private static let loopLength = 24

  /// The body with the loops moved that are wholly in the part, and how many are not.
  ///
  /// - Returns: nil if the body contradicts itself.
  static func moved(
    _ body: [UInt8], _ move: SpanMove, isBigEndian: Bool, isBigEndianAfter: Bool
  ) -> (body: [UInt8], dropped: Int)? {
    func value(_ offset: Int) -> UInt64? {
      body.unsigned(at: offset, width: 4, bigEndian: isBigEndian)
    }
    func append(_ value: UInt64, to bytes: inout [UInt8]) {
      bytes.append(value, width: 4, bigEndian: isBigEndianAfter)
    }
    let head = (0..<9).compactMap { value(4 * $0) }
    guard head.count == 9, let count = head.dropFirst(7).first,
      count <= UInt64(body.count - headLength) / UInt64(loopLength)
    else { return nil }
    var loops: [UInt8] = []
    var kept: UInt64 = 0
    for index in 0..<Int(count) {
      let start = headLength + index * loopLength
      var fields = (0..<6).compactMap { value(start + 4 * $0) }
      guard fields.count == 6, let onset = move.position(Int(fields[2])),
        let last = move.position(Int(fields[3]))
      else { continue }
      (fields[2], fields[3]) = (UInt64(onset), UInt64(last))
      for field in fields { append(field, to: &loops) }
      kept += 1
    }
    var moved: [UInt8] = []
    for (index, field) in head.enumerated() {
      switch index {
      case 2: append(UInt64((Double(field) / move.ratio).rounded()), to: &moved)
      case 7: append(kept, to: &moved)
      default: append(field, to: &moved)
      }
    }
    let tail = body[(headLength + Int(count) * loopLength)...]
    return (moved + loops + tail, Int(count - kept))
  }
}
