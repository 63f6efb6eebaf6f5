import CellCanvas
import Testing

@Suite struct WidthTests {
  /// ncurses measures with the C library and shows `?` where that disagrees.
  @Test func everyScalarIsAsWideAsTheCLibrarySays() throws {
    guard let library = CharacterWidths() else {
      print("skipped: the C library's widths are not those of Unicode 14")
      return
    }
    var wrong: [String] = []
    for value in UInt32(0x20)..<0x110000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for part in DisplayText(String(Character(scalar))).parts {
        let widths = part.text.unicodeScalars.map(library.width(of:))
        let isRight = widths.first == part.columns && widths.dropFirst().allSatisfy { $0 == 0 }
        if !isRight { wrong.append("\(String(value, radix: 16)): \(widths)") }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(20))")
  }
}
