import CPortAudio
import Synchronization

/// Sends samples in real time to a pipe, a file, a program that listens, or standard output.
///
/// The bytes have no header, so the format is fixed from the begin; sounds of other rates are
/// converted by the player. Nothing is sent while there is nothing to hear. A reader that stops
/// reading is waited for and reported as a stall, one that goes away as a loss; neither a signal nor
/// a hang follows. The connection stays for the life of this object, unless the reader leaves.
public final class PipeOutput: AudioOutput {
  /// What is written, and where.
  public let target: PipeTarget
  /// How samples are written.
  public let encoding: PCMEncoding
  /// The rate and the channels of what is written.
  public let format: StreamFormat
  /// How long a reader may take nothing before that is reported, in seconds.
  public let patienceSeconds: Double

  private let state: PipeState
  private let thread = Mutex<AudioThread?>(nil)
  private let connection = Mutex<PipeConnection?>(nil)

  /// Names a target; it is opened at the first sound.
  public init(
    _ target: PipeTarget, encoding: PCMEncoding = .s16le,
    format: StreamFormat = StreamFormat(sampleRate: 48_000, channelCount: 2),
    patienceSeconds: Double = 2
  ) {
    self.target = target
    self.encoding = encoding
    self.format = format
    self.patienceSeconds = patienceSeconds
    state = PipeState()
  }

  deinit { stop() }

  /// What users call it.
  public var name: String { target.name }

  /// Seconds of a clock that is never set back.
  public var now: Double { em_now() }

  /// Why it stopped by itself; nil while all is well.
  public var loss: AudioDeviceError? {
    switch state.trouble.withLock({ $0.end }) {
    case .readerGone: .readerGone(name: name)
    case .failed(let reason): .cannotWrite(path: name, reason: reason)
    case .written, .waits, nil: nil
    }
  }

  /// Why nothing moves at present; nil while all is well.
  public var stall: AudioDeviceError? {
    state.trouble.withLock { trouble in
      guard let since = trouble.waitsSince else { return nil }
      let seconds = em_now() - since
      return seconds > patienceSeconds
        ? .stalled(.output, name: name, seconds: patienceSeconds) : nil
    }
  }

  /// Opens the target, unless it is open; the format is always its own.
  public func open(
    for wish: StreamFormat, latency: Double
  ) throws(AudioDeviceError) -> StreamFormat {
    close()
    if connection.withLock({ $0 == nil }) {
      let opened = try PipeConnection(target)
      connection.withLock { $0 = opened }
      state.trouble.withLock { $0 = PipeState.Trouble() }
    }
    state.latency.store(latency.bitPattern, ordering: .relaxed)
    return format
  }

  /// Begins to send what a feed gives.
  public func start(_ feed: OutputFeed) throws(AudioDeviceError) {
    guard let connection = connection.withLock({ $0 }) else { return }
    state.isStopped.store(false, ordering: .releasing)
    thread.withLock { thread in
      thread = AudioThread { [state, encoding] in
        PipePacer(feed, connection, encoding, state).run()
      }
    }
  }

  /// Stops sending; when it returns, the feed is not called any more.
  public func stop() {
    state.isStopped.store(true, ordering: .releasing)
    state.wake.wake()
    let running = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    running?.join()
  }

  /// Keeps the connection that somebody still listens to: its end would be the end of the sound.
  public func close() {
    let isLost = state.trouble.withLock { $0.end != nil }
    if isLost { connection.withLock { $0 = nil } }
  }
}

/// What a pipe output and its thread share.
final class PipeState: Sendable {
  struct Trouble {
    /// How writing ended, if it did.
    var end: PipeConnection.Outcome?
    var waitsSince: Double?
    /// The rest of a sample of which some bytes were sent.
    var unsent: [UInt8] = []
  }

  let wake = WakePipe()
  let isStopped = Atomic<Bool>(false)
  let latency = Atomic<UInt64>(0)
  let trouble = Mutex(Trouble())
}
