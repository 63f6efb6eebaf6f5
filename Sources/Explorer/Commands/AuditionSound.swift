extension Command {
  /// Where clips are heard.
  private static let soundModes = Mode.withPicture.union([.sheet])

  /// Hearing the clip, and how it sounds.
  static let auditionSound: [Command] = [
    sound(
      "play-pause", ["Space"], "Play the selection, or the clip from the cursor; hold it, go on",
      "play, pause", hint: "play"
    ) { state in
      guard let playing = state.audition.playing else { return state.playFromHere() }
      state.audition.playing?.isPaused = !playing.isPaused
      return [.sound(playing.isPaused ? .resume : .pause)]
    },
    Command(
      "play-selection", keys: ["p"], "Play the selection", group: .sound,
      help: "play selection, clip, window", hint: "play it", modes: soundModes,
      unless: { state in
        state.marked == nil
          ? "{play-selection} plays a selection, and nothing is marked: {play-clip} plays the clip."
          : state.soundRefusal
      }
    ) { state in
      state.play(state.marked?.span, band: state.soundBand)
    },
    sound("play-clip", ["P"], "Play the whole clip", "play selection, clip, window") {
      $0.play(nil)
    },
    sound("play-window", ["w"], "Play what the picture shows", "play selection, clip, window") {
      $0.play($0.visibleSamples)
    },
    sound("play-from-cursor", ["@"], "Play from the cursor, or go there", "play from the cursor") {
      $0.playFromCursor()
    },
    Command("stop-sound", keys: [], "End the sound", group: .sound, modes: soundModes) {
      $0.stopSound()
    },
    setting("loop", ["\\"], "Play again and again, or once", "loop on, off") { state in
      state.audition.isLooping.toggle()
      return state.audition.isLooping ? "Sounds begin again at their end." : "Sounds play once."
    },
    setting("slower", ["<"], "Play slower", "slower, faster, normal") { $0.stepSpeed(by: -1) },
    setting("faster", [">"], "Play faster", "slower, faster, normal") { $0.stepSpeed(by: 1) },
    setting("normal-speed", ["="], "Play at normal speed", "slower, faster, normal") { state in
      state.audition.speed = 1
      return state.speedSentence
    },
    setting(
      "keep-pitch", ["~"], "Keep the pitch at other speeds, or let it drop", "pitch kept, dropped"
    ) { state in
      state.audition.keepsPitch.toggle()
      return state.audition.keepsPitch
        ? "Other speeds keep the pitch." : "Slower is lower: pitch follows the speed."
    },
    setting("louder", ["^"], "Raise the volume by 3 dB", "louder, softer") {
      $0.stepVolume(by: Audition.volumeStep)
    },
    setting("softer", ["_"], "Lower the volume by 3 dB", "louder, softer") {
      $0.stepVolume(by: -Audition.volumeStep)
    },
    setting(
      "next-side", ["|"], "Hear both sides, their mean, the left or the right one",
      "mono, left, right, both"
    ) { state in
      let all = Audition.Side.allCases
      let place = all.firstIndex(of: state.audition.side) ?? 0
      state.audition.side = all[(place + 1) % all.count]
      return switch state.audition.side {
      case .both: "Channels are heard as recorded."
      case .mono: "All channels are mixed."
      case .left: "The left channel is heard on both sides."
      case .right: "The right channel is heard on both sides."
      }
    },
    setting("band-pass", ["B"], "Hear the selected frequencies alone, or all", "selected band, all")
    {
      state in
      state.audition.isBanded.toggle()
      return state.audition.isBanded
        ? "A selection of frequencies is heard alone." : "All frequencies are heard."
    },
    setting(
      "play-on-arrival", ["A"], "Play each clip as the cursor comes to it, or not",
      "play on arrival"
    ) { state in
      state.audition.playsOnArrival.toggle()
      return state.audition.playsOnArrival
        ? "Clips play as the cursor comes to them." : "Clips play when asked."
    },
    Command(
      "next-device", keys: ["D"], "Send the sound to the next device", group: .sound,
      help: "next sound device", modes: soundModes
    ) { _ in [.sound(.nextDevice)] },
  ]

  private static func sound(
    _ name: String, _ keys: [String], _ summary: String, _ help: String, hint: String? = nil,
    run: @escaping @Sendable (inout AppState) -> [Effect]
  ) -> Command {
    Command(
      name, keys: keys, summary, group: .sound, help: help, hint: hint, modes: soundModes,
      unless: { $0.soundRefusal }, run: run)
  }

  /// A command that says what is chosen now, and lets what is played go on so.
  private static func setting(
    _ name: String, _ keys: [String], _ summary: String, _ help: String,
    _ change: @escaping @Sendable (inout AppState) -> String
  ) -> Command {
    Command(name, keys: keys, summary, group: .sound, help: help, modes: soundModes) { state in
      let sentence = change(&state)
      state.say(sentence)
      return state.changeSound()
    }
  }
}

extension AppState {
  fileprivate mutating func playFromCursor() -> [Effect] {
    guard let cursor = cursorSample, let clip = clipSamples, clip.contains(cursor) else {
      return play(nil)
    }
    if let playing = audition.playing, (playing.span ?? clip).contains(cursor) {
      audition.playing?.isPaused = false
      audition.playing?.playhead = cursor
      return [.sound(.seek(cursor))] + (playing.isPaused ? [.sound(.resume)] : [])
    }
    return play(clip, from: cursor)
  }

  fileprivate mutating func stepSpeed(by step: Int) -> String {
    let speeds = Audition.speeds
    let place = speeds.firstIndex(of: audition.speed) ?? 0
    audition.speed = speeds[min(max(place + step, 0), speeds.count - 1)]
    return speedSentence
  }

  fileprivate var speedSentence: String {
    guard audition.speed != 1 else { return "Normal speed." }
    let pitch = audition.keepsPitch ? "the pitch stays" : "the pitch follows"
    return "Speed ×\(AuditionReadout.speed(audition.speed)), \(pitch)."
  }

  fileprivate mutating func stepVolume(by step: Int) -> String {
    let limits = Audition.volumes
    audition.decibels = min(max(audition.decibels + step, limits.lowerBound), limits.upperBound)
    return "Volume \(Format.number(Double(audition.decibels), decimals: 0)) dB."
  }
}
