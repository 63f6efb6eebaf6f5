import Foundation
import GRDB
import LabelStore
import Labeling
import Testing

@Suite struct BrokenLibraryTests {
  private func openingFails(
    _ library: TemporaryLibrary, _ error: LabelStoreError,
    _ accesses: [LabelStore.Access] = [.write, .read]
  ) {
    for access in accesses {
      #expect(throws: error, "\(access)") { try library.open(access) }
    }
  }

  @Test func whatIsNoLibraryIsLeftAsItIs() throws {
    let library = try TemporaryLibrary()
    let text = Data("a text, not a database, and long enough to have a header of one".utf8)
    try text.write(to: URL(fileURLWithPath: library.path))
    openingFails(library, .notALibrary(path: library.path))
    #expect(try Data(contentsOf: URL(fileURLWithPath: library.path)) == text)
  }

  @Test func databasesOfOtherProgramsAreLeftAsTheyAre() throws {
    let library = try TemporaryLibrary()
    let queue = try DatabaseQueue(path: library.path)
    try queue.write { try $0.execute(sql: "CREATE TABLE birds (name TEXT)") }
    try queue.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: library.path))
    openingFails(library, .notALibrary(path: library.path))
    #expect(try Data(contentsOf: URL(fileURLWithPath: library.path)) == before)
  }

  @Test func aLaterVersionIsNotTouched() throws {
    let library = try TemporaryLibrary()
    try library.open().close()
    let queue = try DatabaseQueue(path: library.path)
    try queue.inDatabase { try $0.execute(sql: "PRAGMA user_version = 7") }
    try queue.close()
    openingFails(library, .newerSchema(path: library.path, found: 7, known: 4))
  }

  @Test func emptyFilesFoldersAndNothing() throws {
    let empty = try TemporaryLibrary()
    try Data().write(to: URL(fileURLWithPath: empty.path))
    openingFails(empty, .isEmpty(path: empty.path))
    let folder = try TemporaryLibrary()
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    openingFails(folder, .isFolder(path: folder.path))
    let nothing = try TemporaryLibrary()
    openingFails(nothing, .noLibrary(path: nothing.path), [.read])
    #expect(try FileManager.default.contentsOfDirectory(atPath: nothing.folder).isEmpty)
  }

  @Test(arguments: ["truncated", "overwritten"])
  func damageIsFoundOnOpening(kind: String) throws {
    let library = try TemporaryLibrary()
    let store = try library.open(holding: (0..<300).map { "yes/\($0).wav" })
    try store.close()
    let file = URL(fileURLWithPath: library.path)
    var bytes = try Data(contentsOf: file)
    if kind == "truncated" {
      bytes.removeLast(bytes.count / 2)
    } else {
      for page in 2..<(bytes.count / 4096) where page % 2 == 0 {
        bytes.replaceSubrange(
          page * 4096..<page * 4096 + 2000, with: Data(repeating: 0x5a, count: 2000))
      }
    }
    try bytes.write(to: file)
    for access in [LabelStore.Access.write, .read] {
      do {
        _ = try library.open(access)
        Issue.record("a damaged library was opened")
      } catch let error as LabelStoreError {
        guard case .corrupt(library.path, let detail) = error else {
          Issue.record("\(error)")
          continue
        }
        #expect(!detail.isEmpty)
      }
    }
    #expect(try Data(contentsOf: file) == bytes)
  }

  @Test func aRowThatCantBeUnderstoodIsAnError() throws {
    let library = try TemporaryLibrary()
    try library.open(holding: ["yes/a.wav"]).close()
    let queue = try DatabaseQueue(path: library.path)
    try queue.write { try $0.execute(sql: "UPDATE annotations SET origin = 'oracle'") }
    try queue.close()
    let store = try library.open()
    #expect(
      throws: LabelStoreError.corrupt(path: library.path, detail: "a row can't be understood")
    ) { try store.library() }
  }

  @Test func aLogWithoutItsLibraryIsNotThrownAway() throws {
    let library = try TemporaryLibrary()
    let log = Data("the log of a library".utf8)
    try log.write(to: URL(fileURLWithPath: library.path + "-wal"))
    openingFails(library, .orphanedLog(path: library.path), [.write])
    #expect(try Data(contentsOf: URL(fileURLWithPath: library.path + "-wal")) == log)
  }

  @Test func aFileThatIsMovedAwayIsNotWrittenTo() throws {
    let library = try TemporaryLibrary()
    let store = try library.open(holding: ["a.wav"])
    let clip = try store.clip("a.wav").id
    try FileManager.default.moveItem(atPath: library.path, toPath: library.path + ".old")
    let dog = LibraryEdit.add(annotation("dog", on: clip))
    #expect(throws: LabelStoreError.moved(path: library.path)) { try store.commit(dog) }
    try FileManager.default.moveItem(atPath: library.path + ".old", toPath: library.path)
    #expect(try store.commit(dog).number == 1)
  }

  @Test func aPlaceWhereNothingCanBeMadeHasAReason() throws {
    let library = try TemporaryLibrary()
    try Data("x".utf8).write(to: URL(fileURLWithPath: library.folder + "/file"))
    let path = library.folder + "/file/library.sqlite"
    #expect(
      throws: LabelStoreError.cannotCreate(
        path: path, reason: "its folder can't be made")
    ) {
      try LabelStore(path: path, author: "ann", session: "s", access: .write)
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func aReadOnlyLibraryIsReadAndNotWritten() throws {
    let library = try TemporaryLibrary()
    try library.open(holding: ["yes/a.wav"]).close()
    chmod(library.folder, 0o555)
    defer { chmod(library.folder, 0o755) }
    openingFails(library, .readOnly(path: library.path), [.write])
    #expect(try library.open(.read).labels() == ["yes/a.wav": "yes"])
  }
}
