/// The `PEAK` chunk of a WAV or AIFF file of floating-point samples: the loudest of each channel.
enum PeakChunk {
  /// The body for a part of a sound, nil if the source's contradicts itself.
  static func measured(
    _ span: Range<Int>, _ reader: SampleReader, source body: [UInt8], isBigEndian: Bool
  ) throws(SoundWritingError) -> [UInt8]? {
    let channels = reader.sound.facts.channelCount
    guard body.count == 8 + 8 * channels else { return nil }
    var peaks = [(level: Double, place: Int)](repeating: (0, 0), count: channels)
    var place = 0
    _ = try reader.read(span) { samples in
      for index in samples.indices where abs(samples[index]) > peaks[index % channels].level {
        peaks[index % channels] = (abs(samples[index]), place + index / channels)
      }
      place += samples.count / channels
    }
    var bytes = Array(body.prefix(8))
    for peak in peaks {
      bytes.append(UInt64(Float(peak.level).bitPattern), width: 4, bigEndian: isBigEndian)
      bytes.append(UInt64(peak.place), width: 4, bigEndian: isBigEndian)
    }
    return bytes
  }
}
