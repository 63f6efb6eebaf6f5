import CellCanvas
import CursesTerminal
import EarmarkTestSupport
import Testing

extension TerminalSuites {
  /// Pictures in pixels: what a terminal is asked, what is believed, and the bytes that follow.
  @Suite(.serialized) @MainActor struct PixelTests {
    nonisolated static let esc = "\u{1b}"
    nonisolated static let first = "\(esc)[16t\(esc)[c"
    nonisolated static let kitty = "\(esc)_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\(esc)\\\(esc)[c"
    nonisolated static let sixel = "\(esc)[?1;3;256S\(esc)[?2;1;0S\(esc)[c"
    /// Cells of two by six pixels, and attributes with sixels or without.
    nonisolated static let withSixel = "\(esc)[6;6;2t\(esc)[?62;4;22c"
    nonisolated static let without = "\(esc)[6;6;2t\(esc)[?62;22c"
    nonisolated static let id = 0x6561_7200

    private func stage(
      term: String = "xterm-256color", environment: [String: String] = ["COLORTERM": "truecolor"]
    ) throws -> Stage {
      try Stage(columns: 20, rows: 8, term: term, environment: environment) { raster, colors in
        [UInt8(raster.width), UInt8(raster.height), UInt8(colors.count)]
      }
    }

    /// Types an answer, waits for the next question or an input, and gives both.
    @discardableResult
    private func answer(
      _ stage: Stage, _ text: String, isLast: Bool = false
    ) -> (asked: String, inputs: [TerminalInput]) {
      let start = stage.model.bytes.count
      var inputs: [TerminalInput] = []
      stage.line.type(text)
      stage.line.pump(
        until: { model in
          while let next = stage.terminal.nextInput() { inputs.append(next) }
          return isLast ? !inputs.isEmpty : model.bytes.count > start
        }, timeout: 2)
      let asked = Array(stage.model.bytes[start...]) + stage.line.settle()
      return (String(decoding: asked, as: UTF8.self), inputs)
    }

    private func begin(_ stage: Stage, _ choice: PixelChoice = .auto) -> String {
      stage.line.settle()
      stage.terminal.showPixels(choice)
      return String(decoding: stage.line.settle(), as: UTF8.self)
    }

    private func strings(_ stage: Stage, _ show: () -> Void) -> [String] {
      let before = stage.model.strings.count
      show()
      return Array(stage.model.strings[before...])
    }

    /// Four cells by two: dark on the left, bright on the right.
    private func picture(_ rect: CellRect, bright: UInt8 = 63) -> PlacedImage {
      var image = ramp(rect)
      let (width, height) = (rect.columns * 2, rect.rows * 6)
      image.pixels = LevelRaster(
        width: width, height: height,
        levels: (0..<width * height).map { $0 % width < width / 2 ? 0 : bright })
      return image
    }

    private let rect = CellRect(column: 2, row: 1, columns: 4, rows: 2)

    private func place(_ id: Int, _ number: Int, _ area: String) -> String {
      "_Ga=p,i=\(id),p=\(number),\(area),z=-1,C=1,q=2"
    }

    private func kittyStage() throws -> Stage {
      let stage = try stage()
      #expect(begin(stage) == Self.first)
      #expect(answer(stage, Self.without).asked == Self.kitty)
      let last = answer(stage, "\(Self.esc)_Gi=31;OK\(Self.esc)\\\(Self.esc)[?62;22c", isLast: true)
      #expect(last.inputs == [.pixels(PixelScreen(kind: .kitty, cellWidth: 2, cellHeight: 6))])
      return stage
    }

    private func sixelStage(colors: Int = 256) throws -> Stage {
      let stage = try stage()
      #expect(begin(stage) == Self.first)
      #expect(answer(stage, Self.withSixel).asked == Self.kitty)
      #expect(answer(stage, "\(Self.esc)[?62;4;22c").asked == Self.sixel)
      let last = answer(
        stage,
        "\(Self.esc)[?1;0;\(colors)S\(Self.esc)[?2;0;1000;1000S\(Self.esc)[?62;4;22c",
        isLast: true)
      #expect(last.inputs == [.pixels(PixelScreen(kind: .sixel, cellWidth: 2, cellHeight: 6))])
      return stage
    }

    @Test func nothingIsSentWhereNothingIsAsked() throws {
      let stage = try stage()
      defer { stage.close() }
      let image = picture(rect)
      stage.show(stage.canvas(), images: [image])
      stage.expect(stage.canvas(), [image], stage.palette)
      #expect(stage.model.strings == [])
      #expect(!String(decoding: stage.model.bytes, as: UTF8.self).contains("\(Self.esc)[c"))
    }

    @Test func aTerminalThatDoesNotAnswerIsAskedOnceAndShownBlocks() throws {
      let stage = try stage()
      defer { stage.close() }
      #expect(begin(stage) == Self.first)
      let image = picture(rect)
      stage.show(stage.canvas(), images: [image])
      stage.expect(stage.canvas(), [image], stage.palette)
      // What comes when nobody waits any more is no answer, and no key either.
      #expect(begin(stage, .off) == "")
      #expect(
        stage.inputs(typing: Self.withSixel + "q") == ScriptedTerminal.inputs(keys: "q"))
      stage.show(stage.canvas(), images: [image])
      #expect(stage.model.strings == [] && stage.model.unknown == [])
    }

    @Test func theConsoleIsNotAsked() throws {
      let stage = try stage(term: "linux")
      defer { stage.close() }
      #expect(begin(stage) == "")
      #expect(stage.inputs(count: 1) == [.pixels(nil)])
    }

    @Test(arguments: [
      ("tmux-256color", ["TMUX": "/tmp/x", "COLORTERM": "truecolor"]),
      ("screen-256color", ["COLORTERM": "truecolor"]),
      ("xterm-256color", ["STY": "1.x", "COLORTERM": "truecolor"]),
    ])
    func behindAnotherOnlyItsOwnSixelsCount(term: String, environment: [String: String]) throws {
      let stage = try stage(term: term, environment: environment)
      defer { stage.close() }
      #expect(begin(stage) == Self.first)
      #expect(answer(stage, Self.without, isLast: true).inputs == [.pixels(nil)])
      #expect(begin(stage) == Self.first)
      #expect(answer(stage, Self.withSixel).asked == Self.sixel)
      #expect(stage.model.strings == [])
    }

    @Test(arguments: [
      (PixelChoice.kitty, withSixel, kitty, "\(esc)[?62;4c"),
      (.kitty, without, kitty, "\(esc)_Gi=31;ENOTSUPPORTED:x\(esc)\\\(esc)[?62c"),
      (.kitty, without, kitty, "\(esc)_Gi=30;OK\(esc)\\\(esc)[?62c"),
      (.auto, without, kitty, "\(esc)[?62c"),
    ])
    func whoDoesNotSayYesIsShownBlocks(
      choice: PixelChoice, device: String, question: String, reply: String
    ) throws {
      let stage = try stage()
      defer { stage.close() }
      #expect(begin(stage, choice) == Self.first)
      #expect(answer(stage, device).asked == question)
      #expect(answer(stage, reply, isLast: true).inputs == [.pixels(nil)])
      let image = picture(rect)
      stage.show(stage.canvas(), images: [image])
      stage.expect(stage.canvas(), [image], stage.palette)
    }

    @Test(arguments: ["\(esc)[?62;4c", "\(esc)[6;0;0t\(esc)[?62;4c", "\(esc)[6;999;9t\(esc)[?4c"])
    func withoutTheSizeOfACellThereAreNoPixels(_ reply: String) throws {
      let stage = try stage()
      defer { stage.close() }
      #expect(begin(stage) == Self.first)
      #expect(answer(stage, reply, isLast: true).inputs == [.pixels(nil)])
    }

    @Test func kittyGetsAPictureOnceAndPlacesIt() throws {
      let stage = try kittyStage()
      let image = picture(rect)
      let file = "_Ga=t,f=100,t=d,i=\(Self.id),m=0,q=2;CAxA"
      #expect(
        strings(stage) { stage.show(stage.canvas(), images: [image]) }
          == [file, place(Self.id, 1, "x=0,y=0,w=8,h=12,c=4,r=2")])
      #expect((0..<4).allSatisfy { stage.model[column: 2 + $0, row: 1].text == " " })
      #expect(strings(stage) { stage.show(stage.canvas(), images: [image]) } == [])
      // A box covers a part of it.
      var covered = image
      covered[column: 3, row: 1] = .clear
      var canvas = stage.canvas()
      canvas.write("x", at: CellPoint(column: 3, row: 1), Style(.text, on: .raised))
      #expect(
        strings(stage) { stage.show(canvas, images: [covered]) } == [
          place(Self.id, 1, "x=0,y=0,w=2,h=6,c=1,r=1"),
          place(Self.id, 2, "x=4,y=0,w=4,h=6,c=2,r=1"),
          place(Self.id, 3, "x=0,y=6,w=8,h=6,c=4,r=1"),
        ])
      #expect(stage.model[column: 3, row: 1].text == "x")
      // Under a line it is seen all the same.
      canvas.write("│", at: CellPoint(column: 3, row: 1), Style(.slot(.cursor), on: .level(9)))
      #expect(
        strings(stage) { stage.show(canvas, images: [covered]) } == [
          place(Self.id, 1, "x=0,y=0,w=8,h=12,c=4,r=2"),
          "_Ga=d,d=i,i=\(Self.id),p=2,q=2", "_Ga=d,d=i,i=\(Self.id),p=3,q=2",
        ])
      #expect(stage.model[column: 3, row: 1].text == "│")
      // Another one takes its place before it goes.
      #expect(
        strings(stage) { stage.show(stage.canvas(), images: [picture(rect, bright: 40)]) } == [
          "_Ga=t,f=100,t=d,i=\(Self.id + 1),m=0,q=2;CAxA",
          place(Self.id + 1, 1, "x=0,y=0,w=8,h=12,c=4,r=2"), "_Ga=d,d=I,i=\(Self.id),q=2",
        ])
      #expect(
        strings(stage) { stage.close() } == ["_Ga=d,d=I,i=\(Self.id + 1),q=2"])
      #expect(stage.model.unknown == [])
    }

    @Test func kittyLosesPicturesThatAreGoneAndGetsThemAnewWithTheScreen() throws {
      let stage = try kittyStage()
      defer { stage.close() }
      let image = picture(rect)
      stage.show(stage.canvas(), images: [image])
      #expect(
        strings(stage) { stage.show(stage.canvas()) } == ["_Ga=d,d=I,i=\(Self.id),q=2"])
      stage.show(stage.canvas(), images: [image])
      stage.terminal.invalidate()
      let again = strings(stage) { stage.show(stage.canvas(), images: [image]) }
      #expect(again.count == 3 && again[0] == "_Ga=d,d=I,i=\(Self.id),q=2")
      #expect(again[1].hasPrefix("_Ga=t,f=100"))
      // Another colour map needs another picture; blocks come back without pixels.
      var palette = stage.palette
      palette.colorMap = palette.theme.diverging
      #expect(
        strings(stage) { stage.show(stage.canvas(), images: [image], palette: palette) }.count == 3)
      #expect(strings(stage) { _ = begin(stage, .off) } == ["_Ga=d,d=I,i=\(Self.id + 1),q=2"])
      stage.show(stage.canvas(), images: [image])
      stage.expect(stage.canvas(), [image], stage.palette)
    }

    @Test func kittyGetsLongFilesInPieces() throws {
      let stage = try Stage(columns: 20, rows: 8) { raster, _ in
        [UInt8](repeating: 0, count: 4000) + [UInt8(raster.width)]
      }
      defer { stage.close() }
      _ = begin(stage)
      answer(stage, Self.without)
      answer(stage, "\(Self.esc)_Gi=31;OK\(Self.esc)\\\(Self.esc)[?62;22c", isLast: true)
      let sent = strings(stage) { stage.show(stage.canvas(), images: [picture(rect)]) }
      try #require(sent.count == 3)
      let texts = sent[..<2].map { $0.split(separator: ";", maxSplits: 1) }
      #expect(texts[0][0] == "_Ga=t,f=100,t=d,i=\(Self.id),m=1,q=2" && texts[0][1].count == 4096)
      #expect(texts[1][0] == "_Gm=0,q=2" && texts[1][1].count == 1240)
    }

    @Test func sixelsAreSentOverBlankCells() throws {
      let stage = try sixelStage(colors: 16)
      defer { stage.close() }
      let image = picture(rect)
      let colors = stage.palette.pixelColors(diverging: false)
      let registers = (0..<16).map { register in
        let color = colors[register * 63 / 15]
        let parts = [color.red, color.green, color.blue].map { (Int($0) * 100 + 127) / 255 }
        return "#\(register);2;\(parts[0]);\(parts[1]);\(parts[2])"
      }.joined()
      let expected =
        "P0;1;0q\"1;1;8;12" + registers + "#0!4~$#15!4?!4~-#0!4~$#15!4?!4~"
      #expect(strings(stage) { stage.show(stage.canvas(), images: [image]) } == [expected])
      let bytes = String(decoding: stage.model.bytes, as: UTF8.self)
      #expect(bytes.contains("\(Self.esc)[2;3H\(Self.esc)\(expected)\(Self.esc)\\"))
      #expect(strings(stage) { stage.show(stage.canvas(), images: [image]) } == [])
      // What text covered and gave back is sent again alone.
      var covered = image
      for row in 1...2 { covered[column: 5, row: row] = .clear }
      var canvas = stage.canvas()
      for row in 1...2 {
        canvas.write("x", at: CellPoint(column: 5, row: row), Style(.slot(.cursor), on: .level(9)))
      }
      #expect(strings(stage) { stage.show(canvas, images: [covered]) } == [])
      let patch = strings(stage) { stage.show(stage.canvas(), images: [image]) }
      #expect(patch == ["P0;1;0q\"1;1;2;12" + registers + "#15~~-#15~~"])
      #expect(stage.model.unknown == [])
    }

    @Test func afterManyPiecesAllOfItIsSent() throws {
      let stage = try sixelStage()
      defer { stage.close() }
      let image = picture(rect)
      stage.show(stage.canvas(), images: [image])
      var sizes: [Bool] = []
      for round in 0..<20 {
        var covered = image
        covered[column: 2 + round % 4, row: 1] = .clear
        var canvas = stage.canvas()
        canvas.write(
          "x", at: CellPoint(column: 2 + round % 4, row: 1), Style(.slot(.cursor), on: .level(9)))
        for sent in strings(stage, { stage.show(canvas, images: [covered]) }) {
          sizes.append(!sent.hasPrefix("P0;1;0q\"1;1;2;6#"))
        }
      }
      #expect(sizes.contains(true) && sizes.filter { !$0 }.count >= 8)
    }

    @Test func theLastRowOfTheScreenKeepsItsBlocks() throws {
      let stage = try sixelStage()
      defer { stage.close() }
      let image = picture(CellRect(column: 0, row: 6, columns: 4, rows: 2))
      let sent = strings(stage) { stage.show(stage.canvas(), images: [image]) }
      #expect(sent.count == 1 && sent[0].hasPrefix("P0;1;0q\"1;1;8;6#"))
      #expect(stage.model[column: 1, row: 7].text == "▀")
      #expect(stage.model[column: 1, row: 6].text == " ")
    }

    @Test func pixelsFollowTheSizeOfLetters() throws {
      let stage = try kittyStage()
      defer { stage.close() }
      stage.show(stage.canvas(), images: [picture(rect)])
      let new = stage.inputs(typing: "\(Self.esc)[6;12;4t")
      #expect(new == [.pixels(PixelScreen(kind: .kitty, cellWidth: 4, cellHeight: 12))])
      #expect(
        stage.inputs(typing: "\(Self.esc)[6;12;4tq") == ScriptedTerminal.inputs(keys: "q"))
    }
  }
}
