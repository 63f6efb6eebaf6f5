/// How the bytes of a sample lie in a file that doesn't compress them.
struct SampleLayout: Equatable {
  /// What the bits mean.
  enum Kind {
    /// An integer around 0.
    case signed
    /// An integer around half of its range.
    case unsigned
    /// A floating-point number.
    case float
  }

  let kind: Kind
  /// Bytes of a sample.
  let width: Int
  let isBigEndian: Bool

  /// The layout of an encoding in WAV or AIFF.
  init(_ encoding: SoundFormat.Encoding, in container: SoundFormat.Container) {
    let isWAV = container == .wav
    kind = encoding.isFloat ? .float : encoding == .pcm8 && isWAV ? .unsigned : .signed
    width = encoding.bits / 8
    isBigEndian = !isWAV
  }

  /// The bytes of quantized integers.
  func bytes(_ samples: UnsafeBufferPointer<Int32>) -> [UInt8] {
    let flip: UInt32 = kind == .unsigned ? 0x8000_0000 : 0
    func bits(_ index: Int) -> UInt32 { UInt32(bitPattern: samples[index]) ^ flip }
    let count = samples.count
    switch width {
    case 1: return bytes(count) { UInt8(truncatingIfNeeded: bits($0) >> 24) }
    case 2: return bytes(count) { UInt16(truncatingIfNeeded: bits($0) >> 16) }
    case 3: return tripleBytes(count) { bits($0) >> 8 }
    default: return bytes(count, bits)
    }
  }

  /// The bytes of amplitudes as floating-point numbers.
  func bytes(_ samples: UnsafeBufferPointer<Double>) -> [UInt8] {
    width == 4
      ? bytes(samples.count) { Float(samples[$0]).bitPattern }
      : bytes(samples.count) { samples[$0].bitPattern }
  }

  @inline(__always)
  private func bytes<Word: FixedWidthInteger>(_ count: Int, _ word: (Int) -> Word) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count * width) { buffer, filled in
      let target = UnsafeMutableRawBufferPointer(buffer)
      filled = count * width
      for index in 0..<count {
        let value = word(index)
        target.storeBytes(
          of: isBigEndian ? value.bigEndian : value.littleEndian,
          toByteOffset: index * MemoryLayout<Word>.size, as: Word.self)
      }
    }
  }

  private func tripleBytes(_ count: Int, _ word: (Int) -> UInt32) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count * 3) { buffer, filled in
      filled = count * 3
      for index in 0..<count {
        let value = isBigEndian ? word(index).byteSwapped >> 8 : word(index)
        for step in 0..<3 {
          buffer[index * 3 + step] = UInt8(truncatingIfNeeded: value >> UInt32(8 * step))
        }
      }
    }
  }
}
