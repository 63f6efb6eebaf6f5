import Acoustics
import Explorer
import ExplorerRuntime
import LabelStore
import Labeling
import SoundFiles
import Testing

@Suite struct FailuresTests {
  @Test func errorsOfEveryEdgeBecomeSentences() {
    let failures = [
      Failure(SoundFileError.empty(name: "a.wav")),
      Failure(LabelStoreError.diskFull(path: "/l")),
      Failure(FeatureError.hopLength(0)),
      Failure(ClipQueryError(flaw: .noCondition, position: 0)),
      Failure(NamePatternError.noLabel),
      Failure(AttributionTableError.tooFewColumns),
    ]
    #expect(
      failures.first?.sentence == "Cannot read a.wav: it has 0 bytes; copy or record it again")
    for failure in failures {
      #expect(!failure.what.isEmpty && !failure.why.isEmpty && !failure.remedy.isEmpty)
      #expect(!failure.sentence.contains("\n"))
    }
  }
}
