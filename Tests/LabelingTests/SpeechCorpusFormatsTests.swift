import Labeling
import Testing

/// Label files as the tools of speech corpora write them: Lhotse, TIMIT, HTK.
@Suite struct SpeechCorpusFormatsTests {
  private func read(
    _ text: String, _ name: String
  ) throws -> (format: String, labels: [ImportedLabel]) {
    let found = try FormatRegistry.read(text, name: name)
    return (found.format.id, found.labels)
  }

  /// As `CutSet.to_file` of Lhotse 1.x writes a mixed cut: its tracks count from their own cuts.
  private static let mixed =
    #"{"id":"m","tracks":[{"cut":{"id":"c1","start":2.0,"duration":3.0,"channel":0,"#
    + #""supervisions":[{"id":"s1","recording_id":"a","start":0.5,"duration":1.0,"channel":0,"#
    + #""text":"yes"}],"recording":{"id":"a","sources":[{"type":"file","channels":[0],"#
    + #""source":"sounds/a.wav"}],"sampling_rate":16000,"num_samples":80000,"duration":5.0},"#
    + #""type":"MonoCut"},"type":"MixTrack"},{"cut":{"id":"p","duration":1.0,"#
    + #""sampling_rate":16000,"feat_value":-23,"type":"PaddingCut"},"offset":3.0,"#
    + #""type":"MixTrack"}],"type":"MixedCut"}"#

  @Test func mixedCutsAreReadByTheirTracks() throws {
    let (format, labels) = try read(Self.mixed + "\n", "cuts.jsonl")
    #expect(format == "lhotse")
    try #require(labels.count == 1)
    #expect(labels[0].path == RecordingPath("sounds/a.wav"))
    #expect(labels[0].label == "yes" && labels[0].seconds == 2.5...3.5 && labels[0].lost.isEmpty)
  }

  @Test func aListOfTheFirstChannelAloneLosesNothing() throws {
    let line = { (channels: String) in
      #"{"id":"s","recording_id":"a","start":0,"duration":1,"channel":\#(channels),"text":"x"}"#
    }
    #expect(try read(line("[0]"), "supervisions.jsonl").labels[0].lost == [])
    #expect(try read(line("[0,1]"), "supervisions.jsonl").labels[0].lost == ["the channel"])
  }

  @Test func recordingsAloneAreRefusedByName() throws {
    let text = #"{"id":"a","sources":[{"source":"a.wav"}],"sampling_rate":16000,"duration":1}"#
    let error = #expect(throws: UnreadableLabels.self) { try read(text, "recordings.jsonl") }
    let first = try #require(error?.errors.first)
    #expect(first.format.id == "lhotse")
    #expect(
      first.error.sentence.why
        == "this is no supervision but a recording, which has no labels on line 1")
  }

  @Test(arguments: ["SA1.PHN", "sa1.phn", "sa1.wrd"])
  func timitIsInSamples(name: String) throws {
    let (format, labels) = try read("0 3050 h#\n3050 4559 sh\n\n4559 5723 ix\n", name)
    #expect(format == "timit")
    #expect(labels.map(\.label) == ["h#", "sh", "ix"] && labels.map(\.line) == [1, 2, 4])
    #expect(labels[1].samples == 3050..<4559)
    #expect(labels[1].seconds(sampleRate: 8000) == 0.38125...0.569875)
  }

  @Test func scoresOfHTKAreNoPartOfLabels() throws {
    let (format, labels) = try read(
      "0 3600000 sil -2316.5 SENT-START\n3600000 5300000 s -1021.4 six\n", "a.lab")
    #expect(format == "lab")
    #expect(labels.map(\.label) == ["sil", "s"])
    #expect(labels[1].seconds == 0.36...0.53)
    #expect(
      labels[1].lost == [
        "a confidence that is not from 0 to 1", "further levels of a label",
      ])
  }

  @Test func onlyTheFirstAlternativeOfHTKCounts() throws {
    let text = "0 2000000 one\n2000000 4000000 two\n///\n0 4000000 won\n"
    let labels = try read(text, "a.lab").labels
    #expect(labels.map(\.label) == ["one", "two"])
    #expect(labels[1].lost == ["alternatives to what is labelled"])
  }

  @Test func labelsOfSeveralWordsStayWholeInLabFiles() throws {
    let labels = try read("0 3600000 the house\n3600000 5300000 is red\n", "a.lab").labels
    #expect(labels.map(\.label) == ["the house", "is red"] && labels.allSatisfy(\.lost.isEmpty))
  }

  @Test func anAuxiliaryNameOfHTKIsLostAndSaid() throws {
    let labels = try HTKLabels().read("#!MLF!#\n\"*/a.lab\"\n0 10000000 s six\n.\n")
    #expect(labels[0].label == "s" && labels[0].lost == ["further levels of a label"])
  }
}
