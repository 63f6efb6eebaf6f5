import CellCanvas

extension Command {
  /// Which characters pictures and the interface are made of.
  static let chooseGlyphs: [Command] = [
    Command(
      "next-blocks", keys: [", g"], "Draw pictures with the next kind of blocks", group: .picture,
      help: "blocks of pictures, characters", modes: Mode.withColumns,
      unless: { state in
        switch state.colorMode {
        case .truecolor, .colors256:
          state.glyphs == nil || state.glyphs == .full
            ? nil : "These characters have one kind: {next-glyphs} takes others."
        default: "So few colours are shown as shades: --color asks for more."
        }
      }
    ) { $0.stepBlocks() },
    Command(
      "next-glyphs", keys: [", G"],
      "Use fewer characters: all, those of the Linux console, ASCII", group: .picture,
      help: "blocks of pictures, characters", modes: Mode.all
    ) { $0.stepGlyphs() },
  ]
}

extension AppState {
  fileprivate mutating func stepBlocks() -> [Effect] {
    let all = BlitterRegistry.all.filter {
      !choices.undrawnBlocks.contains($0.id) || [blocks, choices.blocks].contains($0.id)
    }
    let place = all.firstIndex { $0.id == blocks } ?? 0
    let next = all[(place + 1) % all.count]
    blocks = next.id
    say("Blocks: \(next.id).", next.summary)
    return []
  }

  fileprivate mutating func stepGlyphs() -> [Effect] {
    let names: [(GlyphSet?, String)] = [
      (nil, "as the terminal has them"), (.halves, "those of the Linux console"), (.ascii, "ASCII"),
      (.full, "all"),
    ]
    let place = names.firstIndex { $0.0 == glyphs } ?? 0
    let next = names[(place + 1) % names.count]
    glyphs = next.0
    say("Characters: \(next.1).")
    return []
  }
}
