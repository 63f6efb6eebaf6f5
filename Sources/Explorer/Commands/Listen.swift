import CellCanvas

extension Command {
  /// Listening to live sound.
  static let listen: [Command] =
    [
      Command(
        "go-live", keys: ["g v"], "Listen to a microphone", group: .live,
        help: "listen to a microphone", modes: Mode.withClips
      ) { $0.listen() },
      live(
        "live-freeze", ["Space"], "Stop the picture; listening goes on", "stop the picture, go on",
        "freeze"
      ) {
        $0.freeze()
        return []
      },
      live(
        "live-keep", ["Enter"], "Keep the last seconds as a clip", "keep the last seconds", "keep"
      ) {
        $0.keepSound(label: nil)
      },
      live(
        "live-keep-heard", ["y"], "Keep the sound that the model heard last, with its label",
        "keep what the model heard", "keep heard",
        unless: { state in
          if state.model.card == nil { return "There is no model: {load-model} loads one." }
          return state.live?.hearing.detections.isEmpty == false
            ? nil : "The model heard nothing that it knows yet."
        }
      ) { $0.keepHeard() },
      live(
        "live-record", ["r"], "Begin to record, or end it", "record on, off", "record",
        unless: hasEnded
      ) { [.live(.record($0.live?.recording == nil))] },
      live(
        "live-trigger-down", ["t"], "Record by itself from a lower level on",
        "level that records, down, up", "trigger"
      ) {
        $0.changeTrigger(by: -3)
      },
      live(
        "live-trigger-up", ["T"], "Record by itself from a higher level on",
        "level that records, down, up", nil
      ) {
        $0.changeTrigger(by: 3)
      },
      live(
        "live-next-style", ["v"], "Draw it as scroll, waterfall or sweep",
        "scroll, waterfall, sweep", "style"
      ) {
        guard let style = $0.live?.style else { return [] }
        let all = LiveStyle.allCases
        $0.live?.style = all[((all.firstIndex(of: style) ?? 0) + 1) % all.count]
        return []
      },
      live("live-keep-less", ["["], "Keep fewer seconds", "keep fewer, more seconds", nil) {
        $0.changeKeepSeconds(by: -1)
        return []
      },
      live("live-keep-more", ["]"], "Keep more seconds", "keep fewer, more seconds", nil) {
        $0.changeKeepSeconds(by: 1)
        return []
      },
      live(
        "live-mark", ["m"], "Mark this moment, or take the mark back",
        "mark, go to the mark before", "mark"
      ) {
        $0.markLive()
        return []
      },
      live(
        "live-go-to-mark", ["'"], "Go to the mark before", "mark, go to the mark before", nil,
        unless: { $0.live?.marks.isEmpty == false ? nil : "Nothing is marked: m marks." }
      ) {
        $0.goToMark()
        return []
      },
      live(
        "live-device", ["D"], "Choose another device", "choose a device", "device",
        unless: {
          $0.live?.source.isDevice == true
            ? nil : "The sound comes from \($0.live?.title ?? "elsewhere"), not from a device."
        }
      ) {
        $0.live?.picker = DevicePicker()
        return [.live(.listDevices)]
      },
    ] + moveInLive

  private static let moveInLive: [Command] = [
    move("live-left", ["h", "Left"], "Move the cursor to the sound before", "cursor left, right") {
      $0.moveLiveCursor(cells: -1)
    },
    move("live-right", ["l", "Right"], "Move the cursor to the sound after", "cursor left, right") {
      $0.moveLiveCursor(cells: 1)
    },
    move("live-far-left", ["H"], "Move the cursor back by ten", "ten columns left, right") {
      $0.moveLiveCursor(cells: -10)
    },
    move("live-far-right", ["L"], "Move the cursor forward by ten", "ten columns left, right") {
      $0.moveLiveCursor(cells: 10)
    },
    move("live-oldest", ["Home"], "Go to the oldest sound remembered", "oldest, newest sound") {
      $0.moveLiveCursor(to: 0)
    },
    move("live-newest", ["End"], "Go to the newest sound", "oldest, newest sound") {
      $0.moveLiveCursor(to: .max)
    },
    move("live-back", ["Ctrl-U", "PageUp"], "Scroll back by half", "scroll back, forward") {
      $0.panLive(by: -0.5)
    },
    move("live-forward", ["Ctrl-D", "PageDown"], "Scroll forward by half", "scroll back, forward") {
      $0.panLive(by: 0.5)
    },
    live("live-zoom-in", ["+", "z i"], "Look closer at the time", "zoom in, out", nil) {
      $0.zoomLive(by: -1)
      return []
    },
    live("live-zoom-out", ["-", "z o"], "Look at more of the time", "zoom in, out", nil) {
      $0.zoomLive(by: 1)
      return []
    },
  ]

  private static let hasEnded: @Sendable (AppState) -> String? = { state in
    state.live?.format == nil || state.live?.end != nil
      ? "No sound comes that could be recorded." : nil
  }

  private static func live(
    _ name: String, _ keys: [String], _ summary: String, _ help: String, _ hint: String?,
    unless refusal: @escaping @Sendable (AppState) -> String? = { _ in nil },
    run: @escaping @Sendable (inout AppState) -> [Effect]
  ) -> Command {
    Command(
      name, keys: keys, summary, group: .live, help: help, hint: hint, modes: [.live],
      unless: refusal, run: run)
  }

  private static func move(
    _ name: String, _ keys: [String], _ summary: String, _ help: String,
    _ change: @escaping @Sendable (inout AppState) -> Void
  ) -> Command {
    live(
      name, keys, summary, help, nil,
      unless: { $0.live?.frozen == nil ? "The picture moves: Space stops it first." : nil }
    ) { state in
      change(&state)
      return []
    }
  }
}
