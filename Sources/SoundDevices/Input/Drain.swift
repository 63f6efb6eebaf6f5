/// The recorder's thread: has the input open, empties its ring, and tells what happens.
final class Drain {
  /// How often the ring is emptied, in milliseconds: well below what users notice as a delay.
  private static let interval = 10
  private static let longestBlockSeconds = 0.25

  private let input: any AudioInput
  private let state: RecorderState
  private let onEvent: @Sendable (RecorderEvent) -> Void
  private var reported = RecordingLosses()

  init(
    input: any AudioInput, state: RecorderState,
    onEvent: @escaping @Sendable (RecorderEvent) -> Void
  ) {
    self.input = input
    self.state = state
    self.onEvent = onEvent
  }

  /// Records until the recorder is stopped or the device is gone.
  func run(_ wish: StreamFormat?, _ latency: Double) {
    defer { state.wake.answer(.max) }
    let feed: InputFeed
    do throws(AudioDeviceError) {
      let format = try input.open(for: wish, latency: latency)
      feed = InputFeed(
        format: format, capacity: Int(Recorder.ringSeconds * format.sampleRate))
      try input.start(feed)
    } catch {
      onEvent(.failed(error))
      return
    }
    onEvent(.started(feed.format))
    while !state.isStopped {
      let request = state.wake.request
      empty(feed)
      if let loss = input.loss {
        empty(feed)
        onEvent(.deviceLost(loss))
        // Last, because a sound server that hangs lets this hang too.
        break
      }
      state.wake.answer(request)
      state.wake.sleep(milliseconds: Self.interval)
    }
    input.stop()
    empty(feed)
    input.close()
  }

  private func empty(_ feed: InputFeed) {
    let limit = max(1, Int(Self.longestBlockSeconds * feed.format.sampleRate))
    while let (amplitudes, position) = feed.next(limit: limit) {
      onEvent(
        .block(
          RecordedBlock(
            amplitudes: amplitudes, format: feed.format, firstSample: position,
            soundedAt: feed.time(ofPosition: position))))
    }
    let losses = feed.losses
    if losses != reported {
      reported = losses
      onEvent(.overrun(losses))
    }
  }
}
