import CellCanvas

extension VTModel {
  mutating func perform(_ token: VTToken) {
    switch token {
    case .text(let scalar): show(scalar)
    case .control(let code): perform(control: code)
    case .escape(let rest): perform(escape: rest)
    case .sequence("", let numbers, "m"):
      if !pen.apply(numbers) { unknown.append("SGR \(numbers)") }
    case .sequence("", let numbers, let last): perform(last, numbers)
    case .sequence("?", let numbers, "h"): numbers.forEach { set(mode: $0, true) }
    case .sequence("?", let numbers, "l"): numbers.forEach { set(mode: $0, false) }
    // A question about sixels.
    case .sequence("?", _, "S"): break
    case .sequence(let marker, let numbers, let last):
      unknown.append("CSI \(marker)\(numbers)\(last)")
    case .string(let kind, let text): strings.append(String(kind) + text)
    case .unknown(let text): unknown.append(text)
    }
  }

  private mutating func perform(control code: UInt8) {
    switch code {
    case 7: break
    case 8: move(column: cursor.column - 1, row: cursor.row)
    case 9: move(column: (cursor.column / 8 + 1) * 8, row: cursor.row)
    case 10: lineFeed()
    case 13: move(column: 0, row: cursor.row)
    default: unknown.append("control \(code)")
    }
  }

  private mutating func perform(escape rest: String) {
    switch rest {
    case "7": saved = (cursor, pen)
    case "8":
      pen = saved.pen
      move(column: saved.cursor.column, row: saved.cursor.row)
    case "M":
      if cursor.row == region.lowerBound {
        scroll(region, by: -1)
      } else {
        move(column: cursor.column, row: cursor.row - 1)
      }
    case "D": lineFeed()
    case "=", ">", "(B", ")0", "\\": break
    default: unknown.append("ESC \(rest)")
    }
  }

  private mutating func perform(_ last: Character, _ numbers: [Int]) {
    let count = max(1, numbers.first ?? 1)
    switch last {
    case "A": move(column: cursor.column, row: cursor.row - count)
    case "B": move(column: cursor.column, row: cursor.row + count)
    case "C": move(column: cursor.column + count, row: cursor.row)
    case "D": move(column: cursor.column - count, row: cursor.row)
    case "G": move(column: count - 1, row: cursor.row)
    case "d": move(column: cursor.column, row: count - 1)
    case "H": move(column: max(1, numbers.count > 1 ? numbers[1] : 1) - 1, row: count - 1)
    case "J": eraseScreen(numbers.first ?? 0)
    case "K": eraseLine(numbers.first ?? 0)
    case "X":
      let start = here
      erase(start..<min(start + count, lineEnd))
    case "@": shiftLine(by: count)
    case "P": shiftLine(by: -count)
    case "b": for _ in 0..<count { show(lastText) }
    case "L" where region.contains(cursor.row):
      scroll(cursor.row..<region.upperBound, by: -count)
    case "M" where region.contains(cursor.row):
      scroll(cursor.row..<region.upperBound, by: count)
    case "S": scroll(region, by: count)
    case "T": scroll(region, by: -count)
    case "r":
      let bottom = numbers.count > 1 ? numbers[1] : size.rows
      region = (count - 1)..<max(count, min(size.rows, bottom))
      move(column: 0, row: 0)
    case "h", "l":
      if numbers != [4] { unknown.append("CSI \(numbers)\(last)") }
    case "t", "c": break
    default: unknown.append("CSI \(numbers)\(last)")
    }
  }

  private var here: Int { cursor.row * size.columns + cursor.column }
  private var lineStart: Int { cursor.row * size.columns }
  private var lineEnd: Int { lineStart + size.columns }

  private mutating func eraseScreen(_ part: Int) {
    switch part {
    case 0: erase(here..<cells.count)
    case 1: erase(0..<here + 1)
    case 2: erase(0..<cells.count)
    case 3: break
    default: unknown.append("CSI [\(part)]J")
    }
  }

  private mutating func eraseLine(_ part: Int) {
    switch part {
    case 0: erase(here..<lineEnd)
    case 1: erase(lineStart..<here + 1)
    case 2: erase(lineStart..<lineEnd)
    default: unknown.append("CSI [\(part)]K")
    }
  }

  /// Inserts blanks at the cursor, or deletes cells if `count` is negative.
  private mutating func shiftLine(by count: Int) {
    let old = cells
    let (start, end) = (here, lineEnd)
    for index in start..<end {
      let from = index - count
      if from >= start, from < end {
        cells[index] = old[from]
      } else {
        erase(index..<index + 1)
      }
    }
  }

  private mutating func set(mode: Int, _ isOn: Bool) {
    if isOn { modes.insert(mode) } else { modes.remove(mode) }
    if mode == 2026, !isOn { redrawCount += 1 }
    switch mode {
    case 25: isCursorVisible = isOn
    case 1049: useAlternate(isOn)
    case 1, 7, 12, 1000, 1002, 1004, 1006, 2004, 2026: break
    default: unknown.append("mode \(mode)")
    }
  }

  private mutating func useAlternate(_ isOn: Bool) {
    guard isOn != isAlternate else { return }
    isAlternate = isOn
    let blanks = Array(repeating: VTCell(), count: cells.count)
    if isOn {
      saved = (cursor, pen)
      (primary, cells) = (cells, blanks)
    } else {
      cells = primary.count == cells.count ? primary : blanks
      pen = saved.pen
      move(column: saved.cursor.column, row: saved.cursor.row)
    }
  }
}
