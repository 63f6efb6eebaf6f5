import Explorer
import ExplorerRuntime
import Foundation
import LabelStore
import Labeling
import Recognition
import Testing

/// Clips to learn from, out of folders, libraries and tables.
@Suite struct LabeledDataTests {
  private let tree: FolderTree

  init() throws {
    tree = try FolderTree()
    for (place, name) in ["yes/a.wav", "yes/b.wav", "no/c.wav", "top.wav"].enumerated() {
      try tree.write(Sound.wav(seed: place + 1), name)
    }
  }

  private func frontEnd(_ rate: Double = 8_000, placement: ClipPlacement = .centered) throws
    -> FrontEnd
  {
    try FrontEnd(
      sampleRate: rate, sampleCount: Int(rate / 10), placement: placement, kind: .samples)
  }

  @Test func aFolderGivesItsClipsAndStaysAsItIs() throws {
    let data = try LabeledData(tree.path)
    #expect(data.items.map(\.path.text) == ["no/c.wav", "top.wav", "yes/a.wav", "yes/b.wav"])
    #expect(data.items.map(\.label) == ["no", nil, "yes", "yes"])
    #expect(data.labeled.items.count == 3 && data.labels == ["no", "yes"])
    #expect(data.usualRate() == 8_000)
    #expect(!FilePath.isFolder(tree(".earmark")))
  }

  @Test func aLibraryGivesItsLabelsAndTrimmedClips() throws {
    let location = try LibraryLocation([tree.path])
    let store = try LabelStore(
      path: location.file, author: "ann", session: "test", access: .write)
    try FolderScan(location: location, threads: 1).run(store, report: { _ in })
    let clip = try #require(
      try store.library().clips.first { $0.recording.path.text == "yes/a.wav" })
    _ = try store.commit(.trim(clip: clip.id, from: nil, to: 100..<300))
    try store.close()
    let data = try LabeledData(tree.path).labeled
    let item = try #require(data.items.first { $0.path.text == "yes/a.wav" })
    #expect(item.place.part == .samples(100..<300) && item.clip == clip.id)
    let loaded = LoadedData(data, for: try frontEnd(), threads: 2)
    #expect(loaded.failures.isEmpty && loaded.isComplete)
    let place = try #require(loaded.data.items.firstIndex { $0.path.text == "yes/a.wav" })
    #expect(try loaded.samples.samples(of: place).count == 200)
    let other = try LabeledData(tree.path, labelling: .pattern(NamePattern("{label}")))
    #expect(other.items.first { $0.path.text == "yes/a.wav" }?.label == "a")
  }

  @Test func aTableGivesPartsOfRecordings() throws {
    try tree.write(
      "path,label,onset,offset,group\nyes/a.wav,x,0.01,0.02,g\ntop.wav,y,,,\ngone.wav,y,,,\n",
      "clips.csv")
    let data = try LabeledData(tree("clips.csv"))
    #expect(data.labels == ["x", "y"] && data.usualGroups == .given)
    let loaded = LoadedData(data, for: try frontEnd(), threads: 1)
    #expect(loaded.data.items.count == 2 && loaded.failures.count == 1)
    #expect(try loaded.samples.samples(of: 0).count == 80)
    #expect(try loaded.samples.samples(of: 1).count == 800)
  }

  @Test func otherRatesAreConvertedAndTold() throws {
    let loaded = LoadedData(try LabeledData(tree.path).labeled, for: try frontEnd(16_000))
    #expect(loaded.resampled == [8_000: 3])
    #expect(loaded.resamplingNotice(to: 16_000)?.contains("3 recordings") == true)
    #expect(try loaded.samples.samples(of: 0).count == 1_600)
  }

  @Test(arguments: [ClipPlacement.start, .centered])
  func ofALongClipOnlyWhatCountsIsRead(placement: ClipPlacement) throws {
    try tree.write(Sound.wav(samples: 80_001, seed: 7), "long/l.wav")
    let frontEnd = try frontEnd(placement: placement)
    let reading = ClipReading(frontEnd)
    let cut = try reading.read(ClipPlace(path: tree("long/l.wav"))).samples
    #expect(cut.count <= 4 * 800 + 1)
    let whole = try ClipReading(rate: 8_000).read(ClipPlace(path: tree("long/l.wav"))).samples
    #expect(whole.count == 80_001)
    for shift in [0, 33, -50] {
      #expect(
        placement.window(cut, count: 800, shift: shift)
          == placement.window(whole, count: 800, shift: shift))
    }
  }

  @Test func piecesAreTheWholeSound() throws {
    try tree.write(Sound.wav(samples: 200_000, seed: 3), "long/l.wav")
    let place = ClipPlace(path: tree("long/l.wav"), part: .samples(10..<190_000))
    var pieces = try SoundPieces(place, rate: 8_000)
    var samples: [Float] = []
    while let piece = try pieces.next() { samples += piece }
    #expect(samples == (try ClipReading(rate: 8_000).read(place).samples))
    var converted = try SoundPieces(place, rate: 12_000)
    var count = 0
    while let piece = try converted.next() { count += piece.count }
    #expect(count == (189_990 * 3 + 1) / 2)
  }

  @Test func thereMustBeSomething() throws {
    try tree.folder("empty")
    #expect(throws: Failure.self) { try LabeledData(tree("empty")) }
    #expect(throws: Failure.self) { try LabeledData(tree("nothing")) }
    #expect(throws: Failure.self) { try LabeledData(tree("top.wav")) }
    #expect(throws: Failure.self) {
      try LabeledData(tree.path, library: tree("no/library.sqlite"))
    }
  }
}
