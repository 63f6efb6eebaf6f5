import Explorer
import ExplorerRuntime
import Foundation
import Testing

@Suite struct FolderWalkTests {
  private let tree: FolderTree

  init() throws { tree = try FolderTree() }

  private func names(_ walk: FolderWalk) -> [String] {
    walk.found.map { FilePath.text(Array($0.path.dropFirst(tree.path.count + 1))) }
  }

  @Test func soundIsFoundInOrderAndTheRestCounted() throws {
    for name in ["b/z.FLAC", "a.wav", "b.wav", "b/a.ogg", "b/c/x.opus", ".hidden.wav", ".d/y.wav"] {
      try tree.write([1], name)
    }
    for name in ["notes.txt", "b/LICENSE", "raw.raw", "b/metadata.csv", "all.TSV"] {
      try tree.write([1], name)
    }
    try tree.folder(".earmark")
    try tree.write([1], ".earmark/x.wav")
    let walk = FolderWalk([tree.path])
    #expect(names(walk) == ["a.wav", "b.wav", "b/a.ogg", "b/c/x.opus", "b/z.FLAC"])
    #expect(walk.passedOver == 3)
    #expect(walk.tables == [tree("all.TSV"), tree("b/metadata.csv")])
    #expect(walk.failures.isEmpty)
    #expect(walk.isComplete)
  }

  @Test func namesNeedNotBeText() throws {
    let odd: [[UInt8]] = [
      Array("-x.wav".utf8), Array("\u{1b}[31m.wav".utf8), Array("new\nline.wav".utf8),
      [0xff, 0xfe] + Array(".wav".utf8), Array("한글.wav".utf8),
      Array((String(repeating: "l", count: 240) + ".wav").utf8),
    ]
    for name in odd { try tree.write([1, 2, 3], name) }
    let walk = FolderWalk([tree.path])
    #expect(Set(walk.found.map(\.path)) == Set(odd.map { FilePath.join(tree.path, $0) }))
    #expect(walk.found.allSatisfy { $0.byteCount == 3 && $0.modified > 1_500_000_000_000_000_000 })
  }

  @Test func linksInACircleEnd() throws {
    try tree.write([1], "real/a.wav")
    tree.link("real/up", to: "..")
    tree.link("again", to: "real")
    tree.link("self", to: "self")
    tree.link("broken.wav", to: "nothing")
    tree.link("file.wav", to: "real/a.wav")
    #expect(names(FolderWalk([tree.path])) == ["file.wav", "real/a.wav"])
  }

  @Test func aLinkToAFolderElsewhereIsFollowed() throws {
    let other = try FolderTree()
    try other.write([1], "far.wav")
    tree.link("other", to: other.text)
    #expect(names(FolderWalk([tree.path])) == ["other/far.wav"])
  }

  @Test func namedFilesAreTakenWhateverTheyAre() throws {
    let file = try tree.write([1], "sound.dat")
    try tree.write([1], "x/a.wav")
    let walk = FolderWalk([file, tree("x"), tree("x/a.wav"), tree("gone.wav")])
    #expect(names(walk) == ["sound.dat", "x/a.wav"])
    #expect(walk.failures.map(\.why) == ["it is not there"])
  }

  @Test func pipesAreNotSound() throws {
    #expect(mkfifo(FilePath.terminated(tree("pipe.wav")), 0o644) == 0)
    let walk = FolderWalk([tree.path])
    #expect(walk.found.isEmpty)
    #expect(walk.passedOver == 1)
  }

  @Test func aClosedFolderIsToldAndTheRestGoesOn() throws {
    guard geteuid() != 0 else {
      print("skipped: the superuser may read everything")
      return
    }
    try tree.write([1], "closed/a.wav")
    try tree.write([1], "open/b.wav")
    chmod(FilePath.terminated(tree("closed")), 0)
    defer { chmod(FilePath.terminated(tree("closed")), 0o755) }
    let walk = FolderWalk([tree.path])
    #expect(names(walk) == ["open/b.wav"])
    #expect(walk.failures.map(\.why) == ["permission denied"])
  }

  @Test func aWalkCanBeCutOff() throws {
    try tree.write([1], "x/a.wav")
    var asked = 0
    let walk = FolderWalk([tree.path]) {
      asked += 1
      return asked > 1
    }
    #expect(!walk.isComplete)
    #expect(walk.found.isEmpty)
  }
}
