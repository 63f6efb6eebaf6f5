extension Command {
  /// Moving the cursor and the picture in time.
  static let moveInTime: [Command] = [
    Command(
      "cursor-left", keys: ["h", "Left"], "Move the cursor left by a column", group: .picture,
      help: "cursor left, right", hint: "cursor", unless: Refusal.noClip
    ) { $0.moveInTime(columns: -1) },
    Command(
      "cursor-right", keys: ["l", "Right"], "Move the cursor right by a column", group: .picture,
      help: "cursor left, right", unless: Refusal.noClip
    ) { $0.moveInTime(columns: 1) },
    Command(
      "cursor-far-left", keys: ["H"], "Move the cursor left by ten columns", group: .picture,
      help: "ten columns left, right", unless: Refusal.noClip
    ) { $0.moveInTime(columns: -10) },
    Command(
      "cursor-far-right", keys: ["L"], "Move the cursor right by ten columns", group: .picture,
      help: "ten columns left, right", unless: Refusal.noClip
    ) { $0.moveInTime(columns: 10) },
    Command(
      "clip-start", keys: ["Home"], "Move the cursor to the start of the clip", group: .picture,
      help: "start, end of the clip", unless: Refusal.noClip
    ) { $0.moveToEdge(atStart: true) },
    Command(
      "clip-end", keys: ["End"], "Move the cursor to the end of the clip", group: .picture,
      help: "start, end of the clip", unless: Refusal.noClip
    ) { $0.moveToEdge(atStart: false) },
    Command(
      "scroll-right", keys: ["Ctrl-D", "PageDown"], "Scroll the picture right", group: .picture,
      help: "scroll right, left", modes: [.spectrogram], unless: Refusal.noClip
    ) { state in
      state.pan(by: 0.5)
      return []
    },
    Command(
      "scroll-left", keys: ["Ctrl-U", "PageUp"], "Scroll the picture left", group: .picture,
      help: "scroll right, left", modes: [.spectrogram], unless: Refusal.noClip
    ) { state in
      state.pan(by: -0.5)
      return []
    },
  ]
}

extension AppState {
  fileprivate mutating func moveInTime(columns: Int) -> [Effect] {
    moveCursor(columns: columns)
    return []
  }

  fileprivate mutating func moveToEdge(atStart: Bool) -> [Effect] {
    guard let clip = clipSamples else { return [] }
    moveCursor(to: atStart ? clip.lowerBound : clip.upperBound - 1, in: clip)
    return []
  }
}
