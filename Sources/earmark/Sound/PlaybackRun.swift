import Acoustics
import ArgumentParser
import Explorer
import ExplorerRuntime
import Foundation
import SoundDevices
import SoundFiles
import Synchronization

/// One sound that is played to its end, or until the user stops it.
struct PlaybackRun {
  /// What became of it.
  private final class Fate: Sendable {
    private let values = Mutex<(end: Result<Void, Failure>?, notes: [String])>((nil, []))

    func take(_ event: PlayerEvent) {
      switch event {
      case .started, .moved, .resumed: return
      case .ended: end(.success(()))
      case .failed(_, let error), .deviceLost(let error, _, _):
        end(.failure(Failure(error.sentence)))
      case .sourceFailed(_, let error):
        let failure = (error as? SoundFileError).map { Failure($0) }
        end(.failure(failure ?? Failure(what: "Cannot play on", why: "\(error)")))
      case .stalled(let error): note(Failure(error.sentence).sentence)
      case .underrun: return
      }
    }

    private func end(_ end: Result<Void, Failure>) { values.withLock { $0.end = $0.end ?? end } }

    private func note(_ note: String) { values.withLock { $0.notes.append(note) } }

    var result: Result<Void, Failure>? { values.withLock { $0.end } }

    func takeNotes() -> [String] {
      values.withLock { values in
        defer { values.notes = [] }
        return values.notes
      }
    }
  }

  private let source: FileSource
  private let span: Range<Int>
  private let settings: PlaybackSettings
  private let gain: Float
  private let setup: SoundSetup
  private let reports: ReportOptions

  private static let nap: UInt32 = 20_000

  init(
    _ source: FileSource, _ span: Range<Int>, _ settings: PlaybackSettings, gain: Float,
    _ setup: SoundSetup, _ reports: ReportOptions
  ) {
    self.source = source
    self.span = span
    self.settings = settings
    self.gain = gain
    self.setup = setup
    self.reports = reports
  }

  /// Plays, and shows how far it is.
  ///
  /// - Throws: Why there is no sound, or status 130 where the user stopped it.
  func run() throws {
    let fate = Fate()
    let player = Player(
      output: setup.output(device: setup.device), latency: setup.latency,
      converter: Resampler.converters
    ) { fate.take($0) }
    player.volume = gain
    var meter = TimeMeter(reports.style, seconds: Double(span.count) / source.sampleRate)
    let reporter = Reporter(reports)
    player.play(source, SampleRange(span), settings: settings)
    while fate.result == nil, !Interruption.isSet {
      usleep(Self.nap)
      for note in fate.takeNotes() {
        meter.clear()
        reporter.note(note)
      }
      if let playhead = player.playhead, playhead.isAudible {
        meter.show(Double(playhead.sample - span.lowerBound) / source.sampleRate)
      }
    }
    meter.clear()
    player.close()
    let gaps = player.statistics.underrunCount + player.statistics.deviceGapCount
    if gaps > 0 { reporter.note("\(gaps) gaps, because the machine was busy") }
    if Interruption.isSet { throw ExitCode(ExitStatus.interrupted) }
    if case .failure(let failure)? = fate.result { throw failure }
  }
}

/// How far a sound is played, on standard error.
struct TimeMeter {
  private let style: ProgressBar.Style
  private let seconds: Double
  private var shown = -1.0
  private var isShown = false

  private static let width = 32

  init(_ style: ProgressBar.Style, seconds: Double) {
    self.style = style
    self.seconds = seconds
  }

  /// Shows a time, when a tenth of a second of it went by.
  mutating func show(_ time: Double) {
    let tenth = (time * 10).rounded(.down) / 10
    guard tenth != shown else { return }
    shown = tenth
    switch style {
    case .none: return
    case .json: StandardError.write("{\"progress\":\"playing\",\"seconds\":\(tenth)}\n")
    case .bar:
      let whole = Format.time(seconds, decimals: 1)
      let now = Format.time(tenth, decimals: 1)
      let padding = String(repeating: " ", count: max(0, whole.count - now.count))
      let filled = min(Self.width, Int(Double(Self.width) * tenth / max(0.1, seconds)))
      let bar =
        String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
      StandardError.write("\r> \(padding)\(now)  \(bar)  \(whole)\u{1b}[K")
      isShown = true
    }
  }

  /// Takes it away.
  mutating func clear() {
    guard isShown else { return }
    StandardError.write("\r\u{1b}[K")
    isShown = false
  }
}
