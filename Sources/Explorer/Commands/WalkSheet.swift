extension Command {
  /// The contact sheet: going there, moving through it, the size of its tiles.
  static let walkSheet: [Command] = [
    Command(
      "go-sheet", keys: ["g a"], "Go to all clips as small pictures", group: .general,
      help: "all clips as small pictures", modes: Mode.places.subtracting([.live]),
      unless: Refusal.noClip
    ) { state in
      state.sheet.isBehind = false
      state.mode = .sheet
      return []
    },
    move("sheet-left", ["h", "Left"], "Go to the clip on the left", hint: "move") {
      $0.moveThroughList(to: $0.browser.cursor - 1)
    },
    move("sheet-down", ["j", "Down"], "Go to the clip below") { $0.moveInSheet(lines: 1) },
    move("sheet-up", ["k", "Up"], "Go to the clip above") { $0.moveInSheet(lines: -1) },
    move("sheet-right", ["l", "Right"], "Go to the clip on the right") {
      $0.moveThroughList(to: $0.browser.cursor + 1)
    },
    page("sheet-half-page-down", "Ctrl-D", "Go down half a page", "half a page down, up") {
      max(1, $0 / 2)
    },
    page("sheet-half-page-up", "Ctrl-U", "Go up half a page", "half a page down, up") {
      -max(1, $0 / 2)
    },
    page("sheet-page-down", "PageDown", "Go down a page", "a page down, up") { $0 },
    page("sheet-page-up", "PageUp", "Go up a page", "a page down, up") { -$0 },
    size("sheet-larger", "+", "Make the tiles larger", 1),
    size("sheet-smaller", "-", "Make the tiles smaller", -1),
  ]

  private static func move(
    _ name: String, _ keys: [String], _ summary: String, hint: String? = nil,
    _ run: @escaping @Sendable (inout AppState) -> [Effect]
  ) -> Command {
    Command(
      name, keys: keys, summary, group: .move, help: "clip left, down, up, right",
      helpKeys: "h j k l", hint: hint, modes: [.sheet], unless: Refusal.noClip, run: run)
  }

  /// - Parameter lines: By how many lines to move, of those that a page has.
  private static func page(
    _ name: String, _ key: String, _ summary: String, _ help: String,
    _ lines: @escaping @Sendable (Int) -> Int
  ) -> Command {
    Command(
      name, keys: [key], summary, group: .move, help: help, modes: [.sheet],
      unless: Refusal.noClip
    ) { $0.moveInSheet(lines: lines($0.sheetLayout.lines)) }
  }

  private static func size(
    _ name: String, _ key: String, _ summary: String, _ step: Int
  ) -> Command {
    Command(
      name, keys: [key], summary, group: .list, help: "larger, smaller tiles", hint: "size",
      modes: [.sheet],
      unless: { state in
        guard TileSize(rawValue: state.tileSize.rawValue + step) == nil else { return nil }
        return step > 0 ? "Tiles get no larger: Enter opens a clip." : "Tiles get no smaller."
      }
    ) { state in
      state.stepTileSize(by: step)
      return []
    }
  }
}
