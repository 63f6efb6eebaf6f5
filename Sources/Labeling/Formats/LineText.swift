/// A label as the rest of a line: no line ends, and no blanks around it.
struct LineText {
  let text: String

  init(_ label: String, _ losses: inout LossCount) {
    let line = TabbedText.blankless(TabbedText.field(label))
    losses.count("tabs, line ends and blanks around labels", if: line != label)
    text = line
  }
}
