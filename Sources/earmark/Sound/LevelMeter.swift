import Explorer
import Foundation
import SoundDevices

/// How loud it is and how much is recorded, on standard error.
struct LevelMeter {
  private let style: ProgressBar.Style
  private var level = -Double.infinity
  private var last = Date()
  private var isShown = false

  private static let width = 30
  private static let floor = -60.0
  /// Seconds between two redraws.
  private static let pause: TimeInterval = 0.1
  /// How fast it falls, in decibels a second.
  private static let fall = 20.0

  init(_ style: ProgressBar.Style) { self.style = style }

  /// Shows how a recording stands, but not more often than ten times a second.
  mutating func show(_ status: RecordingStatus) {
    let now = Date()
    let peak = Self.decibels(status.peak)
    level = max(level, peak)
    guard style != .none, let format = status.format, now.timeIntervalSince(last) >= Self.pause
    else { return }
    let seconds = Double(status.writtenCount) / format.sampleRate
    switch style {
    case .none: return
    case .json:
      let text = Format.number(seconds, decimals: 1)
      StandardError.write("{\"progress\":\"recording\",\"seconds\":\(text)}\n")
    case .bar:
      StandardError.write("\r" + line(status, seconds) + "\u{1b}[K")
      isShown = true
    }
    level = max(peak, level - Self.fall * now.timeIntervalSince(last))
    last = now
  }

  /// Takes it away.
  mutating func clear() {
    guard isShown else { return }
    StandardError.write("\r\u{1b}[K")
    isShown = false
  }

  private func line(_ status: RecordingStatus, _ seconds: Double) -> String {
    let share = max(0, min(1, (level - Self.floor) / -Self.floor))
    let filled = Int((share * Double(Self.width)).rounded())
    let bar =
      String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
    let shown = level.isFinite ? Format.number(level, decimals: 1) : Format.minus + "∞"
    let padding = String(repeating: " ", count: max(0, 6 - shown.count))
    let state = status.isWriting ? "recording" : "waiting  "
    let clip = status.highest >= 1 ? "  CLIPPED" : ""
    let lost =
      status.losses.droppedCount > 0
      ? "  \(Format.count(status.losses.droppedCount)) samples lost" : ""
    return
      "\(state)  \(Format.time(seconds, decimals: 1))  \(bar)  \(padding)\(shown) dB\(clip)\(lost)"
  }

  private static func decibels(_ amplitude: Float) -> Double {
    amplitude > 0 ? 20 * log10(Double(amplitude)) : -.infinity
  }
}
