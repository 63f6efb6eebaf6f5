import Acoustics

/// What frequencies are called on a ruler, by its ticks and by the mark of the cursor alike.
extension FrequencyRuler {
  /// What a ruler counts.
  private enum Measure {
    case notes
    /// The numbers of a scale, such as Bark.
    case bands(FrequencyScale)
    /// Hertz, or kHz where a unit is 1000 of them.
    case hertz(perUnit: Double)
  }

  private func measure(in range: ClosedRange<Double>) -> Measure {
    if showsNotes { return .notes }
    return switch axis.bins {
    case .bands(.logarithmic, _): .notes
    case .bands(let scale, _): .bands(scale)
    default: .hertz(perUnit: FrequencyRuler.scale(range))
    }
  }

  /// What stands under the ruler.
  var unit: String {
    if case .pitchClasses = axis.bins { return "note" }
    guard let range = axis.hertz else { return "coef" }
    return switch measure(in: range) {
    case .notes: "note"
    case .bands(let scale): scale.title
    case .hertz(let unit): unit == 1 ? "Hz" : "kHz"
    }
  }

  /// A frequency in the words of the ruler: the name of a note, a number of bands, kHz or Hz.
  ///
  /// - Parameter decimals: Those of a number; nil takes three figures, or whole hertz.
  func word(ofHertz hertz: Double, decimals: Int? = nil) -> String {
    guard let range = axis.hertz else { return Format.dash }
    func number(_ value: Double) -> String {
      Format.number(value, decimals: decimals ?? (value < 10 ? 2 : value < 100 ? 1 : 0))
    }
    switch measure(in: range) {
    case .notes: return Note(hertz: hertz)?.name ?? Format.dash
    case .bands(let scale): return number(scale.value(ofHertz: hertz))
    case .hertz(let unit) where unit == 1: return Format.number(hertz, decimals: decimals ?? 0)
    case .hertz(let unit): return number(hertz / unit)
    }
  }
}
