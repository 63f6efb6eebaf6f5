/// What tells nearly the same sound from others.
///
/// It is small, and about the same at another level, after a shift of some milliseconds, and in
/// another encoding.
///
/// Each frame is a word of 32 bits: whether the energy of a band, against that of the next one, grew
/// or shrank. Quiet frames are 0 and say nothing. The mean powers of 16 bands find the candidates.
///
/// - Source: Haitsma, Kalker, *A Highly Robust Audio Fingerprinting System*, ISMIR 2002.
public struct SoundFingerprint: Sendable, Hashable {
  /// Mean powers of the bands, in hundredths of a decibel under the strongest: 0 to −4000.
  public let levels: [Int16]
  /// The words of the frames, 16 ms apart.
  public let frames: [UInt32]

  /// Bands of ``levels``.
  public static let levelCount = 16
  /// The most frames that a fingerprint has, about 4 s.
  public static let frameLimit = 250
  /// Frames with something in them that a comparison needs.
  static let leastFrames = 8
  /// Frames by which one sound may lie later than the other.
  private static let shiftLimit = 12

  /// Makes a fingerprint.
  ///
  /// - Precondition: There are ``levelCount`` levels.
  public init(levels: [Int16], frames: [UInt32]) {
    precondition(levels.count == Self.levelCount, "a fingerprint has \(Self.levelCount) levels")
    self.levels = levels
    self.frames = frames
  }

  /// Reads what ``bytes`` gives; nil for anything else.
  public init?(bytes: [UInt8]) {
    let head = 2 * Self.levelCount
    guard bytes.count >= head, (bytes.count - head).isMultiple(of: 4),
      bytes.count <= head + 4 * Self.frameLimit
    else { return nil }
    levels = (0..<Self.levelCount).map { place in
      Int16(bitPattern: UInt16(bytes[2 * place]) | UInt16(bytes[2 * place + 1]) << 8)
    }
    frames = stride(from: head, to: bytes.count, by: 4).map { start in
      (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
    }
  }

  /// The fingerprint as bytes, the lowest of each number first.
  public var bytes: [UInt8] {
    levels.flatMap { level in
      [UInt8(truncatingIfNeeded: level), UInt8(truncatingIfNeeded: level >> 8)]
    }
      + frames.flatMap { word in
        (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) }
      }
  }

  /// The share of bits that differ where both sounds fit best, 0 to 1.
  ///
  /// About 0.5 for sounds that have nothing to do with each other, 1 where too little can be compared.
  public func difference(from other: SoundFingerprint) -> Double {
    (-Self.shiftLimit...Self.shiftLimit).map { difference(from: other, shift: $0) }.min() ?? 1
  }

  private func difference(from other: SoundFingerprint, shift: Int) -> Double {
    let first = max(0, -shift)
    let end = min(frames.count, other.frames.count - shift)
    guard end > first else { return 1 }
    var (bits, count) = (0, 0)
    frames.withUnsafeBufferPointer { frames in
      other.frames.withUnsafeBufferPointer { others in
        for place in first..<end {
          let (one, two) = (frames[place], others[place + shift])
          guard one != 0, two != 0 else { continue }
          bits += (one ^ two).nonzeroBitCount
          count += 1
        }
      }
    }
    // Where only the ends overlap, chance decides.
    let least = max(Self.leastFrames, 3 * min(liveCount, other.liveCount) / 4)
    return count >= least ? Double(bits) / Double(32 * count) : 1
  }

  /// Frames that say something.
  private var liveCount: Int { frames.count { $0 != 0 } }
}
