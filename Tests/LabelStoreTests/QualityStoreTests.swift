import LabelStore
import Labeling
import Testing

@Suite struct QualityStoreTests {
  /// A library of ready recordings.
  private func store(_ library: TemporaryLibrary, _ names: [String]) throws -> LabelStore {
    let store = try library.openFile()
    _ = try store.reconcile(names)
    let facts = try store.library().clips.map { clip in
      (
        clip.recording.id,
        RecordingFacts(
          sampleRate: 8000, sampleCount: 8000, channelCount: 1, container: "WAV",
          encoding: "PCM 16", hash: clip.recording.path.text)
      )
    }
    _ = try store.record(facts)
    return store
  }

  private func measured(
    _ recording: UnmeasuredRecording, _ flaws: [SoundFlaw] = []
  ) -> MeasuredRecording {
    MeasuredRecording(
      recording, flaws: SoundFlaws(flaws), loudest: 10..<20, fingerprint: [1, 2, 3])
  }

  @Test func whatIsMeasuredIsKeptAndComesWithTheLibrary() throws {
    let library = try TemporaryLibrary()
    let store = try store(library, ["a.wav", "b.wav", "c.wav"])
    let waiting = try store.unmeasured()
    #expect(waiting.map(\.path.text) == ["a.wav", "b.wav", "c.wav"])
    #expect(try store.isCompared())
    try store.keep([measured(waiting[0], [.clipped]), measured(waiting[1])])
    #expect(try store.unmeasured().map(\.path.text) == ["c.wav"])
    #expect(try !store.isCompared())
    #expect(try store.qualities().map(\.key) == [waiting[0].id])
    let compared = try store.compared()
    #expect(compared.map(\.finding.hash) == ["a.wav", "b.wav"])
    #expect(compared.map(\.fingerprint) == [[1, 2, 3], [1, 2, 3]])
    try store.keep(judged: [
      (
        waiting[0].id, SoundQuality(flaws: SoundFlaws([.clipped, .duplicate]), twin: waiting[1].id)
      ),
      (waiting[1].id, SoundQuality(flaws: SoundFlaws([.duplicate]), twin: waiting[0].id)),
    ])
    #expect(try store.isCompared())
    try store.close()
    let again = try library.openFile(as: "bea", .read)
    let qualities = try again.library().clips.map(\.recording.quality)
    #expect(qualities.map { $0?.flaws.list } == [[.clipped, .duplicate], [.duplicate], nil])
    #expect(qualities[0]?.twin == waiting[1].id && qualities[0]?.loudest == 10..<20)
  }

  @Test func otherContentsAreMeasuredAnewAndNoTwinIsLeftAlone() throws {
    let store = try store(try TemporaryLibrary(), ["a.wav", "b.wav"])
    let waiting = try store.unmeasured()
    try store.keep(waiting.map { measured($0) })
    try store.keep(
      judged: zip(waiting, waiting.reversed()).map { one, other in
        (one.id, SoundQuality(flaws: SoundFlaws([.nearDuplicate]), twin: other.id))
      })
    #expect(try store.qualities().count == 2)
    _ = try store.reconcile(["a.wav"])
    #expect(try store.qualities().isEmpty)
    _ = try store.reconcile(
      [FoundRecording(path: RecordingPath("a.wav"), byteCount: 11, modified: 1)],
      hash: { _ in nil }, attribution: { _ in nil })
    #expect(try store.compared().isEmpty)
  }
}
