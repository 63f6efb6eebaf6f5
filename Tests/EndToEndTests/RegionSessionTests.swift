import EarmarkTestSupport
import Foundation
import Testing

@Suite(.serialized) struct RegionSessionTests {
  @Test func regionsAndTrimsAreBackAfterQuitting() throws {
    let folder = try TestFolder()
    try folder.addClips(2) { "clip_\($0).wav" }
    let first = try ExplorerSession([folder.sounds], home: folder.home)
    first.wait(for: "0 of 2 labelled")
    first.wait(for: "✓ saved")
    first.type("gl")
    first.wait(for: " LABEL ")
    first.type("[LL]ebell\r")
    first.wait(for: "region 1/1")
    first.wait(for: "↶ 1")
    first.type("ho")
    first.wait(for: "↶ 2")
    first.type("\u{1b}")
    first.wait(for: "region –/1")
    first.type("LS")
    first.wait(for: "region 2/2")
    first.wait(for: "↶ 3")
    first.type("{M")
    first.wait(for: "region 1/1")
    first.wait(for: "↶ 4")
    first.type("T")
    first.wait(for: "↶ 5")
    first.type("u")
    first.wait(for: "Taken back: clip trimmed.")
    first.wait(for: "↶ 4")
    first.type("T")
    first.wait(for: "↶ 5")
    first.wait(for: "✓ saved")
    first.type("q")
    first.wait(for: " BROWSE ")
    first.quit()

    let second = try ExplorerSession([folder.sounds], home: folder.home)
    second.wait(for: "clip_0 @0.13")
    second.wait(for: "↶ 5")
    second.type("gl")
    second.wait(for: "▏")
    second.wait(for: "region –/1")
    second.type(":cut-into 2\r")
    second.wait(for: "↶ 6")
    second.type("q")
    second.wait(for: " BROWSE ")
    second.wait(for: "/3 ")
    second.quit()

    let labels = try Program.run(["labels", "list", folder.sounds, "--json"], home: folder.home)
    #expect(labels.status == 0)
    #expect(labels.output.components(separatedBy: "\"label\":\"bell\"").count == 3)
    let history = try Program.run(["history", folder.sounds], home: folder.home)
    #expect(history.output.contains("trimmed to") && history.output.contains("clip cut into 2"))
  }

  @Test func soundsAreFoundAndTakenAsRegions() throws {
    let folder = try TestFolder()
    try folder.addClips(1) { "clip_\($0).wav" }
    let session = try ExplorerSession([folder.sounds], home: folder.home)
    session.wait(for: "0 of 1 labelled")
    session.type("F")
    session.wait(for: " SOUNDS ")
    session.type("mm")
    session.wait(for: "1 sound   librosa")
    session.type("\r")
    session.wait(for: "label of the regions")
    session.type("tone\r")
    session.wait(for: "1 region tone;")
    session.wait(for: "↶ 1")
    session.type("u")
    session.wait(for: "region –/0")
    session.type("q")
    session.wait(for: " BROWSE ")
    session.quit()
  }
}
