import Acoustics
import CellCanvas

/// Figures under the slice: of what is marked, else of what is under the cursor.
struct SliceFacts {
  let state: AppState

  func draw(on screen: inout Screen, in rect: CellRect) {
    // The first row holds the scale of the slice.
    let rows = facts.filter { $0.name.count + 1 + $0.value.count <= rect.columns }
      .prefix(max(0, rect.rows - 1))
    for (line, fact) in rows.enumerated() {
      let row = rect.row + 1 + line
      let room = CellRect(column: rect.column, row: row, columns: rect.columns, rows: 1)
      screen.write(fact.value, endingAt: rect.endColumn, row: row, Style(.text))
      screen.write(
        fact.name, at: CellPoint(column: rect.column, row: row), Style(.dim), within: room)
    }
  }

  private typealias Fact = (name: String, value: String)

  /// The most telling first.
  private var facts: [Fact] {
    if let measured = state.measured {
      return measured.measures.map(facts(of:)) ?? [("measuring", "")]
    }
    guard let crosshair = state.crosshair else { return [] }
    let hertz = Double(crosshair.hertz)
    var facts: [Fact] = [
      ("peak", Format.hertz(hertz)),
      ("level", Format.decibels(crosshair.level) + " dB"),
    ]
    if let note = Note(hertz: hertz) {
      let cents = note.cents.rounded()
      let sign = cents > 0 ? "+" : ""
      facts.append(("note", "\(note.name) \(sign)\(Format.number(cents, decimals: 0)) ct"))
    }
    facts.append(("harmonics", state.viewport.showsHarmonics ? "on" : "off"))
    return facts
  }

  private func facts(of measures: SoundMeasures) -> [Fact] {
    func decibels(_ value: Double?, _ unit: String, decimals: Int = 1) -> String {
      value.map { Format.number($0, decimals: decimals) + " " + unit } ?? Format.dash
    }
    let band = measures.energyHertz.map {
      SelectionText.band(Float($0.lowerBound)...Float($0.upperBound))
    }
    return [
      ("peak", measures.peakHertz.map(Format.hertz) ?? Format.dash),
      // Not the band and width of the mark, which stand in the status row.
      ("5–95 %", band ?? Format.dash),
      ("level", decibels(measures.level, "dBFS")),
      ("SNR", decibels(measures.signalToNoise, "dB", decimals: 0)),
      ("energy", decibels(measures.energy, "dB")),
      ("spread", measures.bandwidth.map(Format.hertz) ?? Format.dash),
      ("duration", SelectionText.length(measures.duration)),
    ]
  }
}
