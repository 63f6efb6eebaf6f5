/// What tells nearly the same sound from others.
///
/// It is small, and about the same at another level, after a shift, in another encoding, and under
/// noise that is 20 dB weaker.
///
/// Each frame has bits for what rises or falls clearly: the level of a band since the frame before the
/// last, and the level from one band to the next. Levels are counted from a floor under the strongest
/// one, so that what is weak, and noise would change, has no bits. The mean powers of 16 bands find the
/// candidates.
///
/// - Source: Haitsma, Kalker, *A Highly Robust Audio Fingerprinting System*, ISMIR 2002, with bits for
///   both directions, which are compared by what either sound has and the other lacks.
public struct SoundFingerprint: Sendable, Hashable {
  /// Bits of what rises and of what falls: the lower 32 in time, the upper 32 from band to band.
  public typealias Frame = SIMD2<UInt64>

  /// Mean powers of the bands over a floor, in hundredths of a decibel of the strongest.
  public let levels: [Int16]
  /// The bits of the frames, 16 ms apart.
  public let frames: [Frame]
  /// The bits of each frame with those of its neighbors: a sound may lie between frames.
  private let wide: [Frame]
  /// Frames that say something.
  private let liveCount: Int

  /// Bands of ``levels``.
  public static let levelCount = 16
  /// The most frames that a fingerprint has, about 4 s.
  public static let frameLimit = 250
  /// Frames with something in them that a comparison needs.
  static let leastFrames = 8
  /// Frames by which one sound may lie later than the other.
  private static let shiftLimit = 12
  /// Bytes of a frame.
  private static let frameLength = 16

  /// Makes a fingerprint.
  ///
  /// - Precondition: There are ``levelCount`` levels.
  public init(levels: [Int16], frames: [Frame]) {
    precondition(levels.count == Self.levelCount, "a fingerprint has \(Self.levelCount) levels")
    self.levels = levels
    self.frames = frames
    wide = frames.indices.map { place in
      let before = place > 0 ? frames[place - 1] : .zero
      let after = place + 1 < frames.count ? frames[place + 1] : .zero
      return before | frames[place] | after
    }
    liveCount = frames.count { $0 != .zero }
  }

  /// Reads what ``bytes`` gives; nil for anything else.
  public init?(bytes: [UInt8]) {
    let head = 2 * Self.levelCount
    guard bytes.count >= head, (bytes.count - head).isMultiple(of: Self.frameLength),
      bytes.count <= head + Self.frameLength * Self.frameLimit
    else { return nil }
    func word(_ start: Int) -> UInt64 {
      (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
    }
    self.init(
      levels: (0..<Self.levelCount).map { place in
        Int16(bitPattern: UInt16(bytes[2 * place]) | UInt16(bytes[2 * place + 1]) << 8)
      },
      frames: stride(from: head, to: bytes.count, by: Self.frameLength).map { start in
        Frame(word(start), word(start + 8))
      })
  }

  /// The fingerprint as bytes, the lowest of each number first.
  public var bytes: [UInt8] {
    levels.flatMap { level in
      [UInt8(truncatingIfNeeded: level), UInt8(truncatingIfNeeded: level >> 8)]
    }
      + frames.flatMap { frame in
        [frame.x, frame.y].flatMap { word in
          (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
        }
      }
  }

  /// The share of bits of either sound that the other one lacks where both fit best, 0 to 1.
  ///
  /// 1 where too little can be compared.
  public func difference(from other: SoundFingerprint) -> Double {
    (-Self.shiftLimit...Self.shiftLimit).map { difference(from: other, shift: $0) }.min() ?? 1
  }

  private func difference(from other: SoundFingerprint, shift: Int) -> Double {
    let first = max(0, -shift)
    let end = min(frames.count, other.frames.count - shift)
    guard end > first else { return 1 }
    var (lacking, count, live) = (0, 0, 0)
    frames.withUnsafeBufferPointer { frames in
      other.frames.withUnsafeBufferPointer { others in
        for place in first..<end {
          let (one, two) = (frames[place], others[place + shift])
          if one | two != .zero { live += 1 }
          lacking += Self.count(one & ~other.wide[place + shift])
          lacking += Self.count(two & ~wide[place])
          count += Self.count(one) + Self.count(two)
        }
      }
    }
    // Where only the ends overlap, chance decides.
    let least = max(Self.leastFrames, 3 * min(liveCount, other.liveCount) / 4)
    return live >= least && count > 0 ? Double(lacking) / Double(count) : 1
  }

  private static func count(_ frame: Frame) -> Int {
    frame.x.nonzeroBitCount + frame.y.nonzeroBitCount
  }
}
