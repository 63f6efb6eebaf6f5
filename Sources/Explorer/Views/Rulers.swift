import Acoustics
import CellCanvas

/// The frequency ruler left of the picture, or the names of notes or numbers of coefficients.
struct FrequencyRuler {
  let axis: PictureAxis
  /// The row whose label another one takes.
  var taken: Int?
  /// Whether the unit stands under the ruler.
  var showsUnit = true
  /// Whether the names of notes stand in the place of numbers.
  var showsNotes = false

  private static let smallestDistance = 2

  func draw(on screen: inout Screen, in rect: CellRect) {
    guard rect.rows > 0 else { return }
    var lastRow = Int.max
    for (row, text) in ticks(rows: rect.rows).sorted(by: { $0.row > $1.row })
    where lastRow - row >= FrequencyRuler.smallestDistance {
      lastRow = row
      if row == taken { continue }
      screen.write(
        "╴", at: CellPoint(column: rect.endColumn - 1, row: rect.row + row), Style(.faint))
      screen.write(text, endingAt: rect.endColumn - 1, row: rect.row + row, Style(.dim))
    }
    guard showsUnit else { return }
    screen.write(unit, endingAt: rect.endColumn, row: rect.endRow, Style(.dim))
  }

  /// Hertz of a unit of the ruler, 1000 for kHz.
  static func scale(_ range: ClosedRange<Double>) -> Double { range.upperBound < 1000 ? 1 : 1000 }

  private func ticks(rows: Int) -> [(row: Int, text: String)] {
    if case .pitchClasses(let count) = axis.bins { return classTicks(count, rows: rows) }
    guard let hertz = axis.hertz else { return coefficientTicks(rows: rows) }
    if showsNotes { return noteTicks(rows: rows, hertz) }
    switch axis.bins {
    case .bands(.logarithmic, _): return noteTicks(rows: rows, hertz)
    case .bands(let scale, _):
      let numbers = RulerTicks.numbers(of: scale, in: hertz, rows: rows)
      return numbers.hertz.compactMap { tick($0, decimals: numbers.decimals, rows: rows) }
    default: break
    }
    let scale = FrequencyRuler.scale(hertz)
    let range = hertz.lowerBound / scale...hertz.upperBound / scale
    if let scaled = axis.scaled {
      let spacing = Double(FrequencyRuler.smallestDistance) / Double(rows)
      return scaled.ticks(spacing: spacing).compactMap { value in
        tick(value, decimals: FrequencyRuler.decimals(of: value / scale), rows: rows)
      }
    }
    if case .mel = axis.bins { return melTicks(rows: rows, range: range, scale: scale) }
    let ticks = roomyTicks(in: range, rows: rows)
    return ticks.values.compactMap { tick($0 * scale, decimals: ticks.decimals, rows: rows) }
  }

  /// A frequency at its row; nil where it is not visible.
  private func tick(_ hertz: Double, decimals: Int, rows: Int) -> (row: Int, text: String)? {
    row(ofHertz: Float(hertz), rows: rows).map { ($0, word(ofHertz: hertz, decimals: decimals)) }
  }

  /// Ticks three rows apart, or two where the others would be fewer than three.
  private func roomyTicks(in range: ClosedRange<Double>, rows: Int) -> Ticks {
    let row = (range.upperBound - range.lowerBound) / Double(rows)
    let roomy = Ticks(in: range, smallestStep: max(3 * row, 1e-9))
    guard roomy.values.count < 3 else { return roomy }
    return Ticks(
      in: range, smallestStep: max(Double(FrequencyRuler.smallestDistance) * row, 1e-9))
  }

  /// The decimals that a number needs, at most three.
  private static func decimals(of value: Double) -> Int {
    let decimals = (0..<3).first { decimals in
      let scale = [1.0, 10, 100][decimals]
      return abs((value * scale).rounded() - value * scale) < 1e-6
    }
    return decimals ?? 3
  }

  private func melTicks(
    rows: Int, range: ClosedRange<Double>, scale: Double
  ) -> [(row: Int, text: String)] {
    let candidates: [Double] = [
      0, 0.1, 0.2, 0.5, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 50, 100, 200, 500,
    ]
    return candidates.filter(range.contains).compactMap { value in
      tick(value * scale, decimals: value == value.rounded() ? 0 : 1, rows: rows)
    }
  }

  /// Notes as far as there is room: octaves first, from the top.
  private func noteTicks(
    rows: Int, _ hertz: ClosedRange<Double>
  ) -> [(row: Int, text: String)] {
    var chosen: [(row: Int, text: String)] = []
    for notes in Note.groups(in: hertz) {
      for note in notes.reversed() {
        guard let row = row(ofHertz: Float(note.hertz), rows: rows),
          chosen.allSatisfy({ abs($0.row - row) >= FrequencyRuler.smallestDistance })
        else { continue }
        chosen.append((row, word(ofHertz: note.hertz)))
      }
    }
    return chosen
  }

  /// The notes of the octave, from C up; those with a sharp leave first.
  private func classTicks(_ count: Int, rows: Int) -> [(row: Int, text: String)] {
    var chosen: [(row: Int, text: String)] = []
    let plain = (0..<count).filter { Note.pitchClass($0).count == 1 }
    for step in plain + (0..<count).filter({ !plain.contains($0) }) {
      guard let row = row(atPlace: axis.place(ofBin: Float(step)), rows: rows),
        chosen.allSatisfy({ abs($0.row - row) >= FrequencyRuler.smallestDistance })
      else { continue }
      chosen.append((row, Note.pitchClass(step)))
    }
    return chosen
  }

  private func coefficientTicks(rows: Int) -> [(row: Int, text: String)] {
    let range = Double(max(0, axis.lowestBin))...Double(max(1, axis.highestBin))
    let step = max(1, Double(axis.highestBin - axis.lowestBin) / Double(rows) * 3)
    let round = Ticks(in: range, smallestStep: step).values
    // Where round numbers are too few to read others by, the first, a middle and the last one are.
    let last = range.upperBound.rounded(.down)
    let values = round.count < 3 ? [0, (last / 2).rounded(.down), last] : round
    return values.compactMap { value in
      row(atPlace: axis.place(ofBin: Float(value)), rows: rows).map {
        ($0, Format.number(value, decimals: 0))
      }
    }
  }

  private func row(ofHertz hertz: Float, rows: Int) -> Int? {
    axis.place(ofHertz: hertz).flatMap { row(atPlace: $0, rows: rows) }
  }

  private func row(atPlace place: Double, rows: Int) -> Int? {
    guard place >= -0.001, place <= 1.001 else { return nil }
    return max(0, min(rows - 1, Int((1 - place) * Double(rows))))
  }
}

/// The time ruler under the picture: ticks at round times, the unit at the first one.
struct TimeRuler {
  let span: Range<Int>
  let sampleRate: Double
  let origin: Int

  private static let smallestDistance = 10.0
  /// Columns from one clock time with decimals to the next.
  private static let clockDistance = 17.0

  func draw(
    on screen: inout Screen, in rect: CellRect, picture: CellRect, cursor: Int?,
    playhead: Int? = nil
  ) {
    guard picture.columns > 0, !span.isEmpty, sampleRate > 0 else { return }
    let start = Double(span.lowerBound - origin) / sampleRate
    let seconds = Double(span.count) / sampleRate
    let perColumn = seconds / Double(picture.columns)
    // Beyond a minute, times are clock times however short the span is.
    let isClock = start + seconds >= 60 && perColumn * TimeRuler.smallestDistance < 1
    let smallest =
      perColumn * (isClock ? TimeRuler.clockDistance : TimeRuler.smallestDistance)
    let (scale, unit) = isClock ? (1, "s") : TimeRuler.unit(for: smallest)
    let range = start * scale...(start + seconds) * scale
    let ticks =
      scale == 1
      ? Ticks.time(in: range, smallestStep: smallest)
      : Ticks(in: range, smallestStep: smallest * scale)
    var isFirst = true
    for value in ticks.values {
      let share = (value / scale - start) / seconds
      let column = picture.column + Int(share * Double(picture.columns))
      guard column < picture.endColumn else { continue }
      let label = text(value, ticks, isFirst: isFirst, unit: unit)
      guard column + 1 + label.count <= rect.endColumn else { continue }
      let room = column...(column + label.count)
      if [cursor, playhead].contains(where: { $0.map(room.contains) == true }) { continue }
      screen.write("╵", at: CellPoint(column: column, row: rect.row), Style(.faint))
      screen.write(label, at: CellPoint(column: column + 1, row: rect.row), Style(.dim))
      isFirst = false
    }
  }

  private func text(_ value: Double, _ ticks: Ticks, isFirst: Bool, unit: String) -> String {
    if unit == "s", value >= 60 { return Format.clock(value, decimals: ticks.decimals) }
    let decimals = unit == "s" && ticks.step < 1 ? max(1, ticks.decimals) : ticks.decimals
    return Format.number(value, decimals: decimals) + (isFirst ? " \(unit)" : "")
  }

  private static func unit(for step: Double) -> (scale: Double, unit: String) {
    step < 1e-4 ? (1e6, "µs") : step < 1e-2 ? (1e3, "ms") : (1, "s")
  }
}
