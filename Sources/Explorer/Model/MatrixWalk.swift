import Labeling

extension AppState {
  /// The cell under the cursor; nil in an empty matrix.
  func matrixCell(in table: ConfusionTable) -> ConfusionTable.Cell? {
    guard !table.labels.isEmpty, !table.classes.isEmpty else { return nil }
    let row = model.matrix.label.flatMap { table.labels.firstIndex(of: $0) } ?? 0
    let column = model.matrix.said.flatMap { table.classes.firstIndex(of: $0) } ?? 0
    return ConfusionTable.Cell(row: row, column: column)
  }

  /// Goes to the matrix; the cursor is on the worst cell where it was on none.
  mutating func openMatrix() {
    mode = .confusion
    recount()
    beginAtWorst()
  }

  /// Stands on the worst cell as soon as there is one, unless the cursor was moved before.
  mutating func beginAtWorst() {
    guard model.matrix.label == nil else { return }
    let table = confusion
    if let worst = table.worst.first { move(to: worst, in: table) }
  }

  /// Moves the cursor by rows and columns.
  mutating func moveInMatrix(rows: Int, columns: Int) {
    let table = confusion
    guard let cell = matrixCell(in: table) else { return }
    move(
      to: ConfusionTable.Cell(
        row: max(0, min(table.labels.count - 1, cell.row + rows)),
        column: max(0, min(table.classes.count - 1, cell.column + columns))), in: table)
  }

  /// Goes to the next of the worst cells, around the ends.
  mutating func moveToWorst(step: Int) {
    let table = confusion
    let worst = table.worst
    guard !worst.isEmpty else {
      say("No clip is off the diagonal.")
      return
    }
    let here = matrixCell(in: table)
    let place = worst.firstIndex { $0 == here }
    let next = place.map { ($0 + step + worst.count) % worst.count } ?? 0
    move(to: worst[next], in: table)
  }

  private mutating func move(to cell: ConfusionTable.Cell, in table: ConfusionTable) {
    model.matrix.label = table.labels[cell.row]
    model.matrix.said = table.classes[cell.column]
  }

  /// Shows exactly the clips of the cell under the cursor.
  mutating func openCell() -> [Effect] {
    let table = confusion
    guard let cell = matrixCell(in: table) else { return [] }
    let (label, said) = (table.labels[cell.row], table.classes[cell.column])
    let found = table.clips(cell)
    guard !found.isEmpty else {
      say(
        "No clip of \(label) is taken for \(said).", "{next-worst} goes to the worst",
        kind: .refusal)
      return []
    }
    mode = .browse
    narrow(to: found, .cell, title: "\(label) → \(said)")
    say(
      "\(Format.count(found.count)) \(found.count == 1 ? "clip" : "clips") labelled \(label), heard"
        + " as \(said).", "a digit or {accept-prediction} relabels, {go-confusion} goes back")
    return []
  }
}
