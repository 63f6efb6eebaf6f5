import LabelStore
import Testing

@Suite struct LabelStoreErrorTests {
  private static let path = "/home/ann/esc50/.earmark/library.sqlite"

  @Test(arguments: [
    (
      LabelStoreError.networkFileSystem(path: path, name: "nfs4"),
      "Cannot write the library of esc50: locks can't be relied on over nfs4; "
        + "name a local file with --library"
    ),
    (
      .newerSchema(path: path, found: 7, known: 1),
      "Cannot open the library of esc50: its version is 7 and this earmark knows 1; "
        + "use a newer earmark"
    ),
    (
      .diskFull(path: path),
      "Cannot write the library of esc50: the disk is full; free some space"
    ),
    (
      .changedSince(by: "", summary: "dog"),
      "Nothing was undone: another program changed it since: dog; edit the label itself"
    ),
    (
      .readOnly(path: path),
      "Cannot write the library of esc50: the file or its folder is read-only; "
        + "name another with --library"
    ),
  ])
  func sentences(error: LabelStoreError, expected: String) {
    let (what, why, remedy) = error.sentence
    #expect("\(what): \(why); \(remedy)" == expected)
  }

  @Test func aLibraryElsewhereIsNamedByItsFile() {
    let what = LabelStoreError.moved(path: "/home/ann/labels/all.sqlite").sentence.what
    #expect(what == "Cannot write the library all.sqlite")
    let top = LabelStoreError.moved(path: "/.earmark/library.sqlite").sentence.what
    #expect(top == "Cannot write the library of /")
  }

  @Test(arguments: [
    LabelStoreError.noLibrary(path: path), .cannotOpen(path: path, reason: "no"),
    .cannotCreate(path: path, reason: "no"), .isFolder(path: path), .isEmpty(path: path),
    .notALibrary(path: path), .orphanedLog(path: path), .corrupt(path: path, detail: "no"),
    .newerSchema(path: path, found: 2, known: 1), .readOnly(path: path),
    .needsRecovery(path: path), .networkFileSystem(path: path, name: "nfs"),
    .diskFull(path: path), .busy(path: path), .moved(path: path), .io(path: path, code: 778),
    .changedSince(by: "bob", summary: "dog"), .unknownClip,
  ])
  func everySentenceIsOneLineWithThreeParts(error: LabelStoreError) {
    let (what, why, remedy) = error.sentence
    for part in [what, why, remedy] {
      #expect(!part.isEmpty && !part.contains("\n") && part.last != ".")
    }
    #expect(what.first?.isUppercase == true)
  }

  @Test func whatMayPassOrBeHelpedIsTemporary() {
    let path = Self.path
    let temporary: [LabelStoreError] = [
      .diskFull(path: path), .busy(path: path), .io(path: path, code: 10), .moved(path: path),
      .cannotOpen(path: path, reason: ""), .noLibrary(path: path), .isFolder(path: path),
      .cannotCreate(path: path, reason: ""), .needsRecovery(path: path),
    ]
    #expect(temporary.allSatisfy { $0.isTemporary })
    let lasting: [LabelStoreError] = [
      .unknownClip, .readOnly(path: path), .changedSince(by: "bob", summary: "dog"),
      .newerSchema(path: path, found: 2, known: 1), .corrupt(path: path, detail: ""),
    ]
    #expect(!lasting.contains { $0.isTemporary })
  }

  @Test func failedWritesFitOnALine() {
    let path = Self.path
    let failures: [LabelStoreError] = [
      .diskFull(path: path), .busy(path: path), .io(path: path, code: 778), .moved(path: path),
      .cannotOpen(path: path, reason: "its disk is read-only now"),
    ]
    for (what, why, remedy) in failures.map(\.sentence) {
      #expect("\(what): \(why); \(remedy).".count <= 100)
    }
  }
}
