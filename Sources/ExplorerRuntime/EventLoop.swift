import CellCanvas
import Explorer
import Foundation

/// Runs the explorer on a terminal: waits for keys and answers, updates the state, draws.
///
/// It is the only place with a clock. However many events come together, they are followed by one
/// redraw; without events nothing runs.
@MainActor
public final class EventLoop {
  /// The explorer.
  public private(set) var state: AppState
  private let terminal: any Terminal
  private let look: Look
  private let runner: EffectRunner
  private let mailbox: Mailbox
  private let settings: SettingsFile?
  /// What held when the session began.
  private let begun: Settings
  private var pacing = Pacing()
  private var isEnding = false
  private var wasHungUp = false
  private var hasShown = false
  /// Answers that were fetched and wait for their turn.
  private var waiting: ArraySlice<Arrival> = []

  /// Seconds that answers take at most before keys are looked at again.
  private static let answerTime: TimeInterval = 0.02

  /// Makes a loop; nothing happens before ``run(until:)``.
  ///
  /// - Parameter settings: Where choices are kept; nil keeps none.
  public init(
    state: AppState, terminal: any Terminal, look: Look, runner: EffectRunner, mailbox: Mailbox,
    settings: SettingsFile? = nil
  ) {
    self.state = state
    self.terminal = terminal
    self.look = look
    self.runner = runner
    self.mailbox = mailbox
    self.settings = settings
    begun = state.settings
  }

  /// Runs until the user quits, the terminal is gone, or `isDone` says so.
  /// - Returns: What could not be written, as a failure; nil if every label is on disk.
  public func run(until isDone: (AppState) -> Bool = { _ in false }) -> Failure? {
    pacing.start = Date()
    apply(.tick(Date()))
    apply(.resized(terminal.size))
    perform(state.beginPixels())
    while !mayEnd, !isDone(state) {
      takeEverything()
      if pacing.mayDraw(state, at: Date()) { draw() }
      if !mayEnd, !isDone(state) { wait() }
    }
    remember()
    runner.finish()
    takeAnswers()
    takeAnswers()
    return unsaved
  }

  /// Runs commands by their names, each when all that was wanted before is there, and ends with that.
  public func run(through next: () -> String?, settled: (AppState) -> Bool) {
    _ = run { state in
      guard settled(state) else { return false }
      guard let command = next() else { return true }
      apply(.command(command))
      return false
    }
  }

  /// Keeps what was chosen, if it is not what it was, beside what other explorers kept meanwhile.
  private func remember() {
    guard let settings, state.settings != state.remembered else { return }
    let kept = state.settings.merged(over: settings.load().settings, since: begun)
    if let failure = settings.save(kept) { report(failure) }
  }

  /// Runs a command before the first key, by its name.
  public func start(_ command: String) {
    apply(.tick(Date()))
    apply(.command(command))
  }

  private var mayEnd: Bool { isEnding && state.saving.waiting.isEmpty && state.keeping.isEmpty }

  private var unsaved: Failure? {
    let count = state.saving.unsaved.count
    guard count > 0 else { return nil }
    return Failure(
      what: "\(count) \(count == 1 ? "label is" : "labels are") not saved",
      why: "the library could not be written", remedy: "free space and give them again")
  }

  private func takeEverything() {
    apply(.tick(Date()))
    while let input = terminal.nextInput() {
      take(input)
      pacing.noteInput(at: Date())
      runner.noteKey()
    }
    takeAnswers(until: Date().addingTimeInterval(EventLoop.answerTime))
  }

  private func takeAnswers(until end: Date = .distantFuture) {
    if waiting.isEmpty { waiting = mailbox.drain()[...] }
    while Date() < end, let arrival = waiting.popFirst() {
      if case .failed(let failure) = arrival { report(failure) }
      apply(.arrived(arrival))
    }
  }

  private func take(_ input: TerminalInput) {
    switch input {
    case .key(let chord): apply(.key(chord))
    case .pointer(let input): apply(.pointer(input))
    case .pasted(let text): apply(.pasted(text))
    case .resized(let size): apply(.resized(size))
    case .pixels(let screen): apply(.pixels(screen))
    case .resumed:
      terminal.invalidate()
      pacing.isDirty = true
    case .ended:
      wasHungUp = true
      apply(.ended)
    }
  }

  private func apply(_ event: Event) {
    let wasReplaying = state.isReplaying
    let effects = update(&state, event)
    if changesScreen(event) || wasReplaying { pacing.isDirty = true }
    perform(effects)
    if isEnding, !state.saving.isQuitting, !wasHungUp { isEnding = false }
    if state.noticeChanged(since: pacing.shownNotice) { pacing.isDirty = true }
  }

  private func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .repaint: terminal.invalidate()
      case .pixels(let choice): terminal.showPixels(choice)
      case .copy(let copied): terminal.copy(runner.bytes(of: copied))
      case .quit: isEnding = true
      case .export(let view): runner.write(view, look.palette(for: state))
      case .store, .pictures, .thumbnails, .sound, .segment, .measure, .seek, .snap, .live,
        .model:
        runner.run(effect)
      }
    }
  }

  /// Time alone changes nothing, nor do small pictures that were made ahead.
  private func changesScreen(_ event: Event) -> Bool {
    switch event {
    case .tick: false
    case .arrived(.thumbnails(let batch)): state.shows(batch)
    default: true
    }
  }

  private func draw() {
    _ = update(&state, .drawing)
    let picture = screen(for: state)
    terminal.present(picture.canvas, images: picture.images, palette: look.palette(for: state))
    pacing.drew(state, at: Date())
    runner.watch(state.openRecordings)
    if !hasShown, state.isOpen, state.isCurrentShown {
      hasShown = true
      runner.noteShown()
    }
  }

  private func wait() {
    let timeout = waiting.isEmpty ? pacing.timeout(state, at: Date()) : 0
    var sources = [
      pollfd(fd: terminal.inputDescriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    _ = poll(&sources, 2, timeout)
  }

  /// Standard error goes to the log while the screen is up.
  private func report(_ failure: Failure) {
    let line = DisplayText("earmark: \(failure.sentence)").text + "\n"
    FileHandle.standardError.write(Data(line.utf8))
  }
}
