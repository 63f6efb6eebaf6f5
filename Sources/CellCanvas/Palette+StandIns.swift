extension Palette {
  /// The text with stand-ins for characters that the terminal can't show, width for width.
  ///
  /// Each glyph is replaced alone. A character that has no stand-in becomes `?`, a wide one `??`.
  public func substitute(_ text: String) -> String {
    guard glyphs != .full, text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    return text.reduce(into: "") { result, character in
      result += standIn(for: character)
    }
  }

  private func standIn(for character: Character) -> String {
    if character.isASCII { return String(character) }
    if glyphs == .halves {
      if Self.consoleGlyphs.contains(character) { return String(character) }
      if let blocks = Self.consoleStandIns[character] { return String(blocks) }
    }
    if let ascii = Self.asciiStandIns[character] ?? Self.plainLetters[character] {
      return String(ascii)
    }
    if let scalar = character.unicodeScalars.first, (0x2800...0x28ff).contains(scalar.value) {
      return scalar.value == 0x2800 ? " " : "*"
    }
    return String(repeating: "?", count: max(1, TextWidth.columns(of: character)))
  }

  /// What the fonts of the Linux console have: half blocks, shades, light lines, Latin 1.
  private static let consoleGlyphs: Set<Character> = Set(
    "▀▄█▌▐░▒▓─│┌┐└┘├┤┬┴┼═║◆·°×÷±«»¡¿§¶£¥"
      + "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝ")

  /// Glyphs of the console for finer or heavier ones.
  private static let consoleStandIns = table([
    ("_", "▁▂"), ("▄", "▃▄▅▖▗"), ("█", "▆▇▉▊"), ("▌", "▋▍▎"), ("▐", "▕"), ("▀", "▔▘▝▛▜"),
    ("▄", "▙▟"), ("▒", "▚▞"), ("─", "╺┄┅╴╶"), ("│", "┃╹╻╵╷┆▏"), ("┌", "┏╭"),
    ("┐", "┓╮"), ("└", "┗╰"), ("┘", "┛╯"), ("║", "╏"), ("├", "┣"), ("┤", "┫"), ("┬", "┳"),
    ("┴", "┻"),
    ("┼", "╋"),
    // Not a light line: a bar that is full must not look like an empty one.
    ("=", "━╸"),
  ])

  /// ASCII for the symbols of the interface; each takes one column, so `≠` is `!` and not `!=`.
  private static let asciiStandIns = table([
    ("*", "●"), (".", "○·◂▪▖▗░"), ("+", "◆✓┼┌┐└┘┏┓┗┛┬┴┣┫┳┻╋╭╮╰╯╔╗╚╝╠╣╦╩╬"), (">", "›→╸▸▶▌"),
    (":", "╏"),
    ("<", "‹←╺"), ("x", "✗×"), ("~", "…"), ("^", "▲▴↑"), ("v", "▼▾↓"), ("!", "≠"), ("u", "↶"),
    ("r", "↷"), (" ", "◌♪↻\u{a0}"), ("=", "━═"), ("-", "─┄┅╴╶−–—"), ("|", "├┤│║┆▐▏▎▍▕╷╻"),
    ("#", "┃█▓▉▊▋■"), ("'", "╵╹‘’▘▝"), ("\"", "▀▔“”"), ("%", "▒▚▞"), ("/", "÷"),
    ("o", "°□"), ("1", "▁"), ("2", "▂"), ("3", "▃"), ("4", "▄"), ("5", "▅"), ("6", "▆"),
    ("7", "▇▜"), ("L", "▙"),
    ("P", "▛"), ("J", "▟"),
  ])

  /// Letters without their marks: the name of a file stays readable.
  private static let plainLetters = table([
    ("a", "àáâãäåæ"), ("c", "ç"), ("e", "èéêë"), ("i", "ìíîï"), ("n", "ñ"), ("o", "òóôõöø"),
    ("s", "ß"), ("u", "ùúûü"), ("y", "ýÿ"), ("A", "ÀÁÂÃÄÅÆ"), ("C", "Ç"), ("E", "ÈÉÊË"),
    ("I", "ÌÍÎÏ"), ("N", "Ñ"), ("O", "ÒÓÔÕÖØ"), ("U", "ÙÚÛÜ"), ("Y", "Ý"),
  ])

  private static func table(_ rows: [(standIn: Character, of: String)]) -> [Character: Character] {
    Dictionary(rows.flatMap { row in row.of.map { ($0, row.standIn) } }) { first, _ in first }
  }
}
