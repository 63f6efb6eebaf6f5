import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import SoundDevices
import Testing

@Suite struct SoundOrderTests {
  private func order(_ id: Int) -> SoundInbox.Item {
    .request(
      .play(SoundOrder(id: id, path: RecordingPath("a.wav"), span: nil, style: SoundStyle())))
  }

  private func text(_ items: [SoundInbox.Item]) -> String {
    items.map { item in
      switch item {
      case .request(.play(let order)): "play\(order.id)"
      case .request(.stop): "stop"
      case .request(.pause): "pause"
      case .request(.nextDevice): "device"
      case .request(.follow): "follow"
      case .request: "other"
      case .event: "event"
      }
    }.joined(separator: " ")
  }

  @Test func whoRunsThroughAListHearsWhereTheyStop() {
    let cells = SoundInbox.Item.request(.follow(SoundCells(span: 0..<10, columns: 2)))
    let event = SoundInbox.Item.event(.resumed, player: 1)
    #expect(
      text([order(1), cells, event, order(2), .request(.nextDevice), order(3), cells].withoutVoid)
        == "event device play3 follow")
    #expect(text([order(1), .request(.pause), .request(.stop)].withoutVoid) == "stop")
    #expect(text([.request(.pause), event].withoutVoid) == "pause event")
  }
}

@Suite struct AudioFileTests {
  private func file(_ text: String) throws -> AudioFile {
    let folder = try FolderTree()
    try folder.write(text, "earmark/audio.toml")
    return try AudioFile(environment: ["XDG_CONFIG_HOME": folder.text])
  }

  @Test func saysWhereSoundGoes() throws {
    let file = try file(
      """
      device = "pulse"
      audio-out = "tcp:localhost:4010"
      latency = 0.2
      volume = -6
      """)
    #expect(file.device == "pulse")
    #expect(file.target == .tcp(host: "localhost", port: 4010))
    #expect(file.latency == 0.2)
    #expect(file.volume == -6)
    #expect(try AudioFile(environment: [:]).device == nil)
  }

  @Test(arguments: [
    ("latency = 5", "latency is no number from 0.005 to 2"),
    ("volume = \"loud\"", "volume is no number from −48 to 24"),
    ("device = 3", "device is no text"), ("speed = 2", "nothing has the name speed"),
    ("audio-out = \"x\"", "Cannot send sound to “x”: it is neither"), ("device =", "line 1: "),
  ])
  func saysWhatIsWrong(text: String, why: String) throws {
    do {
      _ = try file(text)
      Issue.record("\(text) was accepted")
    } catch let failure as Failure {
      #expect(failure.why.hasPrefix(why), "\(failure)")
      #expect(failure.what.hasSuffix("earmark/audio.toml"))
      #expect(!failure.remedy.isEmpty)
    }
  }
}
