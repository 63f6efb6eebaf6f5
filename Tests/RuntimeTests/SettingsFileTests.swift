import Explorer
import ExplorerRuntime
import Foundation
import Testing

@Suite struct SettingsFileTests {
  @Test func settingsAreThereAgain() throws {
    let tree = try FolderTree()
    let file = SettingsFile(path: tree.text + "/new/folder/settings.json")
    #expect(file.load().settings == Settings() && file.load().failure == nil)
    var settings = Settings()
    settings.theme = "paper"
    settings.decibels = [-80, -10]
    settings.commands = ["go-live", "tour"]
    #expect(file.save(settings) == nil)
    #expect(file.load().settings == settings && file.load().failure == nil)
  }

  @Test func eachOfTwoSessionsKeepsWhatItChanged() {
    var (begun, mine, theirs) = (Settings(), Settings(), Settings())
    begun.theme = "midnight"
    begun.commands = ["tour"]
    (mine, theirs) = (begun, begun)
    mine.blocks = "half"
    mine.commands = ["tour", "go-live"]
    theirs.theme = "paper"
    theirs.commands = ["tour", "go-sheet"]
    mine.hasSeenTour = true
    let kept = mine.merged(over: theirs, since: begun)
    #expect(kept.theme == "paper" && kept.blocks == "half" && kept.hasSeenTour == true)
    #expect(kept.commands == ["tour", "go-sheet", "go-live"])
    mine.theme = nil
    #expect(mine.merged(over: theirs, since: begun).theme == nil)
  }

  @Test(arguments: [
    ("", "it is no JSON"), ("{", "it is no JSON"), ("[1]", "it is no JSON"),
    (#"{"theme": 3}"#, "theme is none of what it may be"),
    (#"{"scale": "loud"}"#, "scale is none of what it may be"),
    (#"{"decibels": ["x"]}"#, "decibels is none of what it may be"),
  ])
  func aBrokenFileIsToldAndIgnored(text: String, why: String) throws {
    let tree = try FolderTree()
    try tree.write(text, "settings.json")
    let (settings, failure) = SettingsFile(path: tree.text + "/settings.json").load()
    #expect(settings == Settings())
    #expect(failure?.what == "Cannot use settings.json" && failure?.why == why)
  }

  @Test func whatCannotBeWrittenIsTold() throws {
    let tree = try FolderTree()
    try tree.write("x", "file")
    #expect(SettingsFile(path: tree.text + "/file/settings.json").save(Settings()) != nil)
    #expect(SettingsFile(path: nil).save(Settings()) == nil)
  }

  @Test func theFolderFollowsTheEnvironment() {
    #expect(
      SettingsFile(environment: ["XDG_STATE_HOME": "/s", "HOME": "/h"]).path
        == "/s/earmark/settings.json")
    #expect(
      SettingsFile(environment: ["HOME": "/h"]).path == "/h/.local/state/earmark/settings.json")
    #expect(SettingsFile(environment: [:]).path == nil)
  }
}
