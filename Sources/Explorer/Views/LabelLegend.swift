import CellCanvas
import Labeling

/// Keys and colours of the classes.
struct LabelLegend {
  private let digits: [String: Character]
  private let labels: LabelSet
  /// The digits in order, each with its class.
  let keys: [(digit: Character, name: String)]

  init(_ labels: LabelSet) {
    self.labels = labels
    keys = labels.keys
    digits = Dictionary(keys.map { ($0.name, $0.digit) }) { first, _ in first }
  }

  /// The digit of a class, nil beyond the tenth.
  func digit(of name: String) -> Character? { digits[name] }

  /// The colour of a class: its own or that of what it is a kind of, else that of its digit; beyond the
  /// tenth colours come again.
  func color(of name: String) -> UInt8 {
    if let color = labels.color(of: name) { return UInt8(color - 1) }
    if let digit = digits[name], let place = LabelSet.digits.firstIndex(of: digit) {
      return UInt8(place)
    }
    return UInt8((labels.place(of: name) ?? 0) % LabelSet.digits.count)
  }
}
