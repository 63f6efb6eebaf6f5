import Acoustics
import CellCanvas
import EarmarkTestSupport
import Explorer
import ExplorerRuntime
import Foundation
import SoundDevices
import SoundFiles
import Synchronization
import Testing

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
      location: location, labelling: .folders, annotator: "ada", isKept: true, live: setup,
      mailbox: mailbox)
    loop = EventLoop(
      state: state, terminal: terminal,
      look: Look(theme: .midnight, colorMaps: [], mode: .truecolor, glyphs: .full),
      runner: runner, mailbox: mailbox)
    loop.start("go-live")
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

  /// Waits until the screen says something.
  func awaitText(_ text: String) {
    script.append { [self] _ in lastText?.contains(text) == true }
  }

  /// Waits until the device gives sound; what comes before is lost.
  func awaitDevice() { script.append { [input] _ in input.isRunning } }

  /// Adds sound, in small blocks, and waits until all of it came.
  func hear(_ samples: [Float], block: Int = 160) {
    awaitDevice()
    then({ [input] in
      for start in stride(from: 0, to: samples.count, by: block) {
        input.give(Array(samples[start..<min(samples.count, start + block)]))
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

  /// Plays the script, then leaves; says how far it came if that is not to its end.
  func expectRun(seconds: Double = 60, sourceLocation: SourceLocation = #_sourceLocation) {
    guard !run(seconds: seconds) else { return }
    let session = live.map {
      "\($0.sampleCount) samples, \($0.keptCount) kept, \(String(describing: $0.end))"
    }
    Issue.record(
      "\(script.count) steps are left: \(session ?? ""), \(String(describing: state.notice))",
      sourceLocation: sourceLocation)
  }

  /// Compares all samples of a file.
  func expect(
    _ name: String?, _ wanted: [Float], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let isSame = try name.map { try samples(of: $0) == wanted } ?? false
    #expect(isSame, "\(name ?? "no file")", sourceLocation: sourceLocation)
  }

  /// The last screen without colours.
  var lastText: String? {
    terminal.presented.last.map { PlainText.render($0.canvas, images: [], palette: Palette()) }
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

/// Whether something still runs.
final class RunningFlag: Sendable {
  private let flag = Mutex(true)
  var isSet: Bool { flag.withLock { $0 } }
  func clear() { flag.withLock { $0 = false } }
}
