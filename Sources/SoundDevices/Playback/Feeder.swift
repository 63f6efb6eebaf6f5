import CPortAudio
import Synchronization

/// The player's thread: has the output open, keeps its ring filled, and tells what happens.
final class Feeder {
  /// What is being played.
  struct Current {
    var order: PlayerState.Order
    let chain: PlaybackChain
    /// The ring position of its first sample since it began or was moved.
    let start: Int
    /// What was made and has no room in the ring yet.
    var amplitudes: ArraySlice<Float> = []
    /// Whether the chain gives nothing more.
    var isComplete = false
    /// When it was asked for or moved; nil once the device has taken a sample since.
    var askedAt: Double?
    var hasStarted = false
  }

  /// How much the ring holds in advance, enough for a slow disk, and how much it can, in seconds.
  private static let fillSeconds = 0.5
  private static let ringSeconds = 1.0
  /// How much is made at first, and at once later, in seconds.
  private static let firstSeconds = 0.02
  private static let blockSeconds = 0.1

  private let state: PlayerState
  private let latency: Double
  private let output: any AudioOutput
  private let converter: SampleRateConverterFactory?
  private let onEvent: @Sendable (PlayerEvent) -> Void
  private let opened: OpenedOutput

  private var current: Current?
  private var restsSince = em_now()
  private var reportedUnderruns = 0

  init(
    state: PlayerState, output: any AudioOutput, latency: Double,
    converter: SampleRateConverterFactory?, onEvent: @escaping @Sendable (PlayerEvent) -> Void
  ) {
    self.state = state
    self.latency = latency
    self.output = output
    self.converter = converter
    self.onEvent = onEvent
    opened = OpenedOutput(
      output, latency: latency, converts: converter != nil, ringSeconds: Self.ringSeconds)
  }

  /// Works until the player is closed.
  func run() {
    while true {
      let request = state.wake.request
      let commands = state.takeCommands()
      if state.isClosed { break }
      for command in commands { handle(command) }
      watch()
      fill()
      report()
      state.wake.answer(request)
      state.wake.sleep(milliseconds: napMilliseconds)
    }
    finish(.stopped)
    opened.close(state.install)
    state.wake.answer(.max)
  }

  /// How long there is nothing to do unless somebody asks.
  private var napMilliseconds: Int? {
    if current != nil { return state.isPaused ? 100 : 10 }
    return opened.isRunning ? 500 : nil
  }

  // MARK: Orders

  private func handle(_ command: PlayerState.Command) {
    switch command {
    case .play(let order):
      finish(.replaced)
      attempt(order) { try begin(order, offset: 0, askedAt: order.askedAt) }
    case .change(let settings, let askedAt):
      guard var order = current?.order, order.settings != settings else { return }
      let sample = nextSample(of: order)
      order.settings = settings
      move(order, to: sample, askedAt)
    case .seek(let sample, let askedAt):
      guard let order = current?.order else { return }
      move(order, to: sample, askedAt)
    case .stop:
      finish(.stopped)
      opened.feed?.silence()
    }
  }

  private func move(_ order: PlayerState.Order, to sample: Int, _ askedAt: Double) {
    let hasStarted = current?.hasStarted ?? false
    let last = max(order.range.lowerBound, order.range.upperBound - 1)
    let target = min(max(sample, order.range.lowerBound), last)
    attempt(order) {
      try begin(order, offset: target - order.range.lowerBound, askedAt: askedAt)
      current?.hasStarted = hasStarted
    }
  }

  /// The sample that the device gets next.
  private func nextSample(of order: PlayerState.Order) -> Int {
    let position = opened.feed?.readPosition ?? 0
    return state.nextSample(of: order.playback, atRing: position) ?? order.range.lowerBound
  }

  /// Does something for a sound; where that fails, the sound is over.
  private func attempt(_ order: PlayerState.Order, _ work: () throws -> Void) {
    do {
      try work()
    } catch {
      rest()
      state.forgetTimelines()
      opened.feed?.silence()
      if let error = error as? AudioDeviceError {
        // The next sound may find another device.
        opened.close(state.install)
        onEvent(.failed(order.playback, error))
      } else {
        onEvent(.sourceFailed(order.playback, error))
      }
    }
  }

  /// Makes the first samples, then lets the ring jump to them.
  private func begin(_ order: PlayerState.Order, offset: Int, askedAt: Double) throws {
    let feed = try opened.prepare(
      for: order.source, order.settings,
      idleSeconds: current == nil ? em_now() - restsSince : 0, wake: state.wake,
      install: state.install)
    let chain = try PlaybackChain(
      order.source, order.range, offset: offset, settings: order.settings, format: feed.format,
      converter: converter)
    let block = try chain.next(firstCount(feed))
    let start = feed.writePosition
    current = Current(order: order, chain: chain, start: start, askedAt: askedAt)
    state.add(
      Timeline(
        playback: order.playback, start: start, range: order.range, offset: offset,
        isLooping: order.settings.isLooping, map: TimeMap(slope: chain.slope)))
    accept(block, feed)
    feed.jump(to: start)
    state.applyPause()
    if !opened.isRunning {
      // A device that starts takes as much as it holds at once.
      try fill(feed, upTo: Int(2 * latency * feed.format.sampleRate))
      try opened.start()
    }
  }

  /// How many samples are made before the device may jump to them: little, so that sound begins
  /// soon, but enough until there is more.
  private func firstCount(_ feed: OutputFeed) -> Int {
    max(2 * feed.longestCall, Int(Self.firstSeconds * feed.format.sampleRate))
  }

  /// Ends what is played, if anything is.
  private func finish(_ end: PlayerEvent.End) {
    guard let playback = current?.order.playback else { return }
    rest()
    // What takes its place is heard later; until then the playhead stays where it is.
    if end == .replaced { opened.feed?.silence() } else { state.forgetTimelines() }
    onEvent(.ended(playback, end))
  }

  private func rest() {
    current = nil
    restsSince = em_now()
  }

  // MARK: The ring

  /// Fills the ring, until it holds enough or something else is asked for.
  private func fill() {
    guard let feed = opened.feed else { return }
    guard let order = current?.order else { return }
    attempt(order) { try fill(feed, upTo: fillCount(feed)) }
  }

  private func fill(_ feed: OutputFeed, upTo count: Int) throws {
    while let playing = current, !state.hasCommands {
      write(feed)
      let isFull = current?.amplitudes.isEmpty == false || waiting(feed) >= count
      if playing.isComplete || isFull { return }
      accept(try playing.chain.next(Int(Self.blockSeconds * feed.format.sampleRate)), feed)
    }
  }

  private func fillCount(_ feed: OutputFeed) -> Int {
    Int(Self.fillSeconds * feed.format.sampleRate)
  }

  /// How many samples of the current sound the device has still to take; those of an earlier one
  /// are left out, because it will jump over them.
  private func waiting(_ feed: OutputFeed) -> Int {
    feed.writePosition - max(feed.readPosition, current?.start ?? 0)
  }

  /// Takes a block of the chain, and writes what the ring has room for.
  private func accept(_ block: PlaybackChain.Block, _ feed: OutputFeed) {
    let end = feed.writePosition + block.amplitudes.count / feed.format.channelCount
    current?.amplitudes = block.amplitudes[...]
    current?.isComplete = block.isLast
    state.extend(block.anchors, takenUpTo: feed.readPosition)
    // Before the samples: the device must never run dry without knowing that it is the end.
    feed.setEnd(block.isLast ? end : nil)
    write(feed)
  }

  /// Writes what was made, as far as the ring shall be filled.
  private func write(_ feed: OutputFeed) {
    guard let amplitudes = current?.amplitudes, !amplitudes.isEmpty else { return }
    let channels = feed.format.channelCount
    let room = min(fillCount(feed) - waiting(feed), feed.freeCount)
    let count = min(amplitudes.count, max(0, room) * channels)
    feed.write(amplitudes.prefix(count))
    current?.amplitudes = amplitudes.dropFirst(count)
  }

  // MARK: Events

  /// Notices a device that went away or stands still, and gives back one that rests for long.
  private func watch() {
    switch opened.change() {
    case .lost(let loss):
      let playhead = state.playhead(at: output.now)
      let playback = current?.order.playback
      rest()
      state.forgetTimelines()
      onEvent(.deviceLost(loss, playback, sample: playback == nil ? nil : playhead?.sample))
      // Last, because a sound server that hangs lets this hang too.
      opened.close(state.install)
    case .stalled(let error): onEvent(.stalled(error))
    case .resumed: onEvent(.resumed)
    case nil:
      if opened.isRunning, current == nil, em_now() - restsSince > Player.restSeconds {
        opened.close(state.install)
      }
    }
  }

  private func report() {
    let underruns = state.statistics.underrunCount
    if underruns != reportedUnderruns {
      reportedUnderruns = underruns
      onEvent(.underrun(total: underruns))
    }
    guard let feed = opened.feed, let playing = current else { return }
    let run = feed.lastRun
    if let askedAt = playing.askedAt, let run, run.position + run.count > playing.start {
      current?.askedAt = nil
      current?.hasStarted = true
      let seconds = max(0, (feed.run(at: playing.start) ?? run).calledAt - askedAt)
      let playback = playing.order.playback
      onEvent(
        playing.hasStarted
          ? .moved(playback, after: seconds) : .started(playback, after: seconds))
    }
    guard playing.isComplete, playing.amplitudes.isEmpty, feed.availableCount == 0 else { return }
    let end = run.map { $0.soundsAt + Double($0.count) / feed.format.sampleRate } ?? 0
    if end <= output.now + 1e-9 { finish(.finished) }
  }
}
