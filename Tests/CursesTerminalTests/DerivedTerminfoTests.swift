import CursesTerminal
import Testing

extension TerminalSuites {
  @Suite(.serialized) @MainActor struct DerivedTerminfoTests {
    private func short(_ entry: [UInt8], _ index: Int) -> Int {
      Int(entry[index * 2]) | Int(entry[index * 2 + 1]) << 8
    }

    @Test func theEntryIsWellFormed() throws {
      let entry = try #require(DerivedTerminfo(term: "xterm-256color")).entry
      let counts = (0..<6).map { short(entry, $0) }
      #expect(counts[0] == 0x021e)
      let names = entry[12..<12 + counts[1]]
      #expect(names.starts(with: Array("xterm-256color|".utf8)))
      #expect(names.last == 0)
      var end = 12 + counts[1] + counts[2]
      end += end % 2
      end += counts[3] * 4 + counts[4] * 2 + counts[5]
      end += end % 2
      let extended = (0..<5).map { short(entry, end / 2 + $0) }
      #expect(extended[0] >= 1)
      #expect(extended[3] == extended[2] + extended[0] + extended[1] + extended[2])
      var size = 10 + extended[0]
      size += size % 2
      size += extended[1] * 4 + extended[3] * 2 + extended[4]
      #expect(end + size == entry.count)
      let text = String(decoding: entry, as: UTF8.self)
      for part in ["\u{1b}[%?%p1%{16777216}%<%t38;2;", "\u{1b}OA", "RGB", "kUP5", "\u{1b}[?1049h"] {
        #expect(text.contains(part), "\(part.debugDescription)")
      }
      #expect(!text.contains("\u{1b}]4;"))
    }

    @Test func unknownTerminalsGiveNone() {
      #expect(DerivedTerminfo(term: "no-such-terminal") == nil)
    }
  }
}
