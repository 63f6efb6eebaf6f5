import Acoustics
import CellCanvas
import EarmarkTestSupport
import Explorer
import ExplorerRuntime
import Foundation
import SoundDevices
import SoundFiles
import Synchronization

/// The real loop, listening to a device that is not there or to a program.
@MainActor final class LiveStage {
  let folder: FolderTree
  let terminal: ScriptedTerminal
  let input: OfflineInput
  private let loop: EventLoop
  private let mailbox = Mailbox()
  private var script: [(AppState) -> Bool] = []

  static let format = StreamFormat(sampleRate: 8000, channelCount: 1)

  init(
    _ source: LiveSource = .device(nil), format: StreamFormat = LiveStage.format,
    session change: (inout LiveSession) -> Void = { _ in },
    setup changeSetup: (inout LiveSetup) -> Void = { _ in }
  ) throws {
    folder = try FolderTree()
    terminal = ScriptedTerminal(size: CellSize(columns: 80, rows: 24))
    let input = OfflineInput(format: format)
    self.input = input
    let location = try LibraryLocation([folder.path], environment: [:])
    var setup = LiveSetup()
    setup.container = .wav
    setup.makeInput = { _ in input }
    changeSetup(&setup)
    var state = AppState(
      place: "ears", annotator: "ada", size: terminal.size, now: Date(), seed: 1)
    var session = LiveSession(
      source: source, trigger: setup.trigger, preRoll: setup.preRoll, isWholeProgram: true)
    change(&session)
    state.live = session
    let runner = EffectRunner(
      location: location, labelling: .folders, annotator: "ada", isKept: true, mailbox: mailbox,
      live: setup)
    loop = EventLoop(
      state: state, terminal: terminal,
      look: Look(theme: .midnight, colorMaps: [], mode: .truecolor, glyphs: .full),
      runner: runner, mailbox: mailbox)
    loop.start("go-live")
    // What comes before a device runs is not heard.
    if case .device = source { then(until: { $0.live?.format != nil || $0.live?.end != nil }) }
  }

  var state: AppState { loop.state }
  var live: LiveSession? { loop.state.live }

  /// Adds a step: something to do once, then what to wait for.
  func then(
    _ action: @escaping @MainActor () -> Void = {},
    until isDone: @escaping @MainActor (AppState) -> Bool
  ) {
    var isActed = false
    script.append { state in
      if !isActed {
        isActed = true
        action()
        return false
      }
      return isDone(state)
    }
  }

  /// Adds keys and what they lead to.
  func press(_ keys: String, until isDone: @escaping @MainActor (AppState) -> Bool) {
    then({ [terminal] in terminal.feed(keys: keys) }, until: isDone)
  }

  /// Adds sound, in small blocks, and waits until all of it came.
  func hear(_ samples: [Float], block: Int = 160) {
    then({ [input] in
      for start in stride(from: 0, to: samples.count, by: block) {
        input.give(Array(samples[start..<min(samples.count, start + block)]))
        // Faster than a device, but not than the ring is emptied: it holds four seconds.
        if start % (25 * block) == 0 { usleep(20_000) }
      }
    }) { ($0.live?.sampleCount ?? 0) > 0 }
  }

  /// Plays the script, then leaves.
  /// - Returns: Whether it came to its end.
  @discardableResult
  func run(seconds: Double = 60) -> Bool {
    let end = Date().addingTimeInterval(seconds)
    var isOver = false
    // So that it looks at its script again, whatever comes.
    let isRunning = RunningFlag()
    let watch = Thread { [mailbox] in
      while isRunning.isSet {
        usleep(100_000)
        mailbox.post(.live(.devices([])))
      }
    }
    watch.start()
    defer { isRunning.clear() }
    _ = loop.run { [self] state in
      while let step = script.first {
        guard step(state) else { return Date() > end }
        script.removeFirst()
      }
      isOver = true
      return true
    }
    return isOver
  }

  /// Sound files in the folder, the oldest name first.
  var files: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.text)) ?? []
    return names.filter { $0.hasSuffix(".wav") || $0.hasSuffix(".flac") }.sorted()
  }

  /// All samples of a file.
  func samples(of name: String) throws -> [Float] {
    let file = try SoundFile(folder(name))
    return try file.read(SampleRange(0..<file.facts.sampleCount), .channel(0))
  }

  /// Noise with tones, the same in every run; 16 bits hold every sample.
  static func sound(_ count: Int, seed: UInt64 = 1) -> [Float] {
    var dice = IDSource(seed: seed)
    return (0..<count).map { place in
      let tone = 8000 * sin(Double(place) * (0.3 + Double(place % 4000) * 1e-5))
      return Float(Int(tone) + Int.random(in: -300...300, using: &dice)) / 32_768
    }
  }
}

/// What a canvas says, without colours.
@MainActor struct PlainTextOf {
  let text: String

  init(_ canvas: Canvas) { text = PlainText.render(canvas, images: [], palette: Palette()) }
}

/// Whether something still runs.
final class RunningFlag: Sendable {
  private let flag = Mutex(true)
  var isSet: Bool { flag.withLock { $0 } }
  func clear() { flag.withLock { $0 = false } }
}
