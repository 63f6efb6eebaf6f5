import CellCanvas
import Labeling

/// Changes the state by what happened and says what to ask of the world. It is the only writer.
///
/// It reads no clock, file or random source, so the same events always give the same state.
public func update(_ state: inout AppState, _ event: Event) -> [Effect] {
  switch event {
  case .key where state.macros.replay != nil:
    state.interruptReplay()
    return []
  case .key(let chord): state.note(chord)
  case .pasted(let text): state.note(pasted: text)
  default: break
  }
  let effects = react(&state, event)
  guard state.macros.replay != nil else { return effects }
  if case .drawing = event { return effects }
  return effects + state.goOnReplaying { react(&$0, .key($1)) }
}

/// Changes the state by what happened, without the keys of macros that follow of it.
private func react(_ state: inout AppState, _ event: Event) -> [Effect] {
  var effects: [Effect]
  let before = state.current?.id
  var isKey = false
  switch event {
  case .tick(let now):
    state.now = now
    if let expiry = state.notice?.expiry, expiry <= now { state.notice = nil }
    if let effects = state.giveUpPixels() { return effects }
    guard let move = state.marking.move, move.isOver(at: now), state.marking.snaps.isEmpty else {
      return []
    }
    return state.settleMove()
  case .drawing:
    state.prepareToDraw()
    return []
  case .key(let chord):
    isKey = true
    effects = state.press(chord)
  case .pointer(let input):
    isKey = input.action == .press
    effects = state.point(input)
  case .command(let name): effects = state.run(name)
  case .pasted(let text): effects = state.paste(text)
  case .resized(let size):
    state.size = size
    effects = []
  case .pixels(let screen):
    state.takePixels(screen)
    effects = []
  case .arrived(let arrival): effects = state.take(arrival)
  case .ended:
    effects = state.settleMove()
    state.saving.isQuitting = true
    effects += state.leave()
  }
  effects += state.beginReviewIfReady()
  if state.current?.id != before {
    state.lastShown = before
    effects += state.forgetMarks()
  }
  if state.mode != .spectrogram { state.pair = nil }
  state.browser.scroll(rows: state.listRows)
  if state.mode == .sheet {
    state.sheet.scroll(
      to: state.browser.cursor, of: state.browser.order.count, state.sheetLayout)
  }
  state.lookAgain()
  effects += state.followSound(from: before, isKey: isKey)
  state.recount()
  return effects + state.wishForPictures() + state.wishForThumbnails() + state.wishForMeasures()
    + state.wishForOpinions()
}

extension AppState {
  fileprivate mutating func press(_ chord: KeyChord) -> [Effect] {
    if chord == KeyChord(.character("l"), control: true) { return [.repaint] }
    notice = nil
    if walkTour(chord) { return [] }
    if overlay != nil { return pressInOverlay(chord) }
    if live?.picker != nil { return pressInPicker(chord) }
    if prompt != nil { return pressInPrompt(chord) }
    if let awaited = places.awaited { return takeLetter(chord, awaited) }
    if chord.key == .escape, !pendingKeys.isEmpty {
      pendingKeys = []
      return []
    }
    pendingKeys.append(chord)
    let keys = pendingKeys
    switch keymap.meaning(of: keys, in: mode) {
    case .unfinished: return []
    case .unbound:
      pendingKeys = []
      say(
        "\(Keymap.written(keys)) does nothing here.", "{show-help} shows the keys", kind: .refusal)
      return []
    case .command(let name):
      pendingKeys = []
      return run(name)
    }
  }

  /// Runs a command by its name unless it refuses.
  mutating func run(_ name: String) -> [Effect] {
    if name != "repair-clip" { proposed = nil }
    guard let command = CommandRegistry.command(name) else {
      say("There is no command \(name).", "{run-command} lists them", kind: .refusal)
      return []
    }
    guard command.modes.contains(mode) else {
      say(
        "\(name) works in \(command.modes.map(\.rawValue).sorted().joined(separator: ", ")).",
        kind: .refusal)
      return []
    }
    let settled = command.movesEdge ? [] : settleMove()
    if let reason = command.refusal(self) {
      say(reason, kind: .refusal)
      return settled
    }
    return settled + command.run(&self)
  }

  /// Forgets what was marked of a clip that is not under the cursor any more.
  fileprivate mutating func forgetMarks() -> [Effect] {
    selection = nil
    marking = Marking()
    return preview == nil ? [] : leavePreview()
  }

  /// Leads out of whatever is unfinished: a selection, a range, picks, a mode.
  mutating func escape() {
    if selection != nil {
      selection = nil
      marking.isStretching = false
    } else if mode == .label, marking.region != nil {
      marking = Marking()
    } else if pair != nil {
      pair = nil
    } else if browser.rangeStart != nil {
      browser.rangeStart = nil
    } else if !browser.picks.isEmpty {
      browser.picks = []
    } else if mode == .live {
      live?.frozen = nil
    } else if mode == .browse, isReviewing {
      say("This is a review.", "{back} leaves it")
    } else if mode == .browse, browser.scope != nil {
      widen()
    } else {
      leaveClip()
    }
  }

  private mutating func pressInOverlay(_ chord: KeyChord) -> [Effect] {
    if case .themes(let picker)? = overlay { return press(chord, in: picker) }
    if overlay == .history { return pressInHistory(chord) }
    if overlay == .review {
      overlay = nil
      // They come up by themselves at the target: a last verdict that was wrong is taken back at once.
      if case .command(let name) = keymap.meaning(of: [chord], in: mode),
        ["undo", "redo"].contains(name)
      {
        return run(name)
      }
      return chord.key == .character("q") ? leaveReview() : []
    }
    guard case .help(let shown, let scroll)? = overlay else {
      overlay = nil
      return []
    }
    switch chord.key {
    case .character("j"), .down: overlay = .help(shown, scroll: scroll + 1)
    case .character("k"), .up: overlay = .help(shown, scroll: max(0, scroll - 1))
    case .pageDown, .character(" "): overlay = .help(shown, scroll: scroll + 10)
    case .pageUp: overlay = .help(shown, scroll: max(0, scroll - 10))
    case .tab:
      let modes = Mode.allCases
      let place = modes.firstIndex(of: shown) ?? 0
      overlay = .help(modes[(place + 1) % modes.count], scroll: 0)
    default: overlay = nil
    }
    return []
  }
}
