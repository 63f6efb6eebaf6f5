import CellCanvas

extension Command {
  /// Jumping in a clip: to a time, a sound, a region, a mark, and back.
  static let goPlaces: [Command] = [
    Command(
      "go", keys: ["g j"], "Go to a time: 1:23.4, 83.4, +5, 50 %", group: .picture,
      help: "a time: 1:23.4 +5 50 %", modes: Mode.withPicture, unless: Refusal.noClip
    ) { state in
      state.prompt = Prompt(.time)
      return []
    },
    Command(
      "go-loudest", keys: ["g x"], "Go to the loudest sample in view", group: .picture,
      help: "the loudest in view", modes: Mode.withPicture, unless: Refusal.noClip
    ) { $0.seekLoudest() },
    onset("go-next-onset", "g n", "Go to the next beginning of a sound", isNext: true),
    onset("go-previous-onset", "g N", "Go to the beginning of a sound before", isNext: false),
    region("go-next-region", "g ]", "Go to the next region from the cursor", isNext: true),
    region("go-previous-region", "g [", "Go to the region before the cursor", isNext: false),
    Command(
      "set-mark", keys: ["m"], "Mark this place with a letter", group: .picture,
      help: "mark a place, go there", unless: Refusal.noClip
    ) { $0.await(.mark, "m") },
    Command(
      "go-mark", keys: ["'"], "Go to a mark, or back from the last jump with '", group: .picture,
      help: "mark a place, go there", unless: Refusal.noClip
    ) { $0.await(.jump, "'") },
    Command(
      "jump-back", keys: ["Ctrl-O"], "Go back to where the last jump began", group: .picture,
      help: "back, forward through jumps", modes: Mode.withPicture,
      unless: { $0.places.last == nil ? "There is no jump to go back from." : nil }
    ) { state in
      guard let here = state.currentPlace, let place = state.places.older(than: here) else {
        return []
      }
      return state.go(to: place)
    },
    Command(
      "jump-forward", keys: ["Tab"], "Go forward again through the jumps", group: .picture,
      help: "back, forward through jumps", modes: Mode.withPicture,
      unless: { $0.places.hasNewer ? nil : "There is no jump to go forward to." }
    ) { state in state.places.newer().map { state.go(to: $0) } ?? [] },
  ]

  private static func onset(
    _ name: String, _ keys: String, _ summary: String, isNext: Bool
  ) -> Command {
    Command(
      name, keys: [keys], summary, group: .picture, help: "next, previous sound",
      modes: Mode.withPicture, unless: Refusal.noClip
    ) { $0.seekOnset(isNext: isNext) }
  }

  private static func region(
    _ name: String, _ keys: String, _ summary: String, isNext: Bool
  ) -> Command {
    Command(
      name, keys: [keys], summary, group: .picture, help: "next, previous region",
      modes: Mode.withPicture,
      unless: { state in
        if let failure = Refusal.noClip(state) { return failure }
        guard state.regionOnset(isNext: isNext) == nil else { return nil }
        return "No region begins \(isNext ? "after" : "before") the cursor."
      }
    ) { state in
      if let sample = state.regionOnset(isNext: isNext) { state.jump(to: sample) }
      return []
    }
  }
}

extension AppState {
  fileprivate mutating func await(_ awaited: Places.Awaited, _ key: Character) -> [Effect] {
    places.awaited = awaited
    pendingKeys = [KeyChord(.character(key))]
    return []
  }
}
