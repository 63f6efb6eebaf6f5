import Acoustics
import CellCanvas

/// What lies under the cursor: its time, and the loudest frequency or note there with its level, or
/// the coefficient furthest from zero with its value.
struct CursorReadout {
  /// Groups of figures, each of a fixed width while a clip is shown.
  let parts: [String]

  init(_ state: AppState) {
    guard let sample = state.cursorSample, let rate = state.sampleRate, rate > 0,
      case .ready(let picture)? = state.currentPicture
    else {
      parts = []
      return
    }
    let perColumn = Double(picture.span.count) / rate / Double(max(1, state.layout.picture.columns))
    let end = Double(picture.clipSamples.upperBound) / rate
    let widest = CursorReadout.time(end, perColumn: perColumn)
    let time = DisplayText(CursorReadout.time(Double(sample) / rate, perColumn: perColumn))
    var parts = [time.paddedLeft(to: widest.count).text]
    parts += state.trackReadout
    let input = state.inputReadout
    if !input.isEmpty {
      parts += input
    } else if let crosshair = state.crosshair {
      parts += CursorReadout.parts(
        of: crosshair, showsNote: state.size.columns >= 100 || state.viewport.showsNotes)
    } else if let feature = picture.feature, feature.unit == .coefficient,
      let column = state.cursorColumn(of: feature)
    {
      parts += CursorReadout.largest(
        in: column, of: feature, decimals: state.viewport.view == .delta ? 2 : 1)
    } else if let feature = picture.feature, case .pitchClasses(let count) = feature.binAxis,
      let column = state.cursorColumn(of: feature)
    {
      parts += CursorReadout.loudestNote(
        Array(feature.values[column * count..<(column + 1) * count]))
    }
    if state.viewport.span != nil {
      let zoom = Double(picture.clipSamples.count) / Double(max(1, picture.span.count))
      parts.append("×" + Format.number(zoom, decimals: 1))
    }
    self.parts = parts
  }

  /// A time with as many decimals as tell neighbouring columns apart.
  static func time(_ seconds: Double, perColumn: Double) -> String {
    let decimals = decimals(perColumn)
    // Times of hours have one decimal, which is too few where a column shows less.
    return seconds >= 3600 && perColumn < 0.1
      ? Format.clock(seconds, decimals: decimals) : Format.time(seconds, decimals: decimals)
  }

  /// Decimals of seconds that tell neighbouring columns apart, at least 3.
  private static func decimals(_ secondsPerColumn: Double) -> Int {
    var decimals = 3
    var step = 1e-3
    while step > secondsPerColumn, decimals < 7 {
      decimals += 1
      step /= 10
    }
    return decimals
  }

  /// Coefficient 0 is left out, as in the scale of the picture: it dwarfs all others.
  private static func largest(
    in column: Int, of feature: FeaturePicture, decimals: Int
  ) -> [String] {
    let count = feature.binAxis.count
    let base = column * count
    guard
      let largest = (1..<max(1, count)).max(by: {
        abs(feature.values[base + $0]) < abs(feature.values[base + $1])
      })
    else { return [] }
    let value = Format.number(Double(feature.values[base + largest]), decimals: decimals)
    return [
      DisplayText("c\(largest)").paddedLeft(to: "c\(count - 1)".count).text,
      DisplayText(value).paddedLeft(to: 7).text,
    ]
  }

  /// The loudest note of the octave and its level.
  static func loudestNote(_ levels: [Float]) -> [String] {
    guard let loudest = levels.indices.max(by: { levels[$0] < levels[$1] }) else { return [] }
    return [
      DisplayText(Note.pitchClass(loudest)).padded(to: 2).text,
      DisplayText(Format.decibels(levels[loudest]) + " dB").paddedLeft(to: 9).text,
    ]
  }

  private static func parts(of crosshair: Crosshair, showsNote: Bool) -> [String] {
    let hertz = Double(crosshair.hertz)
    let frequency = DisplayText(Format.hertz(hertz)).paddedLeft(to: 8).text
    let level = Format.decibels(crosshair.level) + " dB"
    let note = DisplayText(Note(hertz: hertz)?.name ?? "").padded(to: 4).text
    return [
      showsNote ? frequency + " " + note : frequency,
      DisplayText(level).paddedLeft(to: 9).text,
    ]
  }
}
