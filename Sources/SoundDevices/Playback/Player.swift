import Acoustics
import Synchronization

/// Plays sounds on an output, one at a time.
///
/// Nothing here waits for a device or a file: each call leaves an order to a thread of the player's
/// own, which opens the output at the first sound, reads, and tells what became of it. Without a
/// device the first sound fails with a sentence, and the next one tries again.
public final class Player: Sendable {
  /// How long an output stays open after the last sound, in seconds; opening one takes time.
  public static let restSeconds = 30.0
  /// The latency that outputs are asked for unless said otherwise, in seconds.
  public static let usualLatency = 0.1

  /// How long ``close()`` waits for the output at most, in seconds.
  public static let patienceSeconds = 3.0

  /// Where the sound goes.
  public let output: any AudioOutput

  private let state = PlayerState()
  private let converter: SampleRateConverterFactory?
  private let latency: Double
  private let onEvent: @Sendable (PlayerEvent) -> Void

  /// Makes a player; nothing is opened yet.
  ///
  /// - Parameters:
  ///   - output: Where the sound goes.
  ///   - latency: Seconds from handing a sample over until it is heard.
  ///   - converter: Brings sounds to the output's rate where that is another one.
  ///   - onEvent: Learns what happens, on the player's thread; must not wait for the player.
  public init(
    output: any AudioOutput, latency: Double = Player.usualLatency,
    converter: SampleRateConverterFactory? = nil,
    onEvent: @escaping @Sendable (PlayerEvent) -> Void
  ) {
    self.output = output
    self.latency = latency
    self.converter = converter
    self.onEvent = onEvent
  }

  deinit { close() }

  /// Plays a sound from the begin of a range, instead of what is played now.
  ///
  /// - Parameters:
  ///   - source: The sound.
  ///   - range: Which samples of it, as far as they exist; all if nil.
  ///   - settings: How.
  /// - Returns: By what name events call it.
  @discardableResult
  public func play(
    _ source: any PlaybackSource, _ range: SampleRange? = nil,
    settings: PlaybackSettings = PlaybackSettings()
  ) -> PlaybackID {
    let whole = 0..<max(0, source.sampleCount)
    let askedAt = output.now
    let playback = state.values.withLock { values in
      values.playbackCount += 1
      let playback = PlaybackID(number: values.playbackCount)
      values.isPaused = false
      values.commands.append(
        .play(
          PlayerState.Order(
            playback: playback, source: source,
            range: range.map { $0.range.clamped(to: whole) } ?? whole, settings: settings,
            askedAt: askedAt)))
      startThread(&values)
      return playback
    }
    state.wake.wake()
    return playback
  }

  /// On which side of an edge its short sound lies.
  public enum EdgeSide: Sendable, Hashable {
    /// What comes after it, as for an onset.
    case after
    /// What comes before it, as for an offset.
    case before
    /// Half before and half after.
    case around
  }

  /// Plays a short bit at an edge, for the time while it is moved; each call cuts the one before.
  ///
  /// - Parameters:
  ///   - sample: The edge: it lies before this sample.
  ///   - side: Where the bit lies.
  ///   - seconds: How long it is at normal speed.
  ///   - settings: How it sounds; it is played once and rises and falls within 5 ms.
  @discardableResult
  public func playEdge(
    _ source: any PlaybackSource, at sample: Int, _ side: EdgeSide, seconds: Double = 0.2,
    settings: PlaybackSettings = PlaybackSettings()
  ) -> PlaybackID {
    let count = max(1, Int((seconds * source.sampleRate).rounded()))
    let start =
      switch side {
      case .after: sample
      case .before: sample - count
      case .around: sample - count / 2
      }
    var short = settings
    short.repetition = .once
    short.fadeSeconds = max(settings.fadeSeconds, PlaybackSettings.shortFade)
    return play(
      source, SampleRange(lowerBound: start, upperBound: start + count), settings: short)
  }

  /// Plays on in another way from where it is.
  public func change(_ settings: PlaybackSettings) { order(.change(settings, askedAt: output.now)) }

  /// Goes to a sample of the source, within the range that is played.
  public func seek(to sample: Int) { order(.seek(sample, askedAt: output.now)) }

  /// Ends the sound.
  public func stop() { order(.stop) }

  /// Holds the sound where it is.
  public func pause() { setPaused(true) }

  /// Goes on after a pause.
  public func resume() { setPaused(false) }

  /// Whether the sound is held.
  public var isPaused: Bool { state.isPaused }

  /// The factor of all amplitudes, from 0 to 16; at 1 they are played as they are.
  public var volume: Float {
    get { state.values.withLock { $0.gain } }
    set {
      let gain = newValue.isNaN ? 1 : min(16, max(0, newValue))
      state.values.withLock { values in
        values.gain = gain
        values.feed?.setGain(gain)
      }
    }
  }

  /// What is under the ear now; nil when nothing is played.
  public var playhead: Playhead? { state.playhead(at: output.now) }

  /// What was counted so far.
  public var statistics: PlayerStatistics { state.statistics }

  /// Ends the sound and gives the output back; nothing can be played afterwards.
  ///
  /// An output that hangs is left alone after ``patienceSeconds``.
  public func close() {
    let thread = state.values.withLock { values in
      values.isClosed = true
      defer { values.thread = nil }
      return values.thread
    }
    thread?.join(state.wake, seconds: Self.patienceSeconds)
  }

  /// Waits until what was asked for so far has been handled; for tests.
  @discardableResult
  package func settle(seconds: Double = 10) -> Bool { state.wake.askAndWait(seconds: seconds) }

  private func order(_ command: PlayerState.Command) {
    state.values.withLock { $0.commands.append(command) }
    state.wake.wake()
  }

  private func setPaused(_ isPaused: Bool) {
    state.values.withLock { values in
      values.isPaused = isPaused
      values.feed?.setPaused(isPaused)
    }
    state.wake.wake()
  }

  private func startThread(_ values: inout PlayerState.Values) {
    guard values.thread == nil, !values.isClosed else { return }
    values.thread = AudioThread { [state, output, converter, latency, onEvent] in
      Feeder(
        state: state, output: output, latency: latency, converter: converter, onEvent: onEvent
      ).run()
    }
  }
}
