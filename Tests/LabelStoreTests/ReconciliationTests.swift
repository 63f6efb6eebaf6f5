import Foundation
import LabelStore
import Labeling
import Testing

@Suite struct ReconciliationTests {
  /// What lies in the folder: contents by name.
  private func reconcile(
    _ store: any LabelLibrary, _ files: [String: String], modified: Int64 = 1
  ) throws -> Reconciliation {
    let found = files.map { name, contents in
      FoundRecording(
        path: RecordingPath(name), byteCount: Int64(contents.utf8.count), modified: modified)
    }
    let report = try store.reconcile(
      found.sorted { $0.path < $1.path }, hash: { "hash of " + (files[$0.text] ?? "") },
      attribution: { Attribution(label: FolderLabel.label(of: $0), group: $0.stem) })
    let read = report.pending.map { recording in
      (recording.id, facts(hash: "hash of " + (files[recording.path.text] ?? "")))
    }
    _ = try store.record(read)
    return report
  }

  private func facts(hash: String?, problem: String? = nil) -> RecordingFacts {
    var facts = RecordingFacts(
      sampleRate: 16000, sampleCount: 8000, channelCount: 1, container: "WAV",
      encoding: "PCM 16", hash: hash)
    facts.problem = problem
    return facts
  }

  @Test func newFilesGetTheLabelOfTheirFolder() throws {
    let store = try TemporaryLibrary().open()
    let report = try reconcile(store, ["yes/a.wav": "1", "no/b.wav": "22", "c.wav": "333"])
    #expect(report.added == 3)
    #expect(report.pending.map(\.path.text) == ["c.wav", "no/b.wav", "yes/a.wav"])
    let clips = try store.library().clips
    #expect(clips.map(\.label) == [nil, "no", "yes"])
    #expect(clips.map(\.duration) == [0.5, 0.5, 0.5])
    #expect(clips.map(\.recording.group) == ["c", "b", "a"])
    #expect(clips[1].annotations.map(\.origin) == [.folder])
    let again = try reconcile(store, ["yes/a.wav": "1", "no/b.wav": "22", "c.wav": "333"])
    #expect(again.added == 0 && again.unchanged == 3 && again.pending.isEmpty)
  }

  @Test func aTableGivesLabelsWithItsOwnOrigin() throws {
    let store = try TemporaryLibrary().open()
    _ = try store.reconcile(
      [FoundRecording(path: RecordingPath("dog/a.wav"), byteCount: 1, modified: 1)],
      hash: { _ in nil },
      attribution: { _ in
        Attribution(label: "cat", group: "3", split: "test", origin: .imported(format: "csv"))
      })
    let clip = try store.clip("dog/a.wav")
    #expect(clip.annotations.map(\.origin) == [.imported(format: "csv")])
    #expect(clip.label == "cat")
    #expect(clip.recording.group == "3")
    #expect(clip.recording.split == "test")
  }

  @Test func movedFilesKeepTheirLabels() throws {
    let store = try TemporaryLibrary().open()
    _ = try reconcile(store, ["yes/a.wav": "1", "b.wav": "2", "c.wav": "same", "d.wav": "same"])
    let before = try store.clip("b.wav")
    _ = try store.commit(.add(annotation("dog", on: before.id)))
    _ = try store.commit(.add(annotation("D", on: try store.clip("d.wav").id)))
    let report = try reconcile(
      store, ["no/a.wav": "1", "new/renamed.wav": "2", "x/c.wav": "same", "x/d.wav": "same"])
    #expect(report.moved == 4)
    #expect(report.added == 0 && report.missing == 0)
    let after = try store.clip("new/renamed.wav")
    #expect(after.id == before.id)
    #expect(after.recording.state == .ready)
    let labels = ["no/a.wav": "yes", "new/renamed.wav": "dog", "x/c.wav": "-", "x/d.wav": "D"]
    #expect(try store.labels() == labels)
  }

  @Test func renumberedFilesKeepTheirLabels() throws {
    let store = try TemporaryLibrary().open()
    // As in a folder where every clip is as long as the other, with dates of its own.
    func scan(_ names: [String: Int64]) throws -> Reconciliation {
      let report = try store.reconcile(
        names.map { FoundRecording(path: RecordingPath($0), byteCount: 8, modified: $1) },
        hash: { "contents \(names[$0.text] ?? 0)" }, attribution: { _ in nil })
      _ = try store.record(
        report.pending.map {
          ($0.id, facts(hash: "contents \(names[$0.path.text] ?? 0)"))
        })
      return report
    }
    _ = try scan(["1.wav": 11, "2.wav": 12, "3.wav": 13, "4.wav": 14])
    for clip in try store.library().clips {
      _ = try store.commit(.add(annotation("was " + clip.recording.path.stem, on: clip.id)))
    }
    let shifted = try scan(["2.wav": 11, "3.wav": 12, "4.wav": 13, "5.wav": 14])
    #expect(shifted.moved == 4 && shifted.added == 0 && shifted.missing == 0)
    let labels = ["2.wav": "was 1", "3.wav": "was 2", "4.wav": "was 3", "5.wav": "was 4"]
    #expect(try store.labels() == labels)
    let swapped = try scan(["2.wav": 12, "3.wav": 11, "4.wav": 13, "5.wav": 14])
    #expect(swapped.moved == 2 && swapped.unchanged == 2)
    #expect(try store.labels()["2.wav"] == "was 2")
    #expect(try store.labels()["3.wav"] == "was 1")
    // 2 goes over 3, a new one comes to 2's place, and what was 3 comes back as 6.
    let over = try scan(["2.wav": 99, "3.wav": 12, "4.wav": 13, "5.wav": 14])
    #expect(over.moved == 1 && over.added == 1 && over.missing == 1)
    let clips = try store.library().clips
    #expect(clips.map(\.recording.path.text) == ["2.wav", "3.wav", "3.wav", "4.wav", "5.wav"])
    #expect(Set(clips[1...2].map(\.label)) == ["was 1", "was 2"])
    #expect(Set(clips[1...2].map(\.recording.state)) == [.missing, .ready])
    #expect(clips[0].label == nil)
    #expect(try scan(["2.wav": 99, "3.wav": 12, "6.wav": 11, "5.wav": 14]).moved == 1)
    #expect(try store.clip("6.wav").label == "was 1")
    #expect(try store.clip("3.wav").label == "was 2")
  }

  @Test func aCopyOfTheWholeFolderIsNotHashed() throws {
    let store = try TemporaryLibrary().open()
    _ = try reconcile(store, ["a.wav": "1", "b.wav": "2"])
    let found = ["a.wav", "b.wav"].map {
      FoundRecording(path: RecordingPath($0), byteCount: 1, modified: 50)
    }
    var hashed = 0
    let report = try store.reconcile(
      found,
      hash: { _ in
        hashed += 1
        return nil
      }, attribution: { _ in nil })
    #expect(report.changed == 2)
    #expect(hashed == 0)
  }

  @Test func aFileOfTheSameSizeWithOtherContentsIsANewOne() throws {
    let store = try TemporaryLibrary().open()
    _ = try reconcile(store, ["a.wav": "1"])
    let report = try reconcile(store, ["b.wav": "2"])
    #expect(report.moved == 0 && report.added == 1 && report.missing == 1)
  }

  @Test func missingFilesKeepTheirLabelsAndComeBack() throws {
    let store = try TemporaryLibrary().open()
    _ = try reconcile(store, ["a.wav": "1", "b.wav": "2"])
    _ = try store.commit(.add(annotation("dog", on: try store.clip("a.wav").id)))
    #expect(try reconcile(store, ["b.wav": "2"]).missing == 1)
    #expect(try store.clip("a.wav").recording.state == .missing)
    #expect(try store.labels() == ["a.wav": "dog", "b.wav": "-"])
    #expect(try reconcile(store, ["b.wav": "2"]).missing == 1)
    let report = try reconcile(store, ["a.wav": "1", "b.wav": "2"])
    #expect(report.unchanged == 2 && report.missing == 0)
    #expect(try store.clip("a.wav").recording.state == .ready)
  }

  @Test func aMissingFileIsFoundAgainElsewhereLater() throws {
    let store = try TemporaryLibrary().open()
    _ = try reconcile(store, ["a.wav": "1"])
    _ = try store.commit(.add(annotation("dog", on: try store.clip("a.wav").id)))
    _ = try reconcile(store, [:])
    #expect(try reconcile(store, ["far/away/z.wav": "1"]).moved == 1)
    #expect(try store.labels() == ["far/away/z.wav": "dog"])
  }

  @Test func changedFilesAreReadAgainAndKeepTheirLabels() throws {
    let store = try TemporaryLibrary().open()
    _ = try reconcile(store, ["a.wav": "1"])
    _ = try store.commit(.add(annotation("dog", on: try store.clip("a.wav").id)))
    let report = try reconcile(store, ["a.wav": "longer"], modified: 2)
    #expect(report.changed == 1)
    #expect(report.pending.map(\.path.text) == ["a.wav"])
    #expect(try store.labels() == ["a.wav": "dog"])
  }

  @Test func aWalkThroughAPartLeavesTheRestAlone() throws {
    let store = try TemporaryLibrary().open(holding: ["x/a.wav", "x/b.wav", "xy/c.wav"])
    let report = try store.reconcile(["x/b.wav"], under: ["x"])
    #expect(report.missing == 1 && report.unchanged == 1)
    let states = try store.library().clips.map(\.recording.state)
    #expect(states == [.missing, .waiting, .waiting])
    let part = try store.library(under: [RecordingPath("x/"), RecordingPath("x/a.wav")])
    #expect(part.clips.map(\.recording.path.text) == ["x/a.wav", "x/b.wav"])
  }

  @Test func theRootIsNotWhatLiesElsewhere() throws {
    let strange = RecordingPath(bytes: Array("/other/".utf8) + [0xff])
    let store = try TemporaryLibrary().open(holding: ["x/a.wav", "b.wav", "/other/c.wav"])
    _ = try store.reconcile(
      [FoundRecording(path: strange, byteCount: 1, modified: 1)], under: [strange],
      hash: { _ in nil }, attribution: { _ in nil })
    let report = try store.reconcile(["x/a.wav"], under: [""])
    #expect(report.missing == 1 && report.unchanged == 1)
    #expect(report.pending.map(\.path.text) == ["x/a.wav"])
    let own = try store.library(under: [RecordingPath("")]).clips
    #expect(own.map(\.recording.path.text) == ["b.wav", "x/a.wav"])
    #expect(own.map(\.recording.state) == [.missing, .waiting])
    #expect(own.map(\.label) == [nil, "x"])
    let both = try store.library(under: ["", "x", "/other"].map { RecordingPath($0) }).clips
    #expect(both.count == 4)
    #expect(try store.library(under: [RecordingPath("/")]).clips == both)
    #expect(both.count { $0.recording.state == .missing } == 1)
  }

  @Test func whatAWalkPassesOverIsLookedFor() throws {
    let names = ["gone.wav", "hidden.wav", "there.csv", "unknown.wav"]
    let store = try TemporaryLibrary().open(holding: names)
    var looked: [String] = []
    func scan() throws -> Reconciliation {
      try store.reconcile(
        [], under: [],
        look: { path in
          looked.append(path.text)
          switch path.text {
          case "there.csv": return .found(FoundRecording(path: path, byteCount: 10, modified: 1))
          case "hidden.wav": return .found(FoundRecording(path: path, byteCount: 11, modified: 2))
          case "unknown.wav": return .unknown
          default: return .gone
          }
        }, hash: { _ in nil }, attribution: { _ in nil })
    }
    let report = try scan()
    #expect(looked.sorted() == names)
    #expect(report.missing == 1 && report.unchanged == 1 && report.changed == 1)
    let states = try store.library().clips.map(\.recording.state)
    #expect(states == [.missing, .waiting, .waiting, .waiting])
    try store.reconcile([])
    #expect(try store.library().clips.allSatisfy { $0.recording.state == .missing })
    // What was called missing once comes back; what can't be seen stays as it was.
    #expect(try scan().unchanged == 2)
    let later = try store.library().clips.map(\.recording.state)
    #expect(later == [.missing, .waiting, .waiting, .missing])
  }

  @Test func groupsAndSplitsAreWrittenWhereTheyAreSaid() throws {
    let store = try TemporaryLibrary().open(holding: ["a.wav"])
    let id = try store.clip("a.wav").recording.id
    try store.assign([(id, Attribution(group: "3", split: "test"))])
    try store.assign([(id, Attribution(group: "4"))])
    let recording = try store.clip("a.wav").recording
    #expect(recording.group == "4" && recording.split == "test")
  }

  @Test func pathsNeedNotBeUTF8() throws {
    let library = try TemporaryLibrary()
    let store = try library.open()
    let path = RecordingPath(bytes: Array("yes/".utf8) + [0xff, 0x0a, 0x1b] + Array(".wav".utf8))
    let folder = RecordingPath(bytes: [0xfe, UInt8(ascii: "/"), UInt8(ascii: "a")])
    let found = [path, folder].map { FoundRecording(path: $0, byteCount: 1, modified: 1) }
    func scan() throws -> Reconciliation {
      try store.reconcile(
        found, hash: { _ in nil },
        attribution: { Attribution(label: FolderLabel.label(of: $0)) })
    }
    #expect(try scan().added == 2)
    #expect(try scan().unchanged == 2)
    let clips = try store.library().clips
    #expect(clips.map(\.recording.path) == [path, folder])
    #expect(clips.map(\.label) == ["yes", nil])
    let below = try store.library(under: [RecordingPath("yes")])
    #expect(below.clips.map(\.recording.path) == [path])
    let odd = try store.library(under: [RecordingPath(bytes: [0xfe])])
    #expect(odd.clips.map(\.recording.path) == [folder])
  }

  @Test func whatCantBeReadSaysWhy() throws {
    let store = try TemporaryLibrary().open(holding: ["a.wav"])
    let id = try store.clip("a.wav").recording.id
    let rows = try store.record([(id, facts(hash: nil, problem: "no sound in it"))])
    #expect(rows.map(\.state) == [.unreadable("no sound in it")])
    #expect(try store.clip("a.wav").recording.state == .unreadable("no sound in it"))
    #expect(try store.record([(ID(row: 99), facts(hash: nil))]).isEmpty)
  }
}
