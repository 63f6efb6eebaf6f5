/// Levels in a byte: half a decibel a step, from −120 dB, which also stands for silence.
public enum LevelByte {
  /// Decibels from one byte to the next.
  public static let step: Float = 0.5
  /// The level of byte 0 in decibels; lower ones count as silence.
  public static let floor: Float = -120

  /// The byte of a level in decibels; levels above 7.5 dB take the highest, what is no number 0.
  public static func byte(ofDecibels level: Float) -> UInt8 {
    let place = (level - floor) / step + 0.5
    guard place >= 1 else { return 0 }
    return UInt8(min(place, 255))
  }

  /// The level of a byte in decibels.
  public static func decibels(ofByte byte: UInt8) -> Float { floor + step * Float(byte) }

  /// The levels of all bytes, `[256]`.
  public static let table: [Float] = (0...255).map { decibels(ofByte: UInt8($0)) }
}
