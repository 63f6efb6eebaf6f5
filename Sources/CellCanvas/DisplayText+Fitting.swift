extension DisplayText {
  /// What stands for what was cut.
  private static let ellipsis = Part(text: "…", columns: 1, isEscape: false)

  /// The text with its middle cut out where it is too long: `4_jac…on_41`.
  /// - Returns: At most `columns` wide; empty if there is no room for a single column.
  public func cutMiddle(to columns: Int) -> DisplayText {
    guard self.columns > columns else { return self }
    guard columns > 0 else { return DisplayText(parts: []) }
    let tail = Self.fitting(parts.reversed(), columns: columns / 2)
    let head = Self.fitting(parts, columns: columns - 1 - tail.reduce(0) { $0 + $1.columns })
    return DisplayText(parts: head + [Self.ellipsis] + tail.reversed())
  }

  /// The text with its end cut off where it is too long, and `…` instead.
  /// - Returns: At most `columns` wide; empty if there is no room for a single column.
  public func cutEnd(to columns: Int) -> DisplayText {
    guard self.columns > columns else { return self }
    guard columns > 0 else { return DisplayText(parts: []) }
    return DisplayText(parts: Self.fitting(parts, columns: columns - 1) + [Self.ellipsis])
  }

  /// The text followed by blanks up to a width; longer text stays as it is.
  public func padded(to columns: Int) -> DisplayText {
    DisplayText(parts: parts + Self.blanks(columns - self.columns))
  }

  /// The text after blanks up to a width, for figures; longer text stays as it is.
  public func paddedLeft(to columns: Int) -> DisplayText {
    DisplayText(parts: Self.blanks(columns - self.columns) + parts)
  }

  private static func blanks(_ count: Int) -> [Part] {
    Array(repeating: Part(text: " ", columns: 1, isEscape: false), count: max(0, count))
  }

  /// The longest beginning of `parts` that is no wider than `columns`.
  private static func fitting(_ parts: [Part], columns: Int) -> [Part] {
    var room = columns
    return Array(
      parts.prefix { part in
        room -= part.columns
        return room >= 0
      })
  }
}
