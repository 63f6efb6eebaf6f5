import Acoustics
import Explorer
import Labeling
import SoundDevices
import SoundFiles

/// The thread that plays: has the player and the open recordings, and tells the playhead.
final class SoundDesk {
  /// What is played.
  private struct Current {
    var order: SoundOrder
    let isPart: Bool
    let playback: PlaybackID
    let sound: OpenSounds.Sound
    var isPaused = false
    var hasChanged = false
  }

  private let setup: SoundSetup
  private let location: LibraryLocation
  private let inbox: SoundInbox
  private let tell: (SoundReport) -> Void
  private var sounds = OpenSounds()
  private var player: Player?
  /// Which player events are of; those of an earlier one are void.
  private var playerNumber = 0
  private var device: String?
  private var toldDevice: String?
  private var current: Current?
  private var cells: SoundCells?
  private var toldCell: Int?
  private var toldSecond: Int?
  private var nextLook = ContinuousClock.now

  init(
    _ setup: SoundSetup, _ location: LibraryLocation, _ inbox: SoundInbox,
    tell: @escaping (SoundReport) -> Void
  ) {
    self.setup = setup
    self.location = location
    self.inbox = inbox
    self.tell = tell
    device = setup.device
  }

  /// Works until the inbox is closed.
  func work() {
    while let items = inbox.take(milliseconds: napMilliseconds) {
      for item in items.withoutVoid {
        switch item {
        case .request(let request): handle(request)
        case .event(let event, let number): if number == playerNumber { handle(event) }
        }
      }
      tellPlayhead()
      lookAtFile()
    }
    player?.close()
  }

  // MARK: Requests

  private func handle(_ request: SoundRequest) {
    switch request {
    case .play(let order): play(order)
    case .change(let style):
      guard let playing = current else { return }
      current?.order.style = style
      player?.volume = style.gain
      player?.change(PlaybackSettings(style, isPart: playing.isPart))
    case .seek(let sample):
      forgetTold()
      player?.seek(to: sample)
    case .pause: setPaused(true)
    case .resume: setPaused(false)
    case .stop:
      current = nil
      player?.stop()
    case .follow(let cells):
      self.cells = cells
      forgetTold()
    case .nextDevice: chooseNextDevice()
    }
  }

  private func play(_ order: SoundOrder) {
    let sound: OpenSounds.Sound
    do throws(Failure) {
      sound = try sounds.open(location.absolutePath(of: order.path))
    } catch {
      current = nil
      player?.stop()
      tell(.unreadable(order.id, error))
      return
    }
    let player = openPlayer()
    player.volume = order.style.gain
    let isPart = order.span.map { $0 != 0..<sound.source.sampleCount } ?? false
    let playback = player.play(
      sound.source, order.span.map(SampleRange.init),
      settings: PlaybackSettings(order.style, isPart: isPart))
    if let start = order.start { player.seek(to: start) }
    current = Current(order: order, isPart: isPart, playback: playback, sound: sound)
    cells = nil
    forgetTold()
    nextLook = .now + .seconds(1)
  }

  private func setPaused(_ isPaused: Bool) {
    current?.isPaused = isPaused
    if isPaused { player?.pause() } else { player?.resume() }
  }

  private func openPlayer() -> Player {
    if let player { return player }
    playerNumber += 1
    let number = playerNumber
    let player = Player(
      output: setup.output(device: device), latency: setup.latency,
      converter: Resampler.converters
    ) { [inbox] in inbox.put(.event($0, player: number)) }
    self.player = player
    return player
  }

  // MARK: Devices

  private func chooseNextDevice() {
    if let target = setup.target {
      tell(
        .trouble(
          Failure(
            what: "Sound goes to \(target.name)", why: "--audio-out says so",
            remedy: "start without it to choose a device")))
      return
    }
    let devices: [AudioDevice]
    do throws(AudioDeviceError) {
      devices = try setup.findOutputs()
    } catch {
      tell(.silent(current?.order.id ?? 0, Self.silence(error)))
      return
    }
    guard let next = next(after: device, in: devices) else {
      tell(.silent(current?.order.id ?? 0, Self.silence(.noDevice(.output))))
      return
    }
    device = next.id
    toldDevice = next.name
    tell(.chosen(next.name))
    move(to: next)
  }

  private func next(after id: String?, in devices: [AudioDevice]) -> AudioDevice? {
    let place =
      id.map { id in devices.firstIndex { $0.id == id || $0.name == id } }
      ?? devices.firstIndex(where: \.isDefaultOutput)
    guard let place else { return devices.first }
    return devices[(place + 1) % devices.count]
  }

  /// Goes on with another device from where it was.
  private func move(to device: AudioDevice) {
    let place = player?.playhead?.sample
    let playing = current
    player?.close()
    player = nil
    guard let playing, !playing.order.isEdge else { return }
    var order = playing.order
    order.start = place
    let cells = cells
    play(order)
    self.cells = cells
    if playing.isPaused { setPaused(true) }
  }

  /// What is said of a device that gives no sound.
  static func silence(_ error: AudioDeviceError) -> Failure {
    switch error {
    case .noDevice, .noSystem:
      Failure(
        what: "No sound device", why: "silent", remedy: "--audio-out sends PCM elsewhere")
    default: Failure(error.sentence)
    }
  }

  // MARK: Events

  private func handle(_ event: PlayerEvent) {
    switch event {
    case .started(let playback, _): begin(playback)
    case .moved: forgetTold()
    case .ended(let playback, let end):
      if end != .replaced { finish(playback) { .ended($0) } }
    case .failed(let playback, let error):
      toldDevice = nil
      finish(playback) { .silent($0, Self.silence(error)) }
    case .sourceFailed(let playback, let error):
      let failure = (error as? SoundFileError).map { Failure($0) }
      finish(playback) { .unreadable($0, failure ?? Failure(what: "Cannot play on: \(error)")) }
    case .deviceLost(let error, _, _):
      current = nil
      toldDevice = nil
      tell(.lost(Failure(error.sentence)))
    case .stalled(let error): tell(.trouble(Failure(error.sentence)))
    case .resumed: break
    case .underrun(let total): tell(.underruns(total))
    }
  }

  private func begin(_ playback: PlaybackID) {
    guard let playing = current, playing.playback == playback else { return }
    if let name = player?.output.name, name != toldDevice {
      toldDevice = name
      tell(.device(name))
    }
    let source = playing.sound.source
    let whole = 0..<source.sampleCount
    tell(
      .started(
        playing.order.id, span: playing.order.span?.clamped(to: whole) ?? whole,
        sampleRate: source.sampleRate))
  }

  private func finish(_ playback: PlaybackID, _ report: (Int) -> SoundReport) {
    guard let playing = current, playing.playback == playback else { return }
    current = nil
    tell(report(playing.order.id))
  }

  // MARK: The playhead

  /// Milliseconds until the playhead comes to another cell; nil where nothing moves.
  private var napMilliseconds: Int? {
    guard let playing = current, !playing.isPaused, !playing.order.isEdge else { return nil }
    guard let cells, let sample = player?.playhead?.sample else { return Self.longestNap }
    let rate = playing.sound.source.sampleRate * playing.order.style.speed
    let next = cells.sample(ofColumn: cells.column(of: sample) + 1)
    let seconds = Double(max(0, next - sample)) / max(1, rate)
    return Int(min(max(seconds * 1000, Double(Self.shortestNap)), Double(Self.longestNap)))
  }

  /// No screen is drawn more often.
  private static let shortestNap = 33
  private static let longestNap = 200

  private func forgetTold() { (toldCell, toldSecond) = (nil, nil) }

  /// Tells the playhead when it came to another cell, or to another second of a wide cell.
  private func tellPlayhead() {
    guard let playing = current, !playing.order.isEdge, let cells, let playhead = player?.playhead,
      playhead.playback == playing.playback
    else { return }
    let cell = cells.column(of: playhead.sample)
    let second = Int(Double(playhead.sample) / playing.sound.source.sampleRate)
    guard cell != toldCell || second != toldSecond else { return }
    (toldCell, toldSecond) = (cell, second)
    tell(.playhead(playing.order.id, sample: playhead.sample))
  }

  /// Notices a recording that changes while it plays; once for each.
  private func lookAtFile() {
    guard let playing = current, !playing.hasChanged, !playing.isPaused,
      ContinuousClock.now >= nextLook
    else { return }
    nextLook = .now + .seconds(1)
    guard let failure = sounds.change(of: playing.sound) else { return }
    current?.hasChanged = true
    tell(.recordingChanged(playing.order.id, failure))
  }
}
