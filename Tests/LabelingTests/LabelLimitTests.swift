import Foundation
import Labeling
import Testing

/// What is guessed from the contents of files, and what is refused in them.
@Suite struct LabelLimitTests {
  private func error(_ text: String, name: String = "t.csv") -> LabelFormatError? {
    do {
      _ = try FormatRegistry.read(text, name: name)
      return nil
    } catch {
      return error.errors.first?.error
    }
  }

  @Test(
    arguments: [
      (
        "birdnet",
        "Start (s),End (s),Scientific name,Common name,Confidence,File\n0,3,Strix aluco,Owl,0.9,a.wav\n"
      ),
      ("nemo", "{\"audio_filepath\":\"a.wav\",\"label\":\"x\",\"duration\":1}\n"),
      (
        "lhotse",
        "{\"id\":\"1\",\"recording_id\":\"a\",\"start\":0,\"duration\":1,\"channel\":0,\"text\":\"x\"}\n"
      ),
      ("audiofolder", "{\"file_name\":\"a.wav\",\"label\":\"x\"}\n"),
      ("audiofolder", "file_name,label\na.wav,x\n"),
      ("csv", "path,label\na.wav,x\n"), ("jsonl", "{\"path\":\"a.wav\",\"label\":\"x\"}\n"),
      (
        "raven",
        "Selection\tView\tBegin Time (s)\tEnd Time (s)\tSpecies\n1\tSpectrogram 1\t0\t1\tx\n"
      ),
    ])
  func contentsTellTheFormatUnderAnyName(id: String, text: String) throws {
    for name in ["results.csv", "a.jsonl", "b.json", "c.txt", "d.tsv", "e", "f.xyz"] {
      let found = try FormatRegistry.read(text, name: name)
      #expect(found.format.id == id, "\(name)")
      #expect(found.labels.count == 1)
    }
  }

  @Test func longTextsAreRefusedWithTheirLine() {
    let long = String(repeating: "ä", count: 1001)
    #expect(
      error("path,label\na.wav,x\na.wav,\(long)\n") == .tooLong("label", line: 3, limit: 1000))
    #expect(error("path,label\na.wav,\(long.dropLast())\n") == nil)
    let note = String(repeating: "n", count: 65_537)
    #expect(
      error("path,label,note\na.wav,x,\(note)\n") == .tooLong("note", line: 2, limit: 65_536))
    let line = String(repeating: "a", count: 1_048_577)
    for (name, text) in [
      ("t.csv", "path,label\na.wav,\(line)\n"), ("song.txt", "0\t1\tx\n0\t1\t\(line)"),
      ("t.jsonl", "\n{\"path\":\"\(line)\"}"),
    ] {
      #expect(error(text, name: name) == .longLine(line: 2, limit: 1 << 20), "\(name)")
    }
  }

  @Test(
    arguments: [
      ("a,b,0.3,0.2,,,", "'offset' on line 2 can't be '0.2': it must not lie before 'onset'"),
      ("a,b,-0.5,0.2,,,", "'onset' on line 2 can't be '-0.5': it must not be negative"),
      ("a,b,x,0.2,,,", "'onset' on line 2 can't be 'x': it must be a number"),
      ("a,b,0,1,-3,99999,", "'lowHz' on line 2 can't be '-3': it must not be negative"),
      ("a,b,0,1,5,4,", "'highHz' on line 2 can't be '4': it must not lie before 'lowHz'"),
      ("a,b,0,1,,,1.7", "'confidence' on line 2 can't be '1.7': it must be a number from 0 to 1"),
      ("a,b,0,1,,,-2", "'confidence' on line 2 can't be '-2': it must be a number from 0 to 1"),
    ])
  func errorsSayTheRule(row: String, why: String) {
    let text = "path,label,onset,offset,lowHz,highHz,confidence\n\(row)\n"
    #expect(
      error(text)?.sentence.why.replacing("\"", with: "'") == why,
      "\(error(text)?.sentence.why ?? "")")
  }

  @Test func columnsWithoutAMeaningAreLosses() throws {
    let labels = try CSVTable().read("path,label,sex,when\na.wav,x,f,\nb.wav,y,m,noon\n")
    #expect(labels.losses.map(\.what) == ["the column 'sex'", "the column 'when'"])
    #expect(labels.losses.map(\.count) == [2, 1])
    let times = try CSVTable().read("filename,category,from,to\na.wav,x,0.1,0.2\n")
    #expect(times[0].seconds == 0.1...0.2 && times.losses.isEmpty)
  }

  @Test(arguments: FormatRegistry.all.map { $0.id })
  func flagsAreNoLabels(id: String) throws {
    let format = try #require(FormatRegistry.format(id))
    let rows = [("dog", nil), (ClipFlag.quarantine.rawValue, ReservedTier.flag)].map {
      label, tier in
      LabelRow(
        path: RecordingPath("dog/a.wav"), seconds: nil,
        annotation: Annotation(
          id: UUID(), clip: ID(row: 1), label: label, tier: tier, origin: .person, annotator: "",
          created: Date(timeIntervalSince1970: 0)),
        sampleRate: 8000, recordingDuration: 1)
    }
    let text = format.init().writeLabels(rows)
    let back = try format.init().read(text.text)
    let flags = back.filter { $0.label == ClipFlag.quarantine.rawValue }
    if format.keepsFlags {
      #expect(flags.map(\.tier) == [ReservedTier.flag] && flags[0].seconds == nil)
    } else {
      #expect(flags.isEmpty && back.count == 1)
      #expect(text.losses.contains { $0.what.contains("flags") })
    }
  }

  @Test func whatNothingHasIsTold() throws {
    let clip = Clip(
      id: ID(row: 1), recording: Recording(id: ID(row: 1), path: RecordingPath("a.wav")))
    let library = Library(clips: [clip], labels: LabelSet(["yes", "no"]))
    func unknowns(_ query: String) throws -> [String] {
      try ClipQuery(query).unknowns(in: library).map {
        "\($0.field) \($0.value) \($0.suggestion ?? "-")"
      }
    }
    #expect(try unknowns("label:yez | label:NO") == ["label yez yes"])
    #expect(try unknowns("quality:nosuch & !split:foo") == ["quality nosuch -", "split foo -"])
    #expect(try unknowns("quality:silent split:dev label~x").isEmpty)
  }

  @Test func fieldsThatNoLabelHasAreRefused() {
    #expect(throws: LabelSchemaError(.unknownField("colour", of: "a"), line: 2)) {
      try LabelSchema(json: "{\"labels\":[\n{\"name\":\"a\",\"colour\":3}]}")
    }
    #expect(throws: LabelSchemaError(.unknownField("label", of: nil), line: 1)) {
      try LabelSchema(json: "{\"label\":[]}")
    }
  }
}
