import Labeling
import Testing

@Suite struct NearWordTests {
  @Test(arguments: [
    ("", "", 0), ("yes", "yes", 0), ("yes", "yez", 1), ("owl", "", 3), ("", "owl", 3),
    ("kitten", "sitting", 3), ("ab", "ba", 2), ("né", "ne", 1),
  ])
  func slipsAreCounted(one: String, other: String, count: Int) {
    #expect(NearWord.distance(one, other) == count)
    #expect(NearWord.distance(other, one) == count)
  }

  @Test func whatLiesBehindTheFirstLettersCountsNothing() {
    let long = String(repeating: "a", count: 60)
    #expect(NearWord.distance(long + "x", long + "yz") == 0)
  }

  @Test func theNearestWordIsMeantIfItIsNear() {
    let words = ["yes", "no", "Blackbird"]
    #expect(NearWord.nearest(to: "YEZ", of: words) == "yes")
    #expect(NearWord.nearest(to: "blackbrid", of: words) == "Blackbird")
    #expect(NearWord.nearest(to: "owl", of: words) == nil)
    #expect(NearWord.nearest(to: "yes", of: []) == nil)
    // Two slips are near in nine letters, but not where only every fifth may be one.
    #expect(NearWord.nearest(to: "blackbrid", of: words, share: 5) == nil)
  }
}
