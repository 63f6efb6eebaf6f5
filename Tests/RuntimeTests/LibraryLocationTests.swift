import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import Testing

@Suite struct LibraryLocationTests {
  private let tree: FolderTree
  private let environment: [String: String]

  init() throws {
    tree = try FolderTree()
    environment = ["XDG_DATA_HOME": tree.text + "/data", "HOME": tree.text]
    try tree.write(Sound.wav(), "set/yes/a.wav")
    try tree.write(Sound.wav(), "set/no/b.wav")
  }

  private func location(_ names: [String], library: String? = nil) throws -> LibraryLocation {
    try LibraryLocation(
      names.map { tree($0) }, library: library.map { tree($0) }, environment: environment)
  }

  @Test func aFolderHoldsItsOwnLibrary() throws {
    let location = try location(["set"])
    #expect(location.file == tree.text + "/set/.earmark/library.sqlite")
    #expect(location.kind == .folder)
    #expect(location.root == tree("set"))
    #expect(location.prefixes == [RecordingPath("")])
    #expect(!location.exists)
    #expect(location.placeName == "set")
  }

  @Test func theNearestLibraryUpwardsIsTaken() throws {
    try tree.folder("set/.earmark")
    let location = try location(["set/yes"])
    #expect(location.file == tree.text + "/set/.earmark/library.sqlite")
    #expect(location.root == tree("set"))
    #expect(location.prefixes == [RecordingPath("yes")])
    #expect(location.recordingPath(ofAbsolute: tree("set/yes/a.wav")) == RecordingPath("yes/a.wav"))
    #expect(location.absolutePath(of: RecordingPath("yes/a.wav")) == tree("set/yes/a.wav"))
  }

  @Test func filesTakeTheFolderOfTheFirst() throws {
    let location = try location(["set/yes/a.wav", "set/no/b.wav"])
    #expect(location.root == tree("set/yes"))
    #expect(location.prefixes.first == RecordingPath("a.wav"))
    #expect(location.prefixes.last == RecordingPath(bytes: tree("set/no/b.wav")))
    #expect(location.prefixes.last.map(location.absolutePath) == tree("set/no/b.wav"))
  }

  @Test func aFolderAboveTheRootHoldsItToo() throws {
    try tree.folder("set/yes/.earmark")
    let location = try location(["set"], library: "set/yes/.earmark/library.sqlite")
    #expect(location.prefixes == [RecordingPath(""), RecordingPath(bytes: tree("set"))])
  }

  @Test func aNamedLibraryInsideOfAFolderBelongsToIt() throws {
    try tree.folder("set/.earmark")
    let location = try location(["set/yes"], library: "set/.earmark/other.sqlite")
    #expect(location.kind == .explicit)
    #expect(location.root == tree("set"))
    #expect(location.base == tree("set"))
  }

  @Test func aNamedLibraryElsewhereKeepsFoldersApart() throws {
    try tree.folder("libraries")
    let first = try location(["set/yes"], library: "libraries/all.sqlite")
    let second = try location(["set/no"], library: "libraries/all.sqlite")
    #expect(first.root == second.root)
    let stored = first.recordingPath(ofAbsolute: tree("set/yes/a.wav"))
    #expect(stored.bytes == tree("set/yes/a.wav"))
    #expect(first.shownPath(of: stored) == RecordingPath("a.wav"))
    #expect(second.shownPath(of: stored) == stored)
  }

  @Test func aFolderWhosePathIsNotTextIsKeptInTheUsersFolder() throws {
    let folder = tree("set/") + [0xff]
    #expect(mkdir(FilePath.terminated(folder), 0o755) == 0)
    let location = try LibraryLocation([folder], environment: environment)
    #expect(location.kind == .userData)
    #expect(location.file.hasPrefix(tree.text + "/data/earmark/"))
    #expect(location.file.hasSuffix(".sqlite"))
    #expect(location.root == folder)
    let again = try LibraryLocation([folder], environment: environment)
    #expect(again == location)
  }

  @Test func aLibraryInTheUsersFolderIsFoundFromBelow() throws {
    let folder = tree("set/") + [0xff]
    #expect(mkdir(FilePath.terminated(folder), 0o755) == 0)
    #expect(mkdir(FilePath.terminated(folder + Array("/in".utf8)), 0o755) == 0)
    let above = try LibraryLocation([folder], environment: environment)
    let name = FilePath.text(FilePath.name(Array(above.file.utf8)))
    try tree.write("x", "data/earmark/\(name)")
    let below = try LibraryLocation([folder + Array("/in".utf8)], environment: environment)
    #expect(below.file == above.file)
    #expect(below.prefixes == [RecordingPath("in")])
  }

  @Test func aReadOnlyFolderIsKeptInTheUsersFolder() throws {
    guard geteuid() != 0 else {
      print("skipped: the superuser may write everywhere")
      return
    }
    chmod(FilePath.terminated(tree("set/yes")), 0o555)
    defer { chmod(FilePath.terminated(tree("set/yes")), 0o755) }
    #expect(try location(["set/yes"]).kind == .userData)
  }

  @Test func whatIsNotThereIsSaid() {
    #expect(throws: Failure.self) { try location(["nothing"]) }
    do {
      _ = try location(["set", "nothing"])
    } catch {
      #expect((error as? Failure)?.why == "it is not there")
    }
  }
}
