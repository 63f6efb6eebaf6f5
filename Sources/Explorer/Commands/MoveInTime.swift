extension Command {
  /// Moving the cursor and the picture in time.
  static let moveInTime: [Command] = [
    step("cursor-left", ["h", "Left"], "Move the cursor or the active edge left", -1, false),
    step("cursor-right", ["l", "Right"], "Move the cursor or the active edge right", 1, false),
    step("cursor-far-left", ["H"], "Move the cursor or the active edge far left", -1, true),
    step("cursor-far-right", ["L"], "Move the cursor or the active edge far right", 1, true),
    Command(
      "clip-start", keys: ["Home"], "Move the cursor to the start of the clip", group: .picture,
      help: "start, end of the clip", modes: Mode.withPicture, unless: Refusal.noClip
    ) { $0.moveToEdge(atStart: true) },
    Command(
      "clip-end", keys: ["End"], "Move the cursor to the end of the clip", group: .picture,
      help: "start, end of the clip", modes: Mode.withPicture, unless: Refusal.noClip
    ) { $0.moveToEdge(atStart: false) },
    Command(
      "scroll-right", keys: ["Ctrl-D", "PageDown"], "Scroll the picture right", group: .picture,
      help: "scroll right, left", modes: [.spectrogram, .label, .segments], unless: Refusal.noClip
    ) { state in
      state.pan(by: 0.5)
      return []
    },
    Command(
      "scroll-left", keys: ["Ctrl-U", "PageUp"], "Scroll the picture left", group: .picture,
      help: "scroll right, left", modes: [.spectrogram, .label, .segments], unless: Refusal.noClip
    ) { state in
      state.pan(by: -0.5)
      return []
    },
  ]

  private static func step(
    _ name: String, _ keys: [String], _ summary: String, _ direction: Int, _ isFar: Bool
  ) -> Command {
    Command(
      name, keys: keys, summary, group: .picture,
      help: isFar ? "ten columns, or the edge far" : "cursor, or the active edge",
      hint: isFar ? nil : "cursor", modes: Mode.withPicture, movesEdge: true, unless: Refusal.noClip
    ) { state in
      if state.mode != .segments, state.marked != nil {
        return state.moveEdge(by: direction, isCoarse: isFar)
      }
      state.moveCursor(columns: isFar ? 10 * direction : direction)
      return []
    }
  }
}

extension AppState {

  fileprivate mutating func moveToEdge(atStart: Bool) -> [Effect] {
    guard let clip = clipSamples else { return [] }
    moveCursor(to: atStart ? clip.lowerBound : clip.upperBound - 1, in: clip)
    return []
  }
}
