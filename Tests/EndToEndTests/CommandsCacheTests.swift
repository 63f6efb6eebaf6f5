import Foundation
import Testing

/// `earmark cache`.
@Suite struct CommandsCacheTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func cache(_ arguments: [String] = []) throws -> [String: Any] {
    let result = try Program.run(["cache", "--json"] + arguments, home: folder.home)
    #expect(result.status == 0 && result.error.isEmpty, "\(arguments): \(result.error)")
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(object as? [String: Any])
  }

  private func limit(_ arguments: String...) throws -> Int? {
    try cache(arguments)["limit"] as? Int
  }

  @Test func theLimitIsKept() throws {
    let before = try cache()
    #expect(before["overviews"] as? Int == 0 && before["bytes"] as? Int == 0)
    #expect(before["limit"] as? Int == 1 << 30)
    #expect((before["folder"] as? String)?.hasSuffix("earmark/overviews") == true)
    #expect(try limit("--limit", "500M") == 500_000_000)
    #expect(try limit("--limit", "1.5g") == 1_500_000_000)
    #expect(try limit("--clear") == 1_500_000_000)
    let text = try Program.run(["cache"], home: folder.home).output
    #expect(text.contains("0 B of 1.5 GB"))
  }

  @Test(arguments: ["", "much", "-1", "1x", "nan", "inf", "1e300"])
  func aSizeThatIsNoneIsRefused(size: String) throws {
    try Program.expectRefusal(["cache", "--limit=" + size], home: folder.home, status: 2)
  }
}
