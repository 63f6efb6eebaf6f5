import Acoustics

/// Ticks of rulers whose rows are no even steps of hertz.
enum RulerTicks {
  /// Notes of equal temperament with their names and frequencies, in groups: those of one octave
  /// after the other first, then what is between, where there is room.
  static func notes(in hertz: ClosedRange<Double>) -> [[(name: String, hertz: Double)]] {
    guard let lowest = Note(hertz: max(1, hertz.lowerBound)),
      let highest = Note(hertz: hertz.upperBound), lowest.number <= highest.number
    else { return [] }
    return [[0], [7], [4, 9], [2, 5, 11], [1, 3, 6, 8, 10]].map { classes in
      (lowest.number...highest.number).reversed().compactMap { number in
        let frequency = Note.hertz(ofNumber: number)
        guard classes.contains((number % 12 + 12) % 12), hertz.contains(frequency) else {
          return nil
        }
        return (Note(hertz: frequency)?.name ?? "", frequency)
      }
    }
  }

  /// Round numbers of a scale with their frequencies.
  static func numbers(
    of scale: FrequencyScale, in hertz: ClosedRange<Double>, rows: Int
  ) -> [(text: String, hertz: Double)] {
    let range =
      scale.value(ofHertz: hertz.lowerBound)...scale.value(ofHertz: hertz.upperBound)
    let step = (range.upperBound - range.lowerBound) / Double(max(1, rows)) * 3
    let ticks = Ticks(in: range, smallestStep: max(step, 1e-9))
    return ticks.values.map {
      (Format.number($0, decimals: ticks.decimals), scale.hertz(ofValue: $0))
    }
  }
}
