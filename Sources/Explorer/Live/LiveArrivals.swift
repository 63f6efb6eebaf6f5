import Labeling

extension AppState {
  /// Takes what the lane that listens tells.
  mutating func take(_ arrival: LiveArrival) -> [Effect] {
    switch arrival {
    case .kept(let sound): return take(sound, isRecording: false)
    case .recorded(let sound): return take(sound, isRecording: true)
    case .notKept(let failure):
      keeping.requestCount = max(0, keeping.requestCount - 1)
      notice = Notice(failure, at: now)
    case .notRecorded(let failure):
      live?.recording = nil
      notice = Notice(failure, at: now)
    case .started(let format):
      live?.format = format
      live?.end = nil
    case .picture(let picture, let columns):
      live?.show(picture, columns)
    case .columns(let columns): live?.take(columns)
    case .stalled(let seconds): live?.stalledSeconds = seconds
    case .ended(let failure):
      live?.end = failure
      live?.recording = nil
      live?.stalledSeconds = 0
      if live != nil { notice = Notice(failure, at: now) }
    case .refused(let failure):
      if let picture = live?.history?.picture { live?.feature = picture.feature }
      notice = Notice(failure, at: now)
    case .devices(let devices):
      live?.picker?.devices = devices
      live?.picker?.row = devices.firstIndex(where: \.isDefault) ?? 0
    }
    return []
  }

  private mutating func take(_ sound: KeptSound, isRecording: Bool) -> [Effect] {
    let name = sound.path.name.text
    let seconds = Format.shortTime(sound.seconds) + (sound.seconds < 60 ? " s" : "")
    if isRecording {
      live?.recordedCount += 1
      say("Recorded \(name).", seconds)
    } else {
      keeping.requestCount = max(0, keeping.requestCount - 1)
      live?.keptCount += 1
      say("Kept \(name).", sound.label.map { "\(seconds), \($0)" } ?? seconds)
    }
    keeping.sounds.append(sound)
    return [.store(.adopt(sound.path))]
  }

  /// Labels a sound that was kept, now that the library knows it.
  mutating func takeAdopted(_ path: RecordingPath) -> [Effect] {
    guard let place = keeping.sounds.firstIndex(where: { $0.path == path }) else { return [] }
    let sound = keeping.sounds.remove(at: place)
    guard let label = sound.label else { return [] }
    guard let clip = library.clips.first(where: { $0.recording.path == path }) else {
      say(
        "\(path.name.text) is kept without its label.", "the library does not take it",
        kind: .refusal)
      return []
    }
    return perform(
      .add(
        Annotation(
          id: ids.uuid(), clip: clip.id, label: label,
          origin: sound.model.map { .accepted(model: $0) } ?? .person, annotator: annotator,
          created: now)))
  }
}

/// Sounds between the key that keeps them and the library.
public struct KeptSounds: Sendable, Equatable {
  /// Sounds that are being written.
  var requestCount = 0
  /// Sounds that are files, but not yet in the library.
  var sounds: [KeptSound] = []

  /// Nothing is on its way.
  public init() {}

  /// Whether nothing is on its way.
  public var isEmpty: Bool { requestCount == 0 && sounds.isEmpty }
}

extension LiveSession {
  /// Shows another picture, with everything that is remembered.
  mutating func show(_ picture: LivePicture, _ columns: LiveColumns) {
    var history = LiveHistory(picture, first: columns.first)
    history.append(columns)
    self.history = history
    feature = picture.feature
    note(columns)
  }

  /// Takes more sound.
  mutating func take(_ columns: LiveColumns) {
    guard let before = history?.end else { return }
    history?.append(columns)
    let first = max(0, before - columns.first)
    for place in first..<max(first, columns.count) {
      let low = columns.extents[place * 3]
      let high = columns.extents[place * 3 + 1]
      meter.take(amplitude: max(high, -low), seconds: 1 / Float(LiveColumns.rate))
    }
    note(columns)
    stalledSeconds = 0
    if let oldest = history?.first, let frozen, frozen.end <= oldest { self.frozen = nil }
  }

  private mutating func note(_ columns: LiveColumns) {
    sampleCount = max(sampleCount, columns.sampleCount)
    losses = columns.losses
    recording = columns.recording
  }
}
