extension Palette {
  /// The style in 24 bits, or the same brought to the 256-colour palette.
  func resolveFull(_ style: Style) -> ResolvedStyle {
    let isDimmed = style.attributes.contains(.dimmed)
    var foreground = style.foreground
    if case .slot(let slot) = foreground, style.background.isLevel {
      let ground = rgb(send(style.background, isDimmed: false), isBackground: true)
      foreground = .slot(lineSlot(slot, over: ground))
    }
    return ResolvedStyle(
      foreground: send(foreground, isDimmed: isDimmed),
      background: send(style.background, isDimmed: isDimmed),
      bold: style.attributes.contains(.bold) && !isDimmed,
      underline: style.attributes.contains(.underline))
  }

  /// The role that a line takes over a picture: its own if it can be seen there, else the better of
  /// ink and bright.
  func lineSlot(_ slot: ThemeSlot, over ground: RGB) -> ThemeSlot {
    func contrast(_ slot: ThemeSlot) -> Double {
      let shown = rgb(send(.slot(slot), isDimmed: false), isBackground: false)
      return RGB.contrast(shown, ground)
    }
    if contrast(slot) >= Self.lineContrast { return slot }
    return contrast(.ink) >= contrast(.bright) ? .ink : .bright
  }

  /// The colour of a paint, or nil for the terminal's own.
  func color(_ paint: Paint) -> RGB? {
    switch paint {
    case .terminal: nil
    case .slot(let slot): theme.color(slot)
    case .level(let level): colorMap.color(level: Int(level))
    case .divergingLevel(let level): theme.diverging.color(level: Int(level))
    case .label(let index): labelColor(index)
    case .labelTint(let index):
      theme.color(.ground).mixed(with: labelColor(index), theme.restingMix)
    case .tint(let slot, let percent):
      theme.color(.ground).mixed(with: theme.color(slot), Double(percent) / 100)
    }
  }

  /// The colour of a level as this mode shows it.
  func send(level: UInt8, diverging: Bool) -> ResolvedColor {
    let map = diverging ? theme.diverging : colorMap
    return mode == .colors256
      ? .indexed(map.index256(level: Int(level))) : .rgb(map.color(level: Int(level)))
  }

  /// The colour of every level in pictures of pixels, whatever the mode, `[levelCount]`.
  public func pixelColors(diverging: Bool) -> [RGB] {
    let map = diverging ? theme.diverging : colorMap
    return (0..<ColorMap.levelCount).map(map.color)
  }

  private func send(_ paint: Paint, isDimmed: Bool) -> ResolvedColor {
    if !isDimmed {
      switch paint {
      case .level(let level): return send(level: level, diverging: false)
      case .divergingLevel(let level): return send(level: level, diverging: true)
      default: break
      }
    }
    guard let color = color(paint) else { return .terminal }
    let shown = isDimmed ? color.mixed(with: theme.color(.ground), Self.dimming) : color
    guard mode == .colors256 else { return .rgb(shown) }
    return .indexed(XtermColors.nearest(to: shown, isTint: paint.isTint))
  }

  private func labelColor(_ index: UInt8) -> RGB {
    theme.labels[Int(index) % Theme.labelColorCount]
  }
}

extension Paint {
  fileprivate var isTint: Bool { if case .tint = self { true } else { false } }

  /// Whether it is a tint that must be seen even where there are none.
  var isStrongTint: Bool {
    if case .tint(_, let percent) = self { percent >= 45 } else { false }
  }

  /// Whether it is a level of a colour map, as under a line over a picture.
  public var isLevel: Bool {
    switch self {
    case .level, .divergingLevel: true
    default: false
    }
  }
}
