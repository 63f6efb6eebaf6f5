import Labeling
import Testing

@Suite struct LabelSetTests {
  @Test func digitsGoToTheirOwnNamesFirst() {
    let set = LabelSet(["yes", "7", "no", "7", "0"])
    #expect(set.names == ["yes", "7", "no", "0"])
    #expect(set.name(forDigit: "7") == "7")
    #expect(set.name(forDigit: "0") == "0")
    #expect(set.name(forDigit: "1") == "yes")
    #expect(set.digit(of: "no") == "2")
    #expect(set.name(forDigit: "3") == nil)
  }

  @Test func classesBeyondTheTenthHaveNoDigit() {
    let set = LabelSet((0..<12).map { "class \($0)" })
    #expect(set.keys.map(\.digit) == Array("1234567890"))
    #expect(set.digit(of: "class 10") == nil)
  }

  @Test func completionsBeginWithTheTextFirst() {
    let set = LabelSet(["stop", "Go", "ago", "gone"])
    #expect(set.completions(of: "go") == ["Go", "gone", "ago"])
    #expect(set.completions(of: "") == set.names)
    #expect(set.completions(of: "x").isEmpty)
  }
}
