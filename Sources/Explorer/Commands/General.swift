extension Command {
  /// Modes, help, the palette, leaving.
  static let general: [Command] = [
    Command(
      "open-clip", keys: ["Enter"], "Give the picture the whole window", group: .general,
      help: "picture alone, back", hint: "open", modes: Mode.withList, unless: Refusal.noClip
    ) { state in
      state.sheet.isBehind = state.mode == .sheet
      state.mode = .spectrogram
      return []
    },
    Command(
      "go-browse", keys: ["g b"], "Go to the list", group: .general,
      help: "list, picture, regions", modes: Mode.places
    ) { state in
      state.sheet.isBehind = false
      return state.stopListening(.browse)
    },
    Command(
      "go-spectrogram", keys: ["g s"], "Go to the picture", group: .general,
      help: "list, picture, regions", modes: Mode.places
    ) { $0.stopListening(.spectrogram) },
    Command(
      "go-label", keys: ["g l"], "Go to the regions of the clip", group: .general,
      help: "list, picture, regions", modes: Mode.places.subtracting([.live]),
      unless: Refusal.noClip
    ) { state in
      state.mode = .label
      return []
    },
    Command(
      "show-facts", keys: ["I"], "Show the facts about this clip", group: .general,
      help: "facts about this clip", modes: Mode.withClips, unless: Refusal.noClip
    ) { state in
      state.overlay = .facts
      return []
    },
    Command(
      "rescan", keys: [], "Look for new, moved and missing recordings", group: .list,
      modes: Mode.withClips
    ) { state in
      state.scan.isOver = false
      state.isRescanning = true
      state.say("Looking for recordings again.")
      return [.store(.rescan)]
    },
    Command(
      "show-help", keys: ["?", "F1"], "Show the keys of this mode", group: .general, help: "help",
      modes: Mode.all
    ) { state in
      state.overlay = .help(state.mode, scroll: 0)
      return []
    },
    Command(
      "run-command", keys: [":"], "Run a command by its name", group: .general,
      help: "every command by name", modes: Mode.all
    ) { state in
      state.prompt = Prompt(.command)
      return []
    },
    Command(
      "repaint", keys: ["Ctrl-L"], "Draw the screen anew", group: .general,
      help: "draw the screen anew", modes: Mode.all
    ) { _ in [.repaint] },
    Command(
      "cancel", keys: ["Esc"], "Give up a mark, a range, the picks or the picture alone",
      group: .general, help: "give up mark, range, picks", modes: Mode.all
    ) { state in
      if state.preview != nil { return state.leavePreview() }
      state.escape()
      return []
    },
    Command(
      "back", keys: ["q"], "Go back to the list, or quit from there", group: .general,
      help: "back, quit", hint: "quit", modes: Mode.all
    ) { state in
      if state.preview != nil { return state.leavePreview() }
      if state.mode == .live, state.live?.isWholeProgram != true {
        return state.stopListening(.browse)
      }
      if state.mode != .browse, state.mode != .live {
        let wasTraining = state.mode == .training && state.model.training?.isRunning == true
        state.leaveClip()
        if wasTraining { state.say("The training goes on.", "{go-training} shows it") }
        return []
      }
      if state.mode == .browse, state.isReviewing {
        state.overlay = .review
        return []
      }
      return state.quit()
    },
    Command(
      "quit", keys: [], "Quit when every label is on disk", group: .general, modes: Mode.all
    ) { $0.quit() },
  ]
}

extension AppState {
  /// Leaves once the store has answered; asks when labels could not be written.
  mutating func quit() -> [Effect] {
    guard saving.unsaved.isEmpty else {
      prompt = Prompt(.quit)
      return []
    }
    if let run = model.training, !run.mayQuit(at: now) {
      model.training?.quitAsked = now
      let percent = min(99, Int(run.share * 100))
      say(
        "Training is \(percent) % done.",
        (run.facts?.passCount ?? 1) > 1
          ? "{back} again quits, {go-training} goes on later"
          : "{back} again quits and gives it up",
        kind: .refusal)
      return []
    }
    saving.isQuitting = true
    return leave()
  }

  /// Remembers the session and ends.
  func leave() -> [Effect] {
    (session.map { [.store(.save($0))] } ?? []) + [.quit]
  }
}
