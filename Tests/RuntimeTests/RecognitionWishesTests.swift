import Explorer
import ExplorerRuntime
import Labeling
import Testing

@Suite struct RecognitionWishesTests {
  private let clips = (1...40).map { row in
    ClipToJudge(
      Clip(
        id: ID(row: Int64(row)),
        recording: Recording(id: ID(row: Int64(row)), path: RecordingPath("\(row).wav"))))
  }

  private func all(_ wishes: inout RecognitionWishes) -> [[ClipToJudge]] {
    var blocks: [[ClipToJudge]] = []
    while case .judge(let clips, _)? = wishes.next(hasModel: true) { blocks.append(clips) }
    return blocks
  }

  @Test func visibleClipsComeFirstAndNoClipComesTwice() {
    var wishes = RecognitionWishes()
    wishes.take(.all(clips))
    #expect(wishes.next(hasModel: true) == .judge(Array(clips[0..<16]), isSeen: false))
    wishes.take(.first(Array(clips[30..<36])))
    #expect(wishes.next(hasModel: true) == .judge(Array(clips[30..<34]), isSeen: true))
    let rest = all(&wishes).flatMap(\.self)
    #expect(rest.count == 20)
    #expect(Set(rest).isDisjoint(with: clips[30..<34]))
  }

  @Test func aModelIsLoadedBeforeAnythingIsJudged() {
    var wishes = RecognitionWishes()
    wishes.take(.all(clips))
    wishes.take(.input(clips[3]))
    #expect(wishes.next(hasModel: false) == nil)
    wishes.take(.load("digits"))
    #expect(wishes.next(hasModel: true) == .load("digits"))
    #expect(wishes.next(hasModel: true) == .input(clips[3]))
    wishes.restart()
    #expect(wishes.next(hasModel: true) == nil)
  }

  @Test func wordsAreLookedForBeforeClipsAreJudged() {
    var wishes = RecognitionWishes()
    wishes.take(.all(clips))
    let wish = AlignmentWish(clip: clips[2], model: "id", words: ["one"])
    wishes.take(.align(AlignmentWish(clip: clips[1], model: "id", words: ["two"])))
    wishes.take(.align(wish))
    #expect(wishes.next(hasModel: true) == .align(wish))
    wishes.take(.align(wish))
    wishes.restart()
    #expect(wishes.next(hasModel: true) == nil)
  }

  @Test func aNewSweepJudgesClipsAnew() {
    var wishes = RecognitionWishes()
    wishes.take(.all(Array(clips[0..<3])))
    #expect(all(&wishes).count == 1)
    wishes.take(.all(Array(clips[0..<3])))
    #expect(all(&wishes).flatMap(\.self) == Array(clips[0..<3]))
  }
}
