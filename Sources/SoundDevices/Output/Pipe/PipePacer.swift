import CPortAudio
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The thread of a pipe output: asks the feed as a device would, and writes the bytes.
final class PipePacer {
  /// How much is asked for at once, in seconds.
  private static let stepSeconds = 0.01
  /// How many steps of silence are sent after a sound, which hold the end of a fall.
  private static let silentSteps = 3

  private let feed: OutputFeed
  private let connection: PipeConnection
  private let encoding: PCMEncoding
  private let state: PipeState
  private let lead: Double
  private var buffer: [Float]
  /// Until when there is sound that was sent already.
  private var sentUntil = 0.0
  private var silentCount = PipePacer.silentSteps

  init(
    _ feed: OutputFeed, _ connection: PipeConnection, _ encoding: PCMEncoding, _ state: PipeState
  ) {
    self.feed = feed
    self.connection = connection
    self.encoding = encoding
    self.state = state
    lead = Double(bitPattern: state.latency.load(ordering: .relaxed))
    let count = max(1, Int(Self.stepSeconds * feed.format.sampleRate))
    buffer = [Float](repeating: 0, count: count * feed.format.channelCount)
  }

  /// Works until it is stopped or the reader leaves.
  func run() {
    ignoreBrokenPipe()
    let count = buffer.count / feed.format.channelCount
    while !state.isStopped.load(ordering: .acquiring) {
      guard feed.isReady(for: count) else {
        state.wake.sleep(milliseconds: 2)
        continue
      }
      silentCount = feed.isSilent ? min(Self.silentSteps, silentCount + 1) : 0
      let now = em_now()
      if silentCount >= Self.silentSteps, connection.lacksReader {
        state.trouble.withLock { $0.end = .readerGone }
        return
      }
      if silentCount >= Self.silentSteps || sentUntil - now >= max(lead, Self.stepSeconds) {
        state.wake.sleep(milliseconds: 5)
      } else if !send(now) {
        return
      }
    }
  }

  /// Sends one step; false when the reader left.
  private func send(_ now: Double) -> Bool {
    let count = buffer.count / feed.format.channelCount
    sentUntil = max(sentUntil, now)
    buffer.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      feed.fill(base, count: count, now: now, soundsAt: sentUntil)
    }
    sentUntil += Double(count) / feed.format.sampleRate
    var bytes = (state.trouble.withLock { $0.unsent } + encoding.bytes(buffer))[...]
    while !state.isStopped.load(ordering: .acquiring) {
      let outcome = connection.write(bytes, milliseconds: 100)
      switch outcome {
      case .written:
        state.trouble.withLock { trouble in
          trouble.waitsSince = nil
          trouble.unsent = []
        }
        return true
      case .waits(let written):
        bytes = bytes.dropFirst(written)
        state.trouble.withLock { trouble in
          if trouble.waitsSince == nil || written > 0 { trouble.waitsSince = em_now() }
        }
      case .readerGone, .failed:
        state.trouble.withLock { $0.end = outcome }
        return false
      }
    }
    // What follows later must not begin in the midst of a sample.
    let rest = Array(bytes.prefix(bytes.count % (encoding.byteCount * feed.format.channelCount)))
    state.trouble.withLock { $0.unsent = rest }
    return true
  }

  /// Turns the signal of a broken pipe into an error of `write`, for this thread alone.
  private func ignoreBrokenPipe() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }
}
