extension Palette {
  /// How much further apart the levels of a picture are without colours.
  private static let monoStretch = 1.15
  private static let monoShades = [
    Block.space, Block.lightShade, Block.mediumShade, Block.darkShade, Block.full,
  ]
  /// What tells signs apart without colours: strokes below zero, nothing at it, surfaces above.
  private static let monoSigns = (
    full: Array("=-· ░▒▓".unicodeScalars.map(\.value)),
    ascii: Array("=-. :+#".unicodeScalars.map(\.value))
  )
  /// Characters in order of their ink.
  static let asciiRamp = Array(" .:-=+*#%@".unicodeScalars.map(\.value))

  /// The text and style of a cell of an image.
  ///
  /// With few colours a cell shows its mean as a shade, or more where a line crosses it, and of two
  /// signs the stronger one; braille keeps its dots, which are a line and no surface.
  public func resolve(_ cell: ImageCell, diverging: Bool) -> (text: String, style: ResolvedStyle) {
    let isBraille = (0x2801...0x28ff).contains(cell.glyph) && glyphs == .full
    let level = diverging ? cell.signedLevel : cell.shadeLevel
    switch mode {
    case .truecolor, .colors256: return resolveFull(cell, diverging: diverging)
    case .mono:
      if isBraille { return (Self.text(cell.glyph), ResolvedStyle()) }
      let ramp =
        switch (glyphs == .ascii, diverging) {
        case (false, false): Self.monoShades
        case (true, false): Self.asciiRamp
        case (false, true): Self.monoSigns.full
        case (true, true): Self.monoSigns.ascii
        }
      let stretch = diverging ? 1 : Self.monoStretch
      return (Self.text(Self.step(of: ramp, level: level, stretch: stretch)), ResolvedStyle())
    case .colors16, .colors8:
      let ramp = diverging ? LevelRamp.diverging(theme) : LevelRamp(colorMap)
      let step =
        isBraille
        ? LevelRamp.Step(
          glyph: cell.glyph, foreground: ramp.pureColor(level: Int(cell.foreground)),
          background: ramp.pureColor(level: Int(cell.background)))
        : ramp.step(level: level)
      return mode == .colors8 ? send8(step) : send16(step)
    }
  }

  private func resolveFull(_ cell: ImageCell, diverging: Bool)
    -> (text: String, style: ResolvedStyle)
  {
    func painted(_ glyph: UInt32, _ foreground: UInt8, _ background: UInt8)
      -> (text: String, style: ResolvedStyle)
    {
      (
        Self.text(glyph),
        ResolvedStyle(
          foreground: send(level: foreground, diverging: diverging),
          background: send(level: background, diverging: diverging))
      )
    }
    switch glyphs {
    case .full: return painted(cell.glyph, cell.foreground, cell.background)
    case .halves:
      let halves = cell.halfLevels
      let (upper, lower) = (UInt8(halves.upper.rounded()), UInt8(halves.lower.rounded()))
      if upper == lower { return painted(Block.space, upper, lower) }
      return upper > lower
        ? painted(Block.upperHalf, upper, lower) : painted(Block.lowerHalf, lower, upper)
    case .ascii:
      let level = UInt8((diverging ? cell.signedLevel : cell.meanLevel).rounded())
      return painted(Block.space, level, level)
    }
  }

  private func send16(_ step: LevelRamp.Step) -> (text: String, style: ResolvedStyle) {
    let glyph = step.glyph
    if glyphs == .ascii, glyph != Block.space {
      // Without shades the two colours can't be mixed: the one that covers more is shown.
      let number = glyph == Block.darkShade ? step.foreground : step.background
      return (" ", ResolvedStyle(background: Self.indexed(number)))
    }
    return (
      Self.text(glyph),
      ResolvedStyle(
        foreground: Self.indexed(step.foreground), background: Self.indexed(step.background))
    )
  }

  /// A ground can't be bright with eight colours, so a bright surface is a full block in bold.
  private func send8(_ step: LevelRamp.Step) -> (text: String, style: ResolvedStyle) {
    var (text, style) = send16(step)
    if step.glyph == Block.space, step.background > 7, glyphs != .ascii {
      text = Self.text(Block.full)
      style.background = .indexed(0)
    }
    let bright = step.foreground > 7
    style.foreground = .indexed(UInt8(step.foreground & 7))
    if case .indexed(let number) = style.background { style.background = .indexed(number & 7) }
    style.bold = bright && text != " "
    return (text, style)
  }

  private static func step(of ramp: [UInt32], level: Double, stretch: Double) -> UInt32 {
    let value = (level / Double(ColorMap.levelCount - 1) - 0.5) * stretch + 0.5
    return ramp[min(ramp.count - 1, max(0, Int(value * Double(ramp.count))))]
  }

  private static func text(_ glyph: UInt32) -> String {
    Unicode.Scalar(glyph).map { String(Character($0)) } ?? " "
  }
}
