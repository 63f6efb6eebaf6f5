import Labeling
import Testing

@Suite struct DelimitedTextTests {
  private func fields(_ text: String, _ delimiter: Character = ",") throws -> [[String]] {
    try DelimitedText.records(text, delimiter: delimiter).map(\.fields)
  }

  @Test func linesEndInThreeWays() throws {
    #expect(try fields("a,b\nc,d\r\n\r\ne,f\rg") == [["a", "b"], ["c", "d"], ["e", "f"], ["g"]])
    let lines = try DelimitedText.records("a\n\nb\r\nc\rd", delimiter: ",").map(\.line)
    #expect(lines == [1, 3, 4, 5])
    #expect(try fields("\u{feff}a\tb", "\t") == [["a", "b"]])
    #expect(try fields("") == [] && fields("\n\n") == [] && fields(",") == [["", ""]])
  }

  @Test func quotesHoldEverything() throws {
    #expect(
      try fields("\"a,b\",\"c\nd\",\"e\"\"f\"\nö\u{301}🐦,g\"h")
        == [["a,b", "c\nd", "e\"f"], ["ö\u{301}🐦", "g\"h"]])
    #expect(try DelimitedText.records("\"a\r\nb\"\nc", delimiter: ",").map(\.line) == [1, 3])
    #expect(throws: DelimitedTextError.unclosedQuote(line: 2)) { try fields("a\n\"b\nc") }
    #expect(throws: DelimitedTextError.textAfterQuote(line: 1)) { try fields("\"a\"b") }
  }

  @Test(arguments: [
    "plain", "", "a,b", "two\nlines", "\r", "say \"so\"", " blank", "blank ", "=1+1", "+1", "-1",
    "@x", "\tx", "\"\u{301}", "ö", "a b",
  ])
  func whatIsQuotedIsReadAgain(field: String) throws {
    let quoted = DelimitedText.quoted(field)
    #expect(try fields("x,\(quoted)") == [["x", field]])
    let isPlain = ["plain", "", "ö", "a b"].contains(field)
    #expect((quoted == field) == isPlain)
  }
}
