import CellCanvas

/// A message in the status row, and what has no room there in the row of the keys.
///
/// Words stay whole: what to do goes below together where it fits there, else clauses flow, so that
/// keys stand beside what they do, and words only where a clause is too long. Only where both rows
/// are full is something cut.
struct NoticeRows: Equatable {
  /// What stands in a row: what happened, and why or what to do.
  struct Row: Equatable {
    var what = DisplayText("")
    var rest = DisplayText("")

    /// Whether nothing stands there.
    var isEmpty: Bool { what.columns == 0 && rest.columns == 0 }
  }

  /// What stands in the status row.
  private(set) var upper = Row()
  /// What goes on in the row of the keys.
  private(set) var lower = Row()

  /// Lays a message out.
  ///
  /// - Parameters:
  ///   - room: Columns of the status row that it may take.
  ///   - below: Columns of the row of the keys that it may take, 0 for none.
  init(_ notice: Notice, room: Int, below: Int) {
    let what = DisplayText(NoticeRows.clause(notice))
    let rest = DisplayText(notice.rest)
    let restColumns = rest.columns == 0 ? 0 : rest.columns + 1
    if what.columns + restColumns <= room {
      upper = Row(what: what, rest: rest)
    } else if below < NoticeRows.least {
      let share = min(what.columns, room * 3 / 5)
      let shown = what.cutMiddle(to: max(room - restColumns, share))
      upper = Row(what: shown, rest: rest.cutEnd(to: room - shown.columns - 1))
    } else if what.columns <= room, rest.columns <= below {
      (upper.what, lower.rest) = (what, rest)
    } else {
      flow(notice, room: room, below: below)
    }
  }

  /// Columns below that are worth going on in.
  private static let least = 12

  /// What happened, with the sign that leads to the rest.
  private static func clause(_ notice: Notice) -> String {
    guard !notice.rest.isEmpty else { return notice.what }
    if notice.kind == .error { return notice.what + ":" }
    let startsSmall = notice.rest.first?.isLowercase == true
    return notice.what.hasSuffix(".") && startsSmall
      ? notice.what.dropLast() + ";" : notice.what
  }

  /// What ends a clause.
  private static let clauseEnds: Set<Character> = [",", ";", ":", "."]

  /// How many of the words that have room stand in the upper row: whole clauses, if the others have
  /// room below.
  private static func whole(_ words: [String], of room: Int, below: Int) -> Int {
    let clauses = (1..<max(1, room)).last { count in
      words[count - 1].last.map(clauseEnds.contains) == true
    }
    guard let clauses else { return room }
    let rest = DisplayText(words[clauses...].joined(separator: " "))
    return rest.columns <= below ? clauses : room
  }

  /// Fills the upper row with whole clauses or words, and the lower one with the others.
  private mutating func flow(_ notice: Notice, room: Int, below: Int) {
    let whatWords = NoticeRows.clause(notice).split(separator: " ").map(String.init)
    let words = whatWords + notice.rest.split(separator: " ").map(String.init)
    var count = 0
    var columns = -1
    while count < words.count {
      columns += DisplayText(words[count]).columns + 1
      guard columns <= room else { break }
      count += 1
    }
    if count < words.count, words[..<count].last?.last.map(Self.clauseEnds.contains) != true {
      count = Self.whole(words, of: count, below: below)
    }
    guard count > 0 else {
      // A name longer than the row keeps its ends.
      upper.what = DisplayText(NoticeRows.clause(notice)).cutMiddle(to: room)
      lower.rest = DisplayText(notice.rest).cutEnd(to: below)
      return
    }
    let split = min(count, whatWords.count)
    upper.what = DisplayText(whatWords[..<split].joined(separator: " "))
    upper.rest = DisplayText(words[split..<count].joined(separator: " "))
    let left = DisplayText(whatWords[split...].joined(separator: " "))
    lower.what = left.cutMiddle(to: below)
    let start = lower.what.columns == 0 ? 0 : lower.what.columns + 1
    lower.rest = DisplayText(words[max(count, whatWords.count)...].joined(separator: " "))
      .cutEnd(to: max(0, below - start))
  }

  /// Writes a row.
  static func write(
    _ row: Row, on screen: inout Screen, _ room: CellRect, what: Style, rest: Style
  ) {
    var column = room.column
    if row.what.columns > 0 {
      column =
        screen.canvas.write(
          row.what, at: CellPoint(column: column, row: room.row), what, within: room) + 1
    }
    screen.canvas.write(
      row.rest, at: CellPoint(column: column, row: room.row), rest, within: room)
  }
}
