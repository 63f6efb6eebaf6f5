import CellCanvas

/// Text broken into lines at blanks; a word longer than a line, as a file's name, keeps its ends.
struct WrappedText {
  let lines: [DisplayText]

  init(_ text: String, columns: Int) {
    var lines: [DisplayText] = []
    var line = ""
    for word in text.split(separator: " ") {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if DisplayText(longer).columns > columns, !line.isEmpty {
        lines.append(DisplayText(line))
        line = String(word)
      } else {
        line = longer
      }
    }
    if !line.isEmpty { lines.append(DisplayText(line)) }
    self.lines = lines.map { $0.cutMiddle(to: columns) }
  }
}
