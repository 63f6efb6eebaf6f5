import CellCanvas
import Explorer
import Labeling

/// Loss and accuracy over the passes as two small plots of braille dots.
struct TrainingCurves {
  /// One curve.
  private enum Curve: Int, CaseIterable {
    case training
    case validation

    /// The color of its dots on a terminal.
    var color: String { self == .training ? "36" : "33" }
  }

  /// `[curves][looks]`.
  private var losses: [[Double]] = [[], []]
  private var accuracies: [[Double]] = [[], []]
  private let width: Int
  private let hasColor: Bool

  private static let height = 5

  /// Makes empty curves for a terminal of so many columns.
  init(columns: Int, hasColor: Bool) {
    width = max(8, min(60, (columns - 6) / 2))
    self.hasColor = hasColor
  }

  /// Takes what a look gave.
  mutating func add(
    loss: Double, accuracy: Double, validationLoss: Double?, validationAccuracy: Double?
  ) {
    losses[0].append(loss)
    accuracies[0].append(accuracy)
    if let validationLoss { losses[1].append(validationLoss) }
    if let validationAccuracy { accuracies[1].append(validationAccuracy) }
  }

  /// The plots, a line each.
  var lines: [String] {
    let highest = losses.flatMap(\.self).filter(\.isFinite).max() ?? 1
    let left = plot(losses, range: 0...max(highest, 1e-6))
    let right = plot(accuracies, range: 0...1)
    let heading =
      titled("loss", losses) { Format.number($0, decimals: 3) }
      + "  " + titled("accuracy", accuracies) { Format.number(100 * $0, decimals: 1) + " %" }
    return [heading] + zip(left, right).map { "\($0)  \($1)" }
  }

  private func titled(
    _ name: String, _ curves: [[Double]], _ text: (Double) -> String
  ) -> String {
    let values = Curve.allCases.compactMap { curve in
      curves[curve.rawValue].last.map { (curve, text($0)) }
    }
    // Where there is no room, the colors alone say which is which; then there is the name alone.
    let choices = [values.map { ($0, "\($0) \($1)") }, values, []]
    func columns(_ parts: [(Curve, String)]) -> Int {
      ([name] + parts.map(\.1)).joined(separator: "  ").count
    }
    let parts = choices.first { columns($0) <= width } ?? []
    let title = ([name] + parts.map { colored($0.1, $0.0.color) }).joined(separator: "  ")
    return title + String(repeating: " ", count: max(0, width - columns(parts)))
  }

  /// Rows of braille cells; a cell has the color of the validation where its dots are.
  private func plot(_ curves: [[Double]], range: ClosedRange<Double>) -> [String] {
    let (columns, rows) = (2 * width, 4 * Self.height)
    var cells = [UInt8](repeating: 0, count: width * Self.height)
    var owners = [Int](repeating: 0, count: cells.count)
    for curve in Curve.allCases {
      var last: Int?
      for column in 0..<columns {
        guard let value = Self.value(curves[curve.rawValue], column, of: columns) else { continue }
        let share =
          (min(max(value, range.lowerBound), range.upperBound) - range.lowerBound)
          / (range.upperBound - range.lowerBound)
        let row = rows - 1 - Int((share * Double(rows - 1)).rounded())
        // A steep curve stays one line.
        for dot in min(row, last ?? row)...max(row, last ?? row) {
          let cell = dot / 4 * width + column / 2
          cells[cell] |= Self.dot(column % 2, dot % 4)
          owners[cell] = curve.rawValue
        }
        last = row
      }
    }
    return (0..<Self.height).map { row in
      (0..<width).map { column -> String in
        let cell = row * width + column
        guard cells[cell] > 0, let scalar = Unicode.Scalar(0x2800 + UInt32(cells[cell])) else {
          return " "
        }
        return colored(String(scalar), Curve(rawValue: owners[cell])?.color ?? "0")
      }.joined()
    }
  }

  /// The value of a curve at a column: as many looks as there are fill the width.
  private static func value(_ values: [Double], _ column: Int, of columns: Int) -> Double? {
    guard !values.isEmpty else { return nil }
    let place = Double(column * (values.count - 1)) / Double(max(1, columns - 1))
    let (first, share) = (Int(place), place - place.rounded(.down))
    let value =
      share == 0 ? values[first] : values[first] * (1 - share) + values[first + 1] * share
    return value.isFinite ? value : nil
  }

  /// The bit of a dot.
  ///
  /// - Source: Unicode 15, Braille Patterns.
  private static func dot(_ column: Int, _ row: Int) -> UInt8 {
    row == 3 ? (column == 0 ? 0x40 : 0x80) : 1 << UInt8(row + 3 * column)
  }

  private func colored(_ text: String, _ color: String) -> String {
    hasColor ? "\u{1b}[\(color)m\(text)\u{1b}[0m" : text
  }
}
