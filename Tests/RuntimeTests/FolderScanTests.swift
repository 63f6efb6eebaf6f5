import Explorer
import ExplorerRuntime
import Foundation
import LabelStore
import Labeling
import Testing

@Suite struct FolderScanTests {
  private let tree: FolderTree

  init() throws {
    tree = try FolderTree()
    for (place, name) in ["yes/a.wav", "yes/b.wav", "no/c.wav", "top.wav"].enumerated() {
      try tree.write(Sound.wav(seed: place + 1), name)
    }
  }

  private func scan(
    _ labelling: ScanLabelling = .folders,
    _ body: (ScanSummary, Library, [ScanReport]) throws -> Void
  ) throws {
    let location = try LibraryLocation([tree.path])
    let store = try LabelStore(
      path: location.file, author: "ann", session: UUID().uuidString, access: .write)
    var reports: [ScanReport] = []
    let summary = try FolderScan(location: location, labelling: labelling, threads: 2)
      .run(store, report: { reports.append($0) })
    try body(summary, try store.library(), reports)
    try store.close()
  }

  private func labels(_ library: Library) -> [String: String?] {
    Dictionary(uniqueKeysWithValues: library.clips.map { ($0.recording.path.text, $0.label) })
  }

  @Test func aFolderIsIndexedWithTheLabelsOfItsFolders() throws {
    try tree.write("not sound at all, only text", "no/broken.wav")
    try tree.write("text", "README.md")
    try scan { summary, library, reports in
      #expect(summary.found == 5)
      #expect(summary.added == 5)
      #expect(summary.unreadable == 1)
      #expect(summary.passedOver == 1)
      #expect(summary.isComplete)
      #expect(
        labels(library) == [
          "no/broken.wav": "no", "no/c.wav": "no", "top.wav": nil, "yes/a.wav": "yes",
          "yes/b.wav": "yes",
        ])
      #expect(library.labels.names == ["no", "yes"])
      #expect(library.clips.first { $0.recording.path.text == "top.wav" }?.duration == 0.1)
      guard case .unreadable(let sentence)? = library.clips.first?.recording.state else {
        Issue.record("no/broken.wav can't be read")
        return
      }
      #expect(sentence.hasPrefix("Cannot read broken.wav: it is text"))
      guard case .progress(let last)? = reports.last else {
        Issue.record("a scan ends with its progress")
        return
      }
      #expect(last == ScanProgress(done: 5, total: 5, passedOver: 1, isOver: true))
    }
  }

  @Test func aSecondScanFindsWhatMovedChangedAndWent() throws {
    try scan { _, _, _ in }
    try FileManager.default.moveItem(
      atPath: FilePath.text(tree("yes/a.wav")), toPath: FilePath.text(tree("no/moved.wav")))
    try FileManager.default.removeItem(atPath: FilePath.text(tree("yes/b.wav")))
    try tree.write(Sound.wav(samples: 1600), "top.wav")
    try scan { summary, library, _ in
      #expect(summary.added == 0)
      #expect(summary.moved == 1)
      #expect(summary.missing == 1)
      #expect(summary.changed == 1)
      #expect(labels(library)["no/moved.wav"] == "yes")
      #expect(library.clips.contains { $0.recording.state == .missing && $0.label == "yes" })
      #expect(library.clips.first { $0.recording.path.text == "top.wav" }?.duration == 0.2)
    }
  }

  @Test func whatCouldNotBeReadIsTriedAgain() throws {
    let whole = Sound.wav(seed: 9)
    let path = FilePath.text(try tree.write([UInt8](repeating: 7, count: whole.count), "x.wav"))
    try scan { summary, _, _ in #expect(summary.unreadable == 1) }
    let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
    try tree.write(whole, "x.wav")
    try FileManager.default.setAttributes([.modificationDate: date as Any], ofItemAtPath: path)
    try scan { summary, library, _ in
      #expect(summary.unreadable == 0)
      #expect(library.clips.last { $0.recording.path.text == "x.wav" }?.recording.state == .ready)
    }
  }

  @Test func metadataComesBeforeTheFolder() throws {
    try tree.write("file_name,label\na.wav,maybe\n", "yes/metadata.csv")
    try scan { _, library, _ in
      #expect(labels(library)["yes/a.wav"] == "maybe")
      #expect(labels(library)["yes/b.wav"] == "yes")
      let origins = Set(library.clips.compactMap(\.wholeAnnotation).map(\.origin.name))
      #expect(origins == ["folder", "import:csv"])
    }
  }

  @Test func namesAndTablesLabelWhatIsKnownAlready() throws {
    try tree.write(Sound.wav(seed: 5), "yes/7_theo_3.wav")
    try scan { _, library, _ in #expect(labels(library)["yes/7_theo_3.wav"] == "yes") }
    try scan(.pattern(try NamePattern("{label}_{group}_{index}"))) { _, library, _ in
      #expect(labels(library)["yes/7_theo_3.wav"] == "7")
      #expect(labels(library)["yes/a.wav"] == "yes")
    }
    try tree.write("clip\tkind\ntop.wav\thorn\n", "kinds.tsv")
    try scan(.columns(try TableColumns("path=clip,label=kind"))) { summary, library, _ in
      #expect(labels(library)["top.wav"] == "horn")
      #expect(summary.failures.isEmpty)
    }
    try scan(.columns(try TableColumns("path=nothing,label=kind"))) { summary, _, _ in
      #expect(summary.failures.map(\.what) == ["Cannot label from a table"])
    }
  }

  @Test func aLabelOfAPersonStays() throws {
    try scan { _, library, _ in
      let clip = try #require(library.clips.first { $0.recording.path.text == "top.wav" })
      let location = try LibraryLocation([tree.path])
      let store = try LabelStore(path: location.file, author: "ann", session: "s", access: .write)
      _ = try store.commit(
        .add(
          Annotation(
            id: UUID(), clip: clip.id, label: "mine", origin: .person, annotator: "ann",
            created: Date())))
      try store.close()
    }
    try scan(.pattern(try NamePattern("{label}"))) { _, library, _ in
      #expect(labels(library)["top.wav"] == "mine")
      #expect(labels(library)["no/c.wav"] == "c")
    }
  }

  /// Scans some folders and files and gives what is shown of them: labels by the names of files.
  private func open(
    _ names: [String], library: String? = nil
  ) throws -> (summary: ScanSummary, labels: [String: String], missing: [String]) {
    let location = try LibraryLocation(names.map { tree($0) }, library: library.map { tree($0) })
    let store = try LabelStore(path: location.file, author: "ann", session: "s", access: .write)
    defer { try? store.close() }
    let summary = try FolderScan(location: location).run(store, report: { _ in })
    let clips = try store.library(under: location.prefixes).clips
    let labels = clips.map { ($0.recording.path.name.text, $0.label ?? "-") }
    let missing = clips.filter { $0.recording.state == .missing }.map(\.recording.path.name.text)
    return (summary, Dictionary(labels) { $1 }, missing)
  }

  @Test func whatLiesElsewhereIsNeitherMissingNorShown() throws {
    #expect(try open(["yes", "no"]).labels == ["a.wav": "-", "b.wav": "-", "c.wav": "-"])
    let alone = try open(["yes"])
    #expect(alone.labels == ["a.wav": "-", "b.wav": "-"])
    #expect(alone.summary.missing == 0 && alone.missing.isEmpty)
    let again = try open(["yes", "no"])
    #expect(again.labels.count == 3 && again.missing.isEmpty && again.summary.added == 0)
    try FileManager.default.removeItem(atPath: FilePath.text(tree("no/c.wav")))
    #expect(try open(["yes"]).missing.isEmpty)
    #expect(try open(["yes", "no"]).missing == ["c.wav"])
  }

  @Test func aNamedFileThatAWalkPassesOverIsNotMissing() throws {
    try tree.write("a,b\n", "yes/table.csv")
    try tree.write(Sound.wav(seed: 8), "yes/.hidden.wav")
    _ = try open(["yes/table.csv", "yes/.hidden.wav"])
    let whole = try open(["yes"])
    #expect(whole.missing.isEmpty && whole.summary.missing == 0 && whole.summary.found == 4)
    try FileManager.default.removeItem(atPath: FilePath.text(tree("yes/table.csv")))
    #expect(try open(["yes"]).missing == ["table.csv"])
  }

  @Test func aFolderThatCanNotBeListedHidesNothing() throws {
    guard geteuid() != 0 else {
      print("skipped: the superuser may read everything")
      return
    }
    _ = try open(["."])
    for mode: mode_t in [0o300, 0o000] {
      chmod(FilePath.terminated(tree("yes")), mode)
      defer { chmod(FilePath.terminated(tree("yes")), 0o755) }
      let closed = try open(["."])
      #expect(closed.missing.isEmpty && closed.summary.failures.count == 1)
    }
  }

  @Test func aFileReachedByAnotherWayIsNotThereTwice() throws {
    try tree.write(Sound.wav(seed: 6), "outside/x.wav")
    try tree.folder("set")
    tree.link("set/link", to: FilePath.text(tree("outside")))
    #expect(try open(["set"]).labels == ["x.wav": "link"])
    try FileManager.default.moveItem(
      atPath: FilePath.text(tree("outside")), toPath: FilePath.text(tree("set/real")))
    try FileManager.default.removeItem(atPath: FilePath.text(tree("set/link")))
    tree.link("set/link", to: "real")
    let moved = try open(["set"])
    #expect(moved.summary.moved == 1 && moved.summary.found == 1 && moved.missing.isEmpty)
  }

  @Test func theFolderAskedForGivesNoLabelWhereverItsLibraryLies() throws {
    #expect(try open(["yes"], library: "l.sqlite").labels == ["a.wav": "-", "b.wav": "-"])
    #expect(try open(["no/c.wav"], library: "m.sqlite").labels == ["c.wav": "-"])
    let all = try open(["."], library: "n.sqlite").labels
    #expect(all == ["a.wav": "yes", "b.wav": "yes", "c.wav": "no", "top.wav": "-"])
    #expect(try open(["yes", "no/c.wav"]).labels["c.wav"] == "-")
  }

  @Test func groupsAndSplitsOfWhatIsKnownAreBroughtUpToDate() throws {
    try scan { _, _, _ in }
    try tree.write("clip\tkind\tfold\ntop.wav\thorn\t3\n", "kinds.tsv")
    try scan(.columns(try TableColumns("path=clip,label=kind,group=fold"))) { _, library, _ in
      let top = library.clips.first { $0.recording.path.text == "top.wav" }
      #expect(top?.recording.group == "3")
    }
    try scan { _, library, _ in
      #expect(library.clips.compactMap(\.recording.group) == ["3"])
    }
  }

  @Test func aScanThatIsCutOffTakesNothingAway() throws {
    try scan { _, _, _ in }
    let location = try LibraryLocation([tree.path])
    let store = try LabelStore(path: location.file, author: "ann", session: "s", access: .write)
    let summary = try FolderScan(location: location).run(store, report: { _ in }) { true }
    #expect(!summary.isComplete)
    #expect(try store.library().clips.allSatisfy { $0.recording.state == .ready })
    try store.close()
  }

  @Test func whatKilledProgramsLeftIsRemovedAndWhatIsBeingWrittenStays() throws {
    let gone = ["yes/.earmark-00000000000000aa.part", "yes/.earmark-00000000000000aa-1.part"]
    let busy = ["no/.earmark-00000000000000bb.part", "no/.earmark-00000000000000bb-1.part"]
    let foreign = "no/.earmark-notes.part"
    for name in gone + busy + [foreign] { try tree.write("half", name) }
    let owner = fopen(FilePath.text(tree(busy[0])), "r")
    let file = try #require(owner)
    #expect(flock(fileno(file), LOCK_EX | LOCK_NB) == 0)
    try scan { summary, _, _ in #expect(summary.found == 4) }
    let isThere = { [tree] (name: String) in
      FileManager.default.fileExists(atPath: FilePath.text(tree(name)))
    }
    #expect(gone.filter(isThere).isEmpty)
    #expect((busy + [foreign]).allSatisfy(isThere))
    fclose(file)
    try scan { _, _, _ in }
    #expect(busy.filter(isThere).isEmpty)
  }
}
