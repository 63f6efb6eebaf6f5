import Acoustics
import SoundDevices
import Synchronization
import Testing

/// A player on an offline output, with what it told.
final class Listener: Sendable {
  let output: OfflineOutput
  let player: Player
  private let log = EventLog()

  init(
    _ output: OfflineOutput = OfflineOutput(), latency: Double = 0.1,
    converter: SampleRateConverterFactory? = nil
  ) {
    self.output = output
    let log = log
    player = Player(output: output, latency: latency, converter: converter) { log.append($0) }
  }

  /// What the player told, in short.
  var told: [String] { log.told }

  /// Plays and waits until the output runs.
  @discardableResult
  func play(
    _ source: any PlaybackSource, _ range: Range<Int>? = nil,
    _ settings: PlaybackSettings = PlaybackSettings()
  ) -> PlaybackID {
    let playback = player.play(source, range.map { SampleRange($0) }, settings: settings)
    #expect(player.settle())
    return playback
  }

  /// The left side of what is heard.
  func left(_ count: Int, waits: Bool = true) -> [Float] {
    let heard = output.hear(count, waits: waits)
    return (0..<count).map { heard[2 * $0] }
  }

  /// Waits until the player told something, half a minute at most.
  func waitFor(_ text: String) -> Bool {
    for _ in 0..<3000 {
      if told.contains(where: { $0.hasPrefix(text) }) { return true }
      player.settle()
      pause(milliseconds: 10)
    }
    return false
  }
}

/// Events as words, from whatever thread they come.
final class EventLog: Sendable {
  private let lines = Mutex<[String]>([])

  var told: [String] { lines.withLock { $0 } }

  func append(_ event: PlayerEvent) {
    let line =
      switch event {
      case .started: "started"
      case .moved: "moved"
      case .ended(_, let end): "ended \(end)"
      case .failed(_, let error): "failed \(error.sentence.why)"
      case .sourceFailed(_, let error): "source failed \(error)"
      case .deviceLost(let error, _, let sample):
        "lost \(error.sentence.why) at \(sample.map(String.init) ?? "-")"
      case .stalled: "stalled"
      case .resumed: "resumed"
      case .underrun(let total): "underrun \(total)"
      }
    lines.withLock { $0.append(line) }
  }
}
