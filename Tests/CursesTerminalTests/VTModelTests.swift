import CellCanvas
import EarmarkTestSupport
import Testing

@Suite struct VTModelTests {
  private func model(_ output: String, columns: Int = 6, rows: Int = 4) -> VTModel {
    var model = VTModel(size: CellSize(columns: columns, rows: rows))
    model.feed(Array(output.utf8))
    return model
  }

  private func lines(_ model: VTModel) -> [String] {
    (0..<model.size.rows).map { model.line($0) }
  }

  static let outputs: [(String, [String])] = [
    ("abcdefgh", ["abcdef", "gh", "", ""]),
    ("abcdef\r\nx", ["abcdef", "x", "", ""]),
    ("a\r\nb\r\nc\r\nd\r\ne", ["b", "c", "d", "e"]),
    ("\u{1b}[2;3Hx\u{1b}[Ay\u{1b}[2Dz", ["  zy", "  x", "", ""]),
    ("abcdef\u{1b}[1;3H\u{1b}[K", ["ab", "", "", ""]),
    ("abcdef\u{1b}[1;3H\u{1b}[1K", ["   def", "", "", ""]),
    ("abcdef\u{1b}[1;2H\u{1b}[2P", ["adef", "", "", ""]),
    ("abcdef\u{1b}[1;2H\u{1b}[2@", ["a  bcd", "", "", ""]),
    ("abcdef\u{1b}[1;2H\u{1b}[2X", ["a  def", "", "", ""]),
    ("a\u{1b}[3b", ["aaaa", "", "", ""]),
    ("a\r\nb\r\nc\u{1b}[2H\u{1b}[L", ["a", "", "b", "c"]),
    ("a\r\nb\r\nc\u{1b}[H\u{1b}[M", ["b", "c", "", ""]),
    ("a\r\nb\r\nc\u{1b}[2;3r\u{1b}[S", ["a", "c", "", ""]),
    ("a\r\nb\u{1b}[H\u{1b}M", ["", "a", "b", ""]),
    ("a\u{1b}[4;4Hb\u{1b}[2dc\u{1b}[Gd", ["a", "d   c", "", "   b"]),
    ("日本x", ["日本x", "", "", ""]),
    ("abcde日", ["abcde", "日", "", ""]),
    ("日\u{1b}[1;2Hx", [" x", "", "", ""]),
    ("e\u{301}f", ["e\u{301}f", "", "", ""]),
    ("one\u{1b}[?1049htwo\u{1b}[?1049l", ["one", "", "", ""]),
    ("abc\u{1b}7\u{1b}[3;3Hx\u{1b}8d", ["abcd", "", "  x", ""]),
    ("abcdef\u{1b}[2J", ["", "", "", ""]),
  ]

  @Test(arguments: outputs) func showsWhatATerminalShows(_ output: String, _ expected: [String]) {
    let model = model(output)
    #expect(lines(model) == expected)
    #expect(model.unknown == [])
  }

  @Test func keepsColoursAndAttributes() {
    let model = model(
      "\u{1b}[1;4;38;2;1;2;3;48;5;200mA\u{1b}[22;24;7;91;49mB\u{1b}[mC\u{1b}[44m\u{1b}[K")
    let first = model[column: 0, row: 0].pen
    #expect(first.foreground == .rgb(RGB(red: 1, green: 2, blue: 3)))
    #expect(first.background == .indexed(200))
    #expect(first.bold && first.underline && !first.reverse)
    let second = model[column: 1, row: 0].pen
    #expect(second.foreground == .indexed(9))
    #expect(second.background == .standard)
    #expect(!second.bold && !second.underline && second.reverse)
    #expect(model[column: 2, row: 0].pen == VTPen())
    #expect(model[column: 5, row: 0].pen.background == .indexed(4))
  }

  @Test(arguments: ["\u{1b}[5n", "\u{1b}[?1003h", "\u{7f}", "\u{1b}[38;9m", "\u{1}"])
  func recordsWhatItDoesNotKnow(_ output: String) {
    #expect(!model(output).unknown.isEmpty)
  }

  @Test func takesBytesInAnyPieces() {
    let output = Array("日\u{1b}[31mé\u{1b}[2;2H▀".utf8)
    let whole = model(String(decoding: output, as: UTF8.self))
    var pieces = VTModel(size: whole.size)
    for byte in output { pieces.feed([byte]) }
    #expect(pieces.cells == whole.cells)
  }
}
