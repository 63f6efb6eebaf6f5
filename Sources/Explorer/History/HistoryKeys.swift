import CellCanvas
import Labeling

extension AppState {
  /// Opens the history; it is read piece by piece.
  mutating func openHistory() -> [Effect] {
    history = HistoryList(of: blindness.labels ? annotator : nil)
    overlay = .history
    return [.store(.history(before: nil))]
  }

  /// Takes a piece of the history and asks for the next one.
  mutating func take(_ lines: [HistoryLine], isLast: Bool) -> [Effect] {
    guard overlay == .history else { return [] }
    if history.isStale, !history.isAskedAgain {
      // These belong to the list before.
      history.isAskedAgain = true
      return [.store(.history(before: nil))]
    }
    history.take(lines, isLast: isLast, library)
    return isLast ? [] : [.store(.history(before: history.oldest))]
  }

  /// Reads the history again after it went on.
  mutating func readHistoryAgain() -> [Effect] {
    guard overlay == .history else { return [] }
    let isIdle = history.isComplete
    history.readAgain()
    history.isAskedAgain = isIdle
    return isIdle ? [.store(.history(before: nil))] : []
  }

  /// Takes a key while the history is shown.
  mutating func pressInHistory(_ chord: KeyChord) -> [Effect] {
    if history.isTyping { return typeInHistory(chord) }
    let page = max(1, HistoryView.rows(size) - 1)
    switch chord.key {
    case .character("j"), .down: history.move(by: 1)
    case .character("k"), .up: history.move(by: -1)
    case .pageDown, .character(" "): history.move(by: page)
    case .pageUp: history.move(by: -page)
    case .character("g"), .home: history.move(by: -.max / 2)
    case .character("G"), .end: history.move(by: .max / 2)
    case .character("/"): history.isTyping = true
    case .character("u"): return turnEdit()
    case .enter: return goToEdit()
    case .escape, .character("q"):
      if history.filter.isEmpty || chord.key != .escape {
        overlay = nil
      } else {
        history.find("", library)
      }
    default: break
    }
    return []
  }

  private mutating func typeInHistory(_ chord: KeyChord) -> [Effect] {
    switch chord.key {
    case .enter, .down, .up: history.isTyping = false
    case .escape:
      history.isTyping = false
      history.find("", library)
    case .backspace: history.find(String(history.filter.dropLast()), library)
    case .character("u") where chord.control: history.find("", library)
    case .character(let character) where !chord.control && !chord.alt:
      history.find(history.filter + String(character), library)
    default: break
    }
    return []
  }

  /// Takes the edit under the cursor back, or does it again.
  private mutating func turnEdit() -> [Effect] {
    guard let line = history.current else { return [] }
    if let reason = Refusal.readOnly(self) {
      say(reason, kind: .refusal)
      return []
    }
    guard saving.unsaved.isEmpty else {
      say("\(saving.unsaved.count) labels are not on disk.", ":save tries again", kind: .refusal)
      return []
    }
    guard line.kind == .edit else {
      say("A step of undo or redo is no edit.", "choose the edit that it was about", kind: .refusal)
      return []
    }
    saving.beginStep(at: now)
    return [.store(line.isUndone ? .redoEdit(line.number) : .undoEdit(line.number))]
  }

  /// Shows the clips of the edit under the cursor.
  private mutating func goToEdit() -> [Effect] {
    guard let line = history.current else { return [] }
    let clips = line.clips.filter { library[$0] != nil }
    guard let first = clips.first else {
      say("No clip of this edit is here.", kind: .refusal)
      return []
    }
    overlay = nil
    if mode != .browse, !Mode.withClips.contains(mode) { mode = .browse }
    guard clips.count == 1 else {
      narrow(to: clips, .filter, title: line.summary)
      return []
    }
    if let place = library.place(of: first), !browser.order.contains(place) { widen() }
    browser.move(to: first, in: library)
    viewport.resetTime()
    return []
  }
}
