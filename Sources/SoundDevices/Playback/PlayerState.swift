import Acoustics
import Synchronization

/// What a player's callers and its feeding thread share.
final class PlayerState: Sendable {
  /// What a sound is and how it is to be played.
  struct Order: Sendable {
    let playback: PlaybackID
    let source: any PlaybackSource
    let range: Range<Int>
    var settings: PlaybackSettings
    /// When it was asked for, by the output's clock.
    let askedAt: Double
  }

  enum Command: Sendable {
    case play(Order)
    case change(PlaybackSettings, askedAt: Double)
    case seek(Int, askedAt: Double)
    case stop

    /// Whether it makes needless what was asked for before.
    var replaces: Bool {
      switch self {
      case .play, .stop: true
      case .change, .seek: false
      }
    }
  }

  struct Values {
    var commands: [Command] = []
    var playbackCount = 0
    var isClosed = false
    var isPaused = false
    var gain: Float = 1
    var feed: OutputFeed?
    /// In order of their start; the last one is what is being fed.
    var timelines: [Timeline] = []
    var thread: AudioThread?
    /// What earlier feeds counted.
    var counted = PlayerStatistics()
  }

  /// More timelines than seeks are possible while the first of them is still on its way to the ear.
  private static let mostTimelines = 64
  /// How far the ear may be behind the device, in seconds.
  private static let longestLatency = 10.0

  let wake = WakePipe()
  let values = Mutex(Values())

  var isClosed: Bool { values.withLock { $0.isClosed } }
  var isPaused: Bool { values.withLock { $0.isPaused } }
  var hasCommands: Bool { values.withLock { !$0.commands.isEmpty || $0.isClosed } }

  /// Takes what was asked for; what a later order makes needless is left out.
  func takeCommands() -> [Command] {
    values.withLock { values in
      let first = values.commands.lastIndex { $0.replaces } ?? 0
      defer { values.commands = [] }
      return Array(values.commands[first...])
    }
  }

  /// Makes a feed the one that is played, with the volume that was asked for.
  func install(_ feed: OutputFeed?) {
    values.withLock { values in
      if let old = values.feed { values.counted.add(old.statistics) }
      feed?.setGain(values.gain)
      values.feed = feed
      values.timelines = []
    }
  }

  func add(_ timeline: Timeline) {
    values.withLock { values in
      values.timelines.append(timeline)
      if values.timelines.count > Self.mostTimelines { values.timelines.removeFirst() }
    }
  }

  /// Adds to what is known of the timeline that is being fed.
  func extend(_ anchors: [TimeMap.Anchor], takenUpTo position: Int) {
    guard !anchors.isEmpty else { return }
    values.withLock { values in
      guard let feed = values.feed, let last = values.timelines.indices.last else { return }
      let taken = Double(position - values.timelines[last].start)
      values.timelines[last].map.append(anchors)
      values.timelines[last].map.forget(
        before: taken - Self.longestLatency * feed.format.sampleRate)
    }
  }

  func forgetTimelines() { values.withLock { $0.timelines = [] } }

  /// Lets the feed rest or play, as was asked for at last.
  func applyPause() { values.withLock { $0.feed?.setPaused($0.isPaused) } }

  /// What was counted with all feeds.
  var statistics: PlayerStatistics {
    values.withLock { values in
      var result = values.counted
      if let feed = values.feed { result.add(feed.statistics) }
      return result
    }
  }

  /// The sample of a sound that the device gets next; nil when it got none of it yet.
  func nextSample(of playback: PlaybackID, atRing position: Int) -> Int? {
    values.withLock { values in
      let timeline = values.timelines.last { $0.start <= position }
      guard let timeline, timeline.playback == playback else { return nil }
      return timeline.place(atRing: Double(position)).sample
    }
  }

  /// What is under the ear at a time of the output's clock.
  func playhead(at now: Double) -> Playhead? {
    values.withLock { values in
      guard let feed = values.feed, let newest = values.timelines.last else { return nil }
      var (position, isAudible) = feed.heard(at: now)
      var index = values.timelines.lastIndex { Double($0.start) <= position + 1e-3 }
      // Where nothing of ours is heard, the newest sound is what comes next.
      if index == nil || !isAudible && Double(newest.start) > position {
        index = values.timelines.count - 1
        position = Double(newest.start)
        isAudible = false
      }
      guard let index else { return nil }
      position = max(position, values.timelines[index].latest)
      values.timelines[index].latest = position
      let place = values.timelines[index].place(atRing: position)
      return Playhead(
        playback: values.timelines[index].playback, sample: place.sample, pass: place.pass,
        isAudible: isAudible)
    }
  }
}
