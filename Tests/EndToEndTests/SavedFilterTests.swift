import Foundation
import Testing

/// Filters that have names belong to the library, whoever saved them.
@Suite(.serialized) struct SavedFilterTests {
  @Test func aFilterThatOnePersonSavedIsEverybodys() throws {
    let folder = try TestFolder()
    try folder.addClips(2, in: "yes") { "a\($0).wav" }
    try folder.addClips(3, in: "no") { "b\($0).wav" }
    let ann = try ExplorerSession([folder.sounds, "--annotator", "ann"], home: folder.home)
    ann.wait(for: "✓ saved")
    // Who was there before and leaves later takes nothing away.
    let bob = try ExplorerSession([folder.sounds, "--annotator", "bob"], home: folder.home)
    bob.wait(for: "✓ saved")
    ann.type("f@y = label:yes\r")
    ann.wait(for: "/2  ")
    ann.quit()
    bob.type("f@n = label:no\r")
    bob.wait(for: "/3  ")
    bob.quit()
    for (filter, count) in [("@y", 2), ("@n", 3), ("@y | @n", 5)] {
      let rows = try Program.objects(
        ["labels", "list", folder.sounds, "--where", filter, "--json"], home: folder.home)
      #expect(rows.count == count, "\(filter)")
    }
    let again = try ExplorerSession([folder.sounds, "--annotator", "ann"], home: folder.home)
    again.wait(for: "✓ saved")
    again.type("f@n\r")
    again.wait(for: "/3  ")
    again.type("f\u{15}@n =\r")
    again.quit()
    try Program.expectRefusal(
      ["labels", "list", folder.sounds, "--where", "@n"], home: folder.home, status: 2)
  }
}
