import Foundation
import Labeling
import Testing

@Suite struct LabelImportTests {
  private static let now = Date(timeIntervalSince1970: 1_700_000_000)

  private func clip(_ path: String, _ row: Int64 = 1, _ annotations: [Annotation] = []) -> Clip {
    Clip(
      id: ID(row: row),
      recording: Recording(
        id: ID(row: row), path: RecordingPath(path), sampleRate: 8000, sampleCount: 8000),
      annotations: annotations)
  }

  private func region(
    _ label: String, _ seconds: ClosedRange<Double>, _ hertz: ClosedRange<Float>? = nil
  ) -> ImportedLabel {
    var imported = ImportedLabel(line: 1, path: nil, label: label)
    imported.seconds = seconds
    imported.hertz = hertz
    return imported
  }

  private func take(_ labels: [ImportedLabel], _ clip: Clip) -> LabelImport {
    LabelImport(
      labels.map { ($0, clip) }, origin: .imported(format: "csv"), now: Self.now
    ) { UUID() }
  }

  private func applied(_ edit: LabelImport, to clip: Clip) throws -> Clip {
    var library = Library(clips: [clip])
    edit.edits.forEach { library.apply($0) }
    return try #require(library[clip.id])
  }

  @Test func whatWasImportedIsUnchangedTheSecondTime() throws {
    let labels = [
      region("dog", 0.1...0.2), region("dog", 0.1...0.2, 100...200.123_456_7),
      region("cat", 0.1...0.2), ImportedLabel(line: 4, path: nil, label: "yes"),
    ]
    let first = take(labels, clip("a.wav"))
    #expect(first.edits.count == 4 && first.unchanged == 0 && first.losses.isEmpty)
    let second = take(labels, try applied(first, to: clip("a.wav")))
    #expect(second.edits.isEmpty && second.unchanged == 4)
  }

  @Test func whatLiesBeyondAllSamplesIsTold() {
    let edit = take([region("dog", 1e300...2e300), region("dog", 0.1...1e300)], clip("a.wav"))
    #expect(edit.edits.isEmpty && edit.leftOut.map(\.place) == [0, 1])
    #expect(edit.losses == [Loss(what: LabelImport.beyondEnd, count: 2)])
  }

  @Test func allFrequenciesAreTheSameAsNone() throws {
    let known = try applied(take([region("dog", 0.1...0.2)], clip("a.wav")), to: clip("a.wav"))
    #expect(take([region("dog", 0.1...0.2, 0...4000)], known).unchanged == 1)
    #expect(take([region("dog", 0.1...0.2, 0...3999)], known).edits.count == 1)
  }

  @Test func aWholeLabelIsARegionOfTheWholeClip() throws {
    let whole = ImportedLabel(line: 1, path: nil, label: "yes")
    let known = try applied(take([whole], clip("a.wav")), to: clip("a.wav"))
    #expect(take([region("yes", 0...1)], known).unchanged == 1)
  }

  @Test func theLastLabelOfAWholeClipCounts() throws {
    let labels = ["yes", "no"].map { ImportedLabel(line: 1, path: nil, label: $0) }
    let edit = take(labels, clip("a.wav"))
    #expect(edit.edits.count == 1 && edit.losses.count == 1)
    let known = try applied(edit, to: clip("a.wav"))
    #expect(known.label == "no" && take(labels, known).edits.isEmpty)
  }

  @Test func aPersonsLabelConfirmsThatOfAFolder() throws {
    let folder = Annotation(
      id: UUID(), clip: ID(row: 1), label: "yes", note: "soft", origin: .folder, annotator: "",
      created: Self.now)
    var label = ImportedLabel(line: 1, path: nil, label: "yes")
    #expect(take([label], clip("a.wav", 1, [folder])).unchanged == 1)
    label.origin = .person
    let known = try applied(
      take([label], clip("a.wav", 1, [folder])), to: clip("a.wav", 1, [folder]))
    #expect(known.annotations.map(\.origin) == [.person])
    #expect(known.annotations[0].note == "soft" && known.annotations[0].id == folder.id)
  }

  @Test func everybodysLabelIsKept() throws {
    let folder = Annotation(
      id: UUID(), clip: ID(row: 1), label: "yes", origin: .folder, annotator: "",
      created: Self.now)
    let labels = [("ann", "yes"), ("bob", "no"), ("ann", "go")].map { annotator, name in
      var label = ImportedLabel(line: 1, path: nil, label: name)
      label.annotator = annotator
      return label
    }
    let edit = take(labels, clip("a.wav", 1, [folder]))
    #expect(edit.losses.map(\.count) == [1])
    let known = try applied(edit, to: clip("a.wav", 1, [folder]))
    #expect(known.annotations.map(\.annotator).sorted() == ["ann", "bob"])
    #expect(Set(known.annotations.map(\.label)) == ["go", "no"])
    #expect(take(labels, known).edits.isEmpty)
  }

  @Test func whatAPersonSaidStaysBesideWhatNobodySigned() throws {
    let own = Annotation(
      id: UUID(), clip: ID(row: 1), label: "yes", origin: .person, annotator: "ann",
      created: Self.now.addingTimeInterval(-1))
    let label = ImportedLabel(line: 1, path: nil, label: "no")
    var flag = ImportedLabel(line: 2, path: nil, label: "bad audio")
    flag.tier = ReservedTier.flag
    let labelled = clip("a.wav", 1, [own])
    let known = try applied(take([label, flag], labelled), to: labelled)
    #expect(known.annotations.contains(own) && known.annotations.count == 3)
    #expect(known.label == "no" && known.flags.map(\.label) == ["bad audio"])
    #expect(take([label, flag], known).edits.isEmpty)
    // What is said again is no second label, and what nobody signed gives way to what comes.
    let other = ImportedLabel(line: 1, path: nil, label: "go")
    let later = try applied(take([other], known), to: known)
    #expect(later.annotations.contains(own) && later.annotations.count == 3 && later.label == "go")
    #expect(take([ImportedLabel(line: 1, path: nil, label: "yes")], known).unchanged == 1)
  }

  @Test func whatLiesBeyondTheEndIsCutOrLost() throws {
    let edit = take(
      [region("a", 0.9...1.1), region("b", 2...3), region("", 0...0.1)], clip("a.wav"))
    let known = try applied(edit, to: clip("a.wav"))
    #expect(known.annotations.map(\.span) == [7200..<8000])
    #expect(edit.losses.map(\.count) == [1, 1, 1])
  }

  @Test(
    arguments: [
      ("yes/a.wav", 1), ("/far/away/yes/a.wav", 1), ("no/a.wav", 2), ("b.wav", 3),
      ("other/b.wav", nil), ("a.wav", nil), ("deep/x/b.wav", 3), ("x/b.wav", 3), ("c.wav", nil),
      ("yes\\a.wav", 1), ("C:\\far\\no\\a.wav", 2), ("D:\\deep\\x\\b.wav", 3),
      ("\\\\host\\a.wav", nil),
    ] as [(String, Int64?)])
  func pathsAreFoundByTheirEnds(path: String, row: Int64?) {
    let index = ClipIndex([
      clip("yes/a.wav", 1), clip("no/a.wav", 2), clip("deep/x/b.wav", 3), clip("d.x.wav", 4),
    ])
    #expect(index.clip(endingLike: RecordingPath(path))?.id == row.map { ID(row: $0) })
  }

  @Test(
    arguments: [
      ("yes/a.txt", 1), ("no/a.raven.txt", 2), ("b.wav.txt", 3), ("b.Table.1.selections.txt", 3),
      ("elsewhere/a.txt", nil), ("d.x.txt", 4), ("d.x.audacity.txt", 4), ("notes.txt", nil),
    ] as [(String, Int64?)])
  func filesOfLabelsBelongToTheRecordingOfTheirName(path: String, row: Int64?) {
    let index = ClipIndex([
      clip("yes/a.wav", 1), clip("no/a.wav", 2), clip("deep/x/b.wav", 3), clip("d.x.wav", 4),
    ])
    #expect(index.clip(ofLabels: RecordingPath(path))?.id == row.map { ID(row: $0) })
  }

  @Test(
    arguments: [
      ("song.raven.txt", "raven"), ("song.audacity.txt", "audacity"), ("song.txt", "audacity"),
      ("a.CSV", "csv"), ("a.jsonl", "jsonl"), ("raven.xyz", nil), ("raven", nil),
    ] as [(String, String?)])
  func namesTellFormats(name: String, id: String?) {
    #expect(FormatRegistry.format(named: name).map { $0.id } == id)
  }

  @Test func tablesOfOtherProgramsAreRead() throws {
    let labels = try CSVTable().read("onset_s,offset_s,label,source\n1.5,2,7,lucas\n")
    #expect(labels.map(\.label) == ["7"] && labels[0].path == nil)
    #expect(labels[0].seconds == 1.5...2)
    let others = try CSVTable().read(
      "Filename\tStart\tEnd\tSpecies\tLow_Hz\tHigh_Hz\na.wav\t1\t2\tdog\t10\t20\n")
    #expect(others[0].path == RecordingPath("a.wav") && others[0].label == "dog")
    #expect(others[0].hertz == 10...20)
  }

  @Test(arguments: [
    ("long/digits_15min.csv", 586, false), ("annotations/koumura_finch/syllables.csv", 792, true),
    ("annotations/evtaf/gy6or6_baseline_230312_0808.138.csv", 78, false),
    ("annotations/one_clip_every_format/Bird0_0.csv", 29, false),
  ])
  func realTablesAreRead(name: String, count: Int, hasPaths: Bool) throws {
    guard let text = try SharedLabelFiles.text(name) else { return }
    let labels = try CSVTable().read(text)
    #expect(labels.count == count && labels.allSatisfy { $0.seconds != nil })
    #expect(labels.allSatisfy { ($0.path != nil) == hasPaths })
  }
}
