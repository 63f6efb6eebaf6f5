import Labeling

extension Command {
  /// Moving the cursor through the list.
  static let moveThroughList: [Command] = [
    Command(
      "next-clip", keys: ["j", "Down"], "Go to the next clip", group: .move,
      help: "next, previous clip", hint: "move", unless: Refusal.noClip
    ) { $0.moveThroughList(to: $0.browser.cursor + 1) },
    Command(
      "previous-clip", keys: ["k", "Up"], "Go to the previous clip", group: .move,
      help: "next, previous clip", unless: Refusal.noClip
    ) { $0.moveThroughList(to: $0.browser.cursor - 1) },
    Command(
      "first-clip", keys: ["g g"], "Go to the first clip", group: .move, help: "first, last clip",
      modes: Mode.withClips, modeKeys: [.sheet: ["g g", "Home"]], unless: Refusal.noClip
    ) { $0.moveThroughList(to: 0) },
    Command(
      "last-clip", keys: ["G"], "Go to the last clip", group: .move, help: "first, last clip",
      modes: Mode.withClips, modeKeys: [.sheet: ["G", "End"]], unless: Refusal.noClip
    ) { $0.moveThroughList(to: $0.browser.order.count - 1) },
    Command(
      "half-page-down", keys: ["Ctrl-D"], "Go down half a page", group: .move,
      help: "half a page down, up", modes: [.browse], unless: Refusal.noClip
    ) { $0.moveThroughList(to: $0.browser.cursor + max(1, $0.listRows / 2)) },
    Command(
      "half-page-up", keys: ["Ctrl-U"], "Go up half a page", group: .move,
      help: "half a page down, up", modes: [.browse], unless: Refusal.noClip
    ) { $0.moveThroughList(to: $0.browser.cursor - max(1, $0.listRows / 2)) },
    Command(
      "page-down", keys: ["PageDown"], "Go down a page", group: .move, help: "a page down, up",
      modes: [.browse], unless: Refusal.noClip
    ) { $0.moveThroughList(to: $0.browser.cursor + max(1, $0.listRows - 1)) },
    Command(
      "page-up", keys: ["PageUp"], "Go up a page", group: .move, help: "a page down, up",
      modes: [.browse], unless: Refusal.noClip
    ) { $0.moveThroughList(to: $0.browser.cursor - max(1, $0.listRows - 1)) },
    Command(
      "next-unlabelled", keys: ["] u"], "Go to the next clip without a label", group: .move,
      help: "next, previous unlabelled", hint: "unlabelled", modes: Mode.withClips,
      modeKeys: unlabelled("g u"),
      unless: Refusal.noClip
    ) { $0.moveToUnlabelled(step: 1) },
    Command(
      "previous-unlabelled", keys: ["[ u"], "Go to the previous clip without a label",
      group: .move, help: "next, previous unlabelled", modes: Mode.withClips,
      modeKeys: unlabelled("g U"),
      unless: Refusal.noClip
    ) { $0.moveToUnlabelled(step: -1) },
  ]

  /// Where brackets mark edges.
  private static func unlabelled(_ keys: String) -> [Mode: [String]] {
    [.spectrogram: [keys], .label: [keys]]
  }
}

extension AppState {
  /// Puts the cursor on a row of the list and shows its clip whole.
  mutating func moveThroughList(to row: Int) -> [Effect] {
    let before = browser.cursor
    browser.move(to: row)
    if browser.cursor != before { viewport.resetTime() }
    return []
  }

  fileprivate mutating func moveToUnlabelled(step: Int) -> [Effect] {
    guard
      let row = browser.row(
        from: browser.cursor, step: step, in: library, where: { $0.label == nil })
    else {
      say("Every clip has a label.")
      return []
    }
    return moveThroughList(to: row)
  }
}
