#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The note nearest to a frequency, in equal temperament from A4 = 440 Hz.
///
/// - Source: ISO 16:1975, for the standard pitch; MIDI 1.0, for the numbers.
public struct Note: Sendable, Hashable {
  private static let names = [
    "C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B",
  ]
  private static let standardHertz = 440.0
  private static let standardNumber = 69.0

  /// Semitones over the C of octave −1; 69 is A4.
  public let number: Int
  /// Hundredths of a semitone from the note to the frequency, −50 to 50.
  public let cents: Double

  /// The note of a frequency in hertz; nil for what is none.
  public init?(hertz: Double) {
    guard hertz > 0, hertz.isFinite else { return nil }
    let place = Self.standardNumber + 12 * log2(hertz / Self.standardHertz)
    number = Int(place.rounded())
    cents = 100 * (place - place.rounded())
  }

  /// Makes a note of its number, in tune.
  public init(number: Int) {
    self.number = number
    cents = 0
  }

  /// The frequency of a note in hertz.
  public static func hertz(ofNumber number: Int) -> Double {
    standardHertz * exp2((Double(number) - standardNumber) / 12)
  }

  /// The name of a note of the octave, 0 for C: `A`, `C#`; beyond the octave it begins anew.
  public static func pitchClass(_ step: Int) -> String {
    names[(step % names.count + names.count) % names.count]
  }

  /// The frequency of the note itself in hertz.
  public var hertz: Double { Self.hertz(ofNumber: number) }

  /// The notes of a range of frequencies, in the order in which a ruler needs them.
  ///
  /// All C come first, then all G, all E and A, the rest of the white keys, the black ones.
  ///
  /// - Parameter range: Frequencies in hertz; those that can't be heard have no notes.
  public static func groups(in range: ClosedRange<Double>) -> [[Note]] {
    guard let low = Note(hertz: max(range.lowerBound, lowestHertz)),
      let high = Note(hertz: max(range.upperBound, lowestHertz))
    else { return [] }
    let all = (low.number...max(low.number, high.number)).map(Note.init(number:))
      .filter { range.contains($0.hertz) }
    return importance.map { steps in all.filter { steps.contains($0.step) } }
  }

  private static let importance: [Set<Int>] = [
    [0], [7], [4, 9], [2, 5, 11], [1, 3, 6, 8, 10],
  ]
  /// The lowest note that rulers have is C0, but for the one below.
  private static let lowestHertz = 16.0

  /// Semitones over the C below.
  private var step: Int { number - 12 * octave }

  private var octave: Int { Int((Double(number) / 12).rounded(.down)) }

  /// The name with the octave: `A4`, `C#-1`.
  public var name: String { Self.names[step] + String(octave - 1) }
}
