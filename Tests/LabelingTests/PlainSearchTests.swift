import Labeling
import Testing

/// Texts within texts, found by bytes.
@Suite struct PlainSearchTests {
  private static let letters = ["a", "b", "A", "B", ".", "é", "ä", "🎵", "e\u{301}"]

  @Test func isWhatCharactersSay() {
    var random = SeededRandom(seed: 7)
    func text(_ most: Int) -> String {
      (0..<Int.random(in: 0...most, using: &random)).map { _ in
        Self.letters.randomElement(using: &random) ?? ""
      }.joined()
    }
    for _ in 0..<4000 {
      let (wanted, whole) = (text(3), text(8))
      #expect(
        PlainSearch.isFound(wanted, in: whole) == whole.contains(wanted), "\(wanted) in \(whole)")
    }
  }

  @Test func capitalsCountUnlessTold() {
    #expect(PlainSearch.isFound("oi", in: "noise"))
    #expect(!PlainSearch.isFound("OI", in: "noise"))
    #expect(!PlainSearch.isFound("oi", in: "NOISE"))
    #expect(RecordingPath("NOISE.wav").contains(lowercased: "oi"))
  }
}
