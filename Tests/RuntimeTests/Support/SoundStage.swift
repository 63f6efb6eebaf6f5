import CellCanvas
import EarmarkTestSupport
import Explorer
import ExplorerRuntime
import Foundation
import SoundDevices
import Synchronization
import Testing

/// The explorer's loop beside an output without a device, to which a thread listens.
@MainActor
final class SoundStage {
  let output: OfflineOutput
  let terminal: ScriptedTerminal
  let folder: FolderTree
  /// What was said while the loop ran.
  private(set) var notices: [Notice] = []
  private let loop: EventLoop
  private let listener: SoundListener

  init(
    _ folder: FolderTree, rates: Set<Double>? = nil, latency: Double = 0.05,
    size: CellSize = CellSize(columns: 80, rows: 24)
  ) throws {
    self.folder = folder
    let output = OfflineOutput(rates: rates, latency: latency, callCount: 80)
    self.output = output
    var setup = SoundSetup(latency: latency)
    setup.makeOutput = { _ in output }
    terminal = ScriptedTerminal(size: size)
    let location = try LibraryLocation([folder.path], environment: [:])
    let mailbox = Mailbox()
    let runner = EffectRunner(
      location: location, labelling: .folders, annotator: "ada", isKept: true, mailbox: mailbox,
      sound: setup)
    let state = AppState(
      place: location.placeName, annotator: "ada", size: size, now: Date(), seed: 1)
    loop = EventLoop(
      state: state, terminal: terminal,
      look: Look(theme: .midnight, colorMaps: [], mode: .truecolor, glyphs: .full),
      runner: runner, mailbox: mailbox)
    listener = SoundListener(output)
  }

  var state: AppState { loop.state }

  /// The left side of what was heard, from the first sample that is not silent.
  var heard: [Float] { Array(listener.left.drop { $0 == 0 }) }

  /// Everything heard on the left side.
  var heardCount: Int { listener.left.count }

  /// Runs the loop on steps: each is keys to be typed, and what the state has to be before them.
  func run(_ steps: [(keys: String, when: (AppState) -> Bool)]) {
    listener.start()
    var left = steps[...]
    var isOver = false
    notices = []
    let end = Date().addingTimeInterval(30)
    _ = loop.run { state in
      if let notice = state.notice, notices.last != notice { notices.append(notice) }
      guard !isOver, state.scan.isOver, state.isCurrentShown, terminal.inputs.isEmpty else {
        return isOver
      }
      if Date() > end {
        Issue.record("the explorer did not come to \(left.first?.keys ?? "its end")")
        isOver = true
      } else if let next = left.first, next.when(state) {
        left.removeFirst()
        if next.keys.isEmpty { isOver = true } else { terminal.feed(keys: next.keys) }
      }
      return isOver
    }
    listener.stop()
  }

  /// Whether something was said.
  func said(_ text: String) -> Bool {
    notices.contains { "\($0.what): \($0.rest)".contains(text) }
  }

  /// The texts that were shown.
  var shown: [String] {
    terminal.presented.map {
      PlainText.render($0.canvas, images: [], palette: $0.palette)
    }
  }
}

/// Lets the time of an output go on about as fast as that of the world.
final class SoundListener: Sendable {
  private let output: OfflineOutput
  private let samples = Mutex<[Float]>([])
  private let isStopped = Atomic(false)
  private let ended = DispatchSemaphore(value: 0)

  init(_ output: OfflineOutput) { self.output = output }

  /// What was heard on the left side.
  var left: [Float] { samples.withLock { $0 } }

  func start() {
    Thread { [self] in
      while !isStopped.load(ordering: .acquiring) {
        let rate = output.format?.sampleRate ?? 8000
        let heard = output.hear(Int(rate / 100))
        samples.withLock { samples in
          samples += stride(from: 0, to: heard.count, by: 2).map { heard[$0] }
        }
        usleep(9000)
      }
      ended.signal()
    }.start()
  }

  func stop() {
    isStopped.store(true, ordering: .releasing)
    ended.wait()
  }
}

extension Sound {
  /// The amplitudes of ``wav(samples:seed:)``.
  static func amplitudes(samples count: Int = 800, seed: Int = 1) -> [Float] {
    (0..<count).map { Float(($0 &* 37 &* seed) % 2000 - 1000) / 32_768 }
  }

  /// 16-bit WAV of one channel.
  static func wav(_ samples: [Int16], rate: Int) -> [UInt8] {
    var bytes = wav(samples: samples.count)
    for (place, byte) in (0..<4).map({ ($0, UInt8(truncatingIfNeeded: rate >> (8 * $0))) }) {
      bytes[24 + place] = byte
    }
    for (place, sample) in samples.enumerated() {
      bytes[44 + 2 * place] = UInt8(truncatingIfNeeded: sample)
      bytes[45 + 2 * place] = UInt8(truncatingIfNeeded: sample >> 8)
    }
    return bytes
  }
}
