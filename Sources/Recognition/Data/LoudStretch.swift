/// The part of a clip that is heard, without long soft ends.
enum LoudStretch {
  /// How far below the loudest 10 ms it ends, as a factor of the power: 40 dB.
  private static let depth = 1e-4
  private static let seconds = 0.01
  /// Seconds of a soft end that somebody who cuts a word out leaves with it.
  private static let margin = 0.15

  /// Its samples; all of them where nothing is louder than the rest.
  static func find(in clip: [Float], sampleRate: Double) -> Range<Int> {
    let length = max(1, Int(seconds * sampleRate))
    let powers = stride(from: 0, to: clip.count, by: length).map { start in
      clip[start..<min(clip.count, start + length)].reduce(0.0) { $0 + Double($1) * Double($1) }
    }
    let limit = (powers.max() ?? 0) * depth
    guard limit > 0, let first = powers.firstIndex(where: { $0 >= limit }),
      let last = powers.lastIndex(where: { $0 >= limit })
    else { return clip.indices }
    let (start, end) = (first * length, min(clip.count, (last + 1) * length))
    let most = Int(margin * sampleRate)
    return (start > most ? start : 0)..<(clip.count - end > most ? end : clip.count)
  }
}
