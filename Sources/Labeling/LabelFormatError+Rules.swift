extension LabelFormatError {
  /// What the values of a column must be, where a value shows which rule it breaks.
  static func rule(of column: String, brokenBy text: String) -> String? {
    let name = column.lowercased()
    let number = TabbedText.number(text)
    if name.contains("confidence") || name == "score" {
      return "it must be a number from 0 to 1"
    }
    if let start = ends[name] {
      guard let number else { return "it must be a number" }
      return number < 0 ? "it must not be negative" : "it must not lie before '\(start)'"
    }
    switch name {
    case "origin": return "it must be person, folder, accepted:MODEL or import:FORMAT"
    case "created": return "it must be a moment such as 2026-01-31T12:00:00.000Z"
    case "attributes": return "it must be pairs such as sex=f; age=2"
    case "pathhex": return "it must be pairs of hexadecimal digits"
    case "type": return "it must be a kind of line that the format has"
    default:
      guard let number else { return "it must be a number" }
      return number < 0 ? "it must not be negative" : nil
    }
  }

  /// Columns of ends with those of their starts.
  private static let ends = [
    "offset": "onset", "end time (s)": "Begin Time (s)", "end (s)": "Start (s)", "xmax": "xmin",
    "end": "start", "highhz": "lowHz", "high freq (hz)": "Low Freq (Hz)",
    "end sample": "first sample", "time_slot_ref2": "TIME_SLOT_REF1",
  ]
}
