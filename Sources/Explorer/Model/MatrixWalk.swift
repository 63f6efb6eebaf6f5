import Labeling

extension AppState {
  /// The matrix as it is now.
  public var confusion: ConfusionTable {
    ConfusionTable(library, model, model.matrix.source)
  }

  /// The cell under the cursor; nil in an empty matrix.
  func matrixCell(in table: ConfusionTable) -> (row: Int, column: Int)? {
    guard !table.labels.isEmpty, !table.classes.isEmpty else { return nil }
    let row = model.matrix.label.flatMap { table.labels.firstIndex(of: $0) } ?? 0
    let column = model.matrix.said.flatMap { table.classes.firstIndex(of: $0) } ?? 0
    return (row, column)
  }

  /// Goes to the matrix; the cursor is on the worst cell where it was on none.
  mutating func openMatrix() {
    mode = .confusion
    let table = confusion
    if model.matrix.label == nil, let worst = table.worst.first { move(to: worst, in: table) }
  }

  /// Moves the cursor by rows and columns.
  mutating func moveInMatrix(rows: Int, columns: Int) {
    let table = confusion
    guard let cell = matrixCell(in: table) else { return }
    move(
      to: (
        max(0, min(table.labels.count - 1, cell.row + rows)),
        max(0, min(table.classes.count - 1, cell.column + columns))
      ), in: table)
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
    let place = worst.firstIndex { $0.row == here?.row && $0.column == here?.column }
    let next = place.map { ($0 + step + worst.count) % worst.count } ?? 0
    move(to: worst[next], in: table)
  }

  private mutating func move(to cell: (row: Int, column: Int), in table: ConfusionTable) {
    model.matrix.label = table.labels[cell.row]
    model.matrix.said = table.classes[cell.column]
  }

  /// The clips of a cell in the order of the library.
  func clips(label: String, said: String) -> [Clip] {
    library.clips.filter {
      $0.label == label && model.said(of: $0, model.matrix.source) == said
    }
  }

  /// Shows exactly the clips of the cell under the cursor.
  mutating func openCell() -> [Effect] {
    let table = confusion
    guard let cell = matrixCell(in: table) else { return [] }
    let (label, said) = (table.labels[cell.row], table.classes[cell.column])
    let found = clips(label: label, said: said)
    guard !found.isEmpty else {
      say("No clip of \(label) is taken for \(said).", "n goes to the worst", kind: .refusal)
      return []
    }
    mode = .browse
    narrow(to: found.map(\.id), .cell, title: "\(label) → \(said)")
    return []
  }
}
