import CPortAudio

/// An output as the player's thread has it open, with the feed that it plays.
final class OpenedOutput {
  /// What became of it since it was looked at last.
  enum Change {
    case lost(AudioDeviceError)
    case stalled(AudioDeviceError)
    case resumed
  }

  /// How long sounds of lower rates are converted rather than the output opened anew, after the
  /// last sound and in seconds; opening takes longer than a key press may.
  private static let staysSeconds = 2.0

  private(set) var feed: OutputFeed?
  private(set) var isRunning = false

  private let output: any AudioOutput
  private let latency: Double
  private let converts: Bool
  private let ringSeconds: Double
  private var wish: StreamFormat?
  private var stall: AudioDeviceError?

  init(_ output: any AudioOutput, latency: Double, converts: Bool, ringSeconds: Double) {
    self.output = output
    self.latency = latency
    self.converts = converts
    self.ringSeconds = ringSeconds
  }

  /// Opens the output for a sound, unless it is open in a way that suits.
  ///
  /// - Parameters:
  ///   - idleSeconds: How long nothing was played.
  ///   - install: Gets a new feed before anything is written to it, nil when there is none.
  func prepare(
    for source: any PlaybackSource, _ settings: PlaybackSettings, idleSeconds: Double,
    wake: WakePipe, install: (OutputFeed?) -> Void
  ) throws(AudioDeviceError) -> OutputFeed {
    let playedRate = settings.playedRate(of: source.sampleRate)
    let wish = StreamFormat(
      sampleRate: Self.deviceRate(converts ? source.sampleRate : playedRate), channelCount: 2)
    if let feed, suits(wish, idleSeconds) { return feed }
    close(install)
    let format = try output.open(for: wish, latency: latency)
    guard converts || format.sampleRate == playedRate else {
      output.close()
      throw .rateNotSupported(
        .output, name: output.name, asked: playedRate, offered: format.sampleRate)
    }
    let feed = OutputFeed(
      format: format, capacity: Int(ringSeconds * format.sampleRate), wake: wake)
    self.wish = wish
    self.feed = feed
    install(feed)
    return feed
  }

  /// Lets the output play the feed, unless it does.
  func start() throws(AudioDeviceError) {
    guard let feed, !isRunning else { return }
    try output.start(feed)
    isRunning = true
  }

  /// Gives the output back.
  func close(_ install: (OutputFeed?) -> Void) {
    if isRunning { output.stop() }
    if feed != nil { output.close() }
    isRunning = false
    (feed, wish, stall) = (nil, nil, nil)
    install(nil)
  }

  /// Notices an output that went away, stands still, or goes on.
  func change() -> Change? {
    guard isRunning else { return nil }
    if let loss = output.loss { return .lost(loss) }
    let now = output.stall
    guard now != stall else { return nil }
    stall = now
    return now.map { .stalled($0) } ?? .resumed
  }

  /// Whether it will do as it is. A higher rate than the sound's loses nothing.
  private func suits(_ wish: StreamFormat, _ idleSeconds: Double) -> Bool {
    guard let old = self.wish else { return false }
    if old == wish { return true }
    return converts && isRunning && idleSeconds < Self.staysSeconds
      && old.sampleRate >= wish.sampleRate
  }

  /// The rate to ask a device for: the sound's own, within what devices take.
  private static func deviceRate(_ rate: Double) -> Double {
    (8000...192_000).contains(rate) ? rate : 48_000
  }
}
