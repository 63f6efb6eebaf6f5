import Acoustics
import SoundFiles
import Testing

/// Cue points that files have and get.
@Suite struct SoundMarkTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func marked(isBigEndian: Bool = false) -> [UInt8] {
    var file = ChunkBuilder(isBigEndian: isBigEndian)
    file.addFormat(rate: 8000)
    file.addSamples(1000)
    file.addCues([(1, 10, 10), (2, 0, 200), (9, 300, 0), (4, 400, 400)])
    let labels = [
      file.label("labl", 1, Array("yes\0".utf8)), file.label("note", 1, Array("so\n so\0".utf8)),
      file.region(2, 50, "only a region"), file.label("labl", 9, [0x63, 0xE9, 0]),
      file.label("labl", 77, Array("orphan\0".utf8)),
    ]
    file.add("LIST", Array("adtl".utf8) + labels.joined())
    return file.file(isBigEndian ? "RIFX" : "RIFF")
  }

  @Test("Points get their labels, lengths and notes", arguments: [false, true])
  func reads(isBigEndian: Bool) throws {
    let path = try folder.write(marked(isBigEndian: isBigEndian), "in.wav")
    #expect(try SoundMark.mayBe(in: path))
    #expect(
      try SoundMark.read(path) == [
        SoundMark(onset: 10, length: 0, label: "yes", note: "so\n so"),
        SoundMark(onset: 200, length: 50, label: "only a region"),
        SoundMark(onset: 300, length: 0, label: "cé"),
        SoundMark(onset: 400, length: 0, label: ""),
      ])
  }

  @Test(
    "A copy has the new points, the same samples and the other chunks", arguments: [false, true])
  func writes(isBigEndian: Bool) throws {
    let bytes = marked(isBigEndian: isBigEndian)
    let source = try folder.write(bytes, "in.wav")
    let marks = [
      SoundMark(onset: 5, length: 100, label: "개 yes", note: "odd"),
      SoundMark(onset: 0, length: 0, label: ""),
    ]
    var options = TrimOptions()
    options.container = .wav
    options.marks = marks
    let copy = folder.file("copy.wav")
    try SoundTrim.export(SampleRange(0..<1000), of: source, to: copy, options)
    #expect(try SoundMark.read(copy) == marks)
    let (before, after) = (ChunkList(bytes), try ChunkList(path: copy))
    for id in ["fmt ", "data"] { #expect(after[id] == before[id], "\(id)") }
    #expect(try ChunkList(path: source) == before)
    options.marks = []
    let bare = folder.file("bare.wav")
    try SoundTrim.export(SampleRange(0..<1000), of: source, to: bare, options)
    #expect(try ChunkList(path: bare).chunks.map(\.id) == ["fmt ", "data"])
    #expect(try SoundMark.read(bare).isEmpty)
  }

  @Test("Lists that can't be true are refused in a sentence")
  func refuses() throws {
    var many = ChunkBuilder()
    many.addFormat(rate: 8000)
    many.addSamples(100)
    many.add("cue ", many.number(1_000_000_000) + [UInt8](repeating: 0, count: 24))
    var short = ChunkBuilder()
    short.addFormat(rate: 8000)
    short.addSamples(100)
    short.add("cue ", [1, 0])
    var cut = ChunkBuilder()
    cut.addFormat(rate: 8000)
    cut.addSamples(100)
    cut.addCues([(1, 1, 1), (2, 2, 2)])
    let files = [many.file(), short.file(), Array(cut.file().dropLast(10))]
    let reasons = [
      "it promises 1 000 000 000 cue points, room is for 1", "its list of cue points is cut",
      "its chunk cue goes beyond the end of the file",
    ]
    for (bytes, reason) in zip(files, reasons) {
      let path = try folder.write(bytes, "bad.wav")
      #expect(throws: SoundFileError.damagedHeader(name: "bad.wav", reason: reason)) {
        try SoundMark.read(path)
      }
    }
  }

  @Test("Texts may lie about their lengths")
  func lyingTexts() throws {
    var file = ChunkBuilder()
    file.addFormat(rate: 8000)
    file.addSamples(100)
    file.addCues([(1, 5, 5)])
    let region = Array("ltxt".utf8) + file.numbers([0xFFFF_FFF0, 1, -1]) + Array("rgn ".utf8)
    file.add("LIST", Array("adtl".utf8) + region)
    let path = try folder.write(file.file(), "a.wav")
    let marks = try SoundMark.read(path)
    #expect(marks.map(\.onset) == [5])
    #expect(marks[0].onset + marks[0].length == SoundMark.largestPosition)
  }

  @Test("Other files have none")
  func others() throws {
    #expect(!(try SoundMark.mayBe(in: folder.write(Array("RIFFabcdAVI ".utf8), "a.avi"))))
    #expect(!(try SoundMark.mayBe(in: folder.write([1, 2], "a.txt"))))
  }
}
