extension Command {
  /// Zoom and scroll in time and frequency.
  static let zoom: [Command] = [
    timeZoom("zoom-in", ["+", "z i"], "Zoom in around the cursor") { $0.zoom(by: 2) },
    timeZoom("zoom-out", ["-", "z o"], "Zoom out around the cursor") { $0.zoom(by: 0.5) },
    Command(
      "zoom-all", keys: ["z a"], "Show the whole clip", group: .picture, help: "the whole clip",
      modes: Mode.withPicture, unless: Refusal.noClip
    ) { state in
      state.viewport.rememberSpan()
      state.viewport.span = nil
      return []
    },
    Command(
      "zoom-back", keys: ["z b"], "Go back to the zoom before", group: .picture,
      help: "back to the zoom before", modes: Mode.withPicture,
      unless: { $0.viewport.earlierSpans.isEmpty ? "There was no zoom before." : nil }
    ) { state in
      state.viewport.restoreSpan()
      if let clip = state.clipSamples { state.bringCursorIntoView(of: clip) }
      return []
    },
    Command(
      "centre-cursor", keys: ["z z"], "Put the cursor in the middle of the picture",
      group: .picture, help: "cursor to the middle", modes: Mode.withPicture, unless: Refusal.noClip
    ) { state in
      guard let visible = state.visibleSamples, let clip = state.clipSamples,
        let cursor = state.cursorSample
      else { return [] }
      state.viewport.cursor = cursor
      state.show(cursor - visible.count / 2, count: visible.count, in: clip)
      return []
    },
    frequency(
      "frequency-up", ["K"], "Show higher frequencies", "higher, lower frequencies",
      unless: Refusal.noFrequenciesOrBins
    ) {
      $0.panFrequency(by: 0.25)
    },
    frequency(
      "frequency-down", ["J"], "Show lower frequencies", "higher, lower frequencies",
      unless: Refusal.noFrequenciesOrBins
    ) {
      $0.panFrequency(by: -0.25)
    },
    frequency("frequency-in", ["z f"], "Zoom into the frequencies", "zoom frequency in, out, all") {
      $0.zoomFrequency(by: 2)
    },
    frequency(
      "frequency-out", ["z F"], "Zoom out of the frequencies", "zoom frequency in, out, all"
    ) {
      $0.zoomFrequency(by: 0.5)
    },
    frequency("frequency-all", ["z 0"], "Show all frequencies", "zoom frequency in, out, all") {
      $0.viewport.hertz = nil
    },
    cursor("cursor-up", ["S-Up", "Alt-k"], "Move the cursor to higher frequencies") {
      $0.moveCursor(rows: 1)
    },
    cursor("cursor-down", ["S-Down", "Alt-j"], "Move the cursor to lower frequencies") {
      $0.moveCursor(rows: -1)
    },
    Command(
      "cursor-loudest", keys: [", l"], "Let the cursor follow the loudest frequency",
      group: .picture, help: "follow the loudest frequency", modes: Mode.withPicture,
      unless: Refusal.noFrequenciesOrBins
    ) { state in
      state.viewport.cursorHertz = nil
      state.model.inputBin = nil
      state.say(
        state.viewport.view == .input
          ? "The cursor follows the highest value." : "The cursor follows the loudest frequency.")
      return []
    },
    Command(
      "toggle-harmonics", keys: [", o"], "Mark the harmonics of the cursor, or hide them",
      group: .picture, help: "harmonics of the cursor", modes: [.spectrogram, .label, .segments],
      unless: Refusal.noFrequencies
    ) { state in
      state.viewport.showsHarmonics.toggle()
      state.say(state.viewport.showsHarmonics ? "Harmonics are marked." : "Harmonics are hidden.")
      return []
    },
    Command(
      "next-scale", keys: [", f"],
      "Take the next scale of frequencies: linear, log, mel, Bark, ERB", group: .picture,
      help: "scale: linear log mel Bark ERB", hint: "scale",
      modes: Mode.withPicture.union([.sheet]),
      unless: { state in
        state.viewport.view.ownScale != nil
          ? "The \(state.viewport.view.title) view has its own scale: {next-view} shows another."
          : Refusal.noFrequencies(state)
      }
    ) { state in
      state.stepScale()
      return []
    },
  ]

  private static func cursor(
    _ name: String, _ keys: [String], _ summary: String,
    _ change: @escaping @Sendable (inout AppState) -> Void
  ) -> Command {
    Command(
      name, keys: keys, summary, group: .picture, help: "cursor higher, lower",
      modes: [.spectrogram, .label, .segments],
      unless: { state in
        let isThere =
          state.viewport.view == .input ? !state.inputReadout.isEmpty : state.crosshair != nil
        return Refusal.noFrequenciesOrBins(state)
          ?? (isThere ? nil : "The picture is not there yet.")
      }
    ) { state in
      change(&state)
      return []
    }
  }

  private static func timeZoom(
    _ name: String, _ keys: [String], _ summary: String,
    _ change: @escaping @Sendable (inout AppState) -> Void
  ) -> Command {
    Command(
      name, keys: keys, summary, group: .picture, help: "zoom in, out",
      hint: keys[0] == "+" ? "zoom" : nil, modes: Mode.withPicture,
      modeKeys: [.segments: Array(keys.dropFirst())], unless: Refusal.noClip
    ) { state in
      change(&state)
      return []
    }
  }

  private static func frequency(
    _ name: String, _ keys: [String], _ summary: String, _ help: String,
    unless refusal: @escaping @Sendable (AppState) -> String? = Refusal.noFrequencies,
    _ change: @escaping @Sendable (inout AppState) -> Void
  ) -> Command {
    Command(
      name, keys: keys, summary, group: .picture, help: help, modes: Mode.withColumns,
      unless: refusal
    ) { state in
      change(&state)
      return []
    }
  }
}
