extension Palette {
  /// The style in the sixteen colours of the terminal's own theme.
  func resolve16(_ style: Style) -> ResolvedStyle {
    let attributes = style.attributes
    if attributes.contains(.dimmed) {
      return ResolvedStyle(
        foreground: Self.indexed(theme.number16(.faint)),
        background: Self.indexed(theme.number16(.ground)),
        underline: attributes.contains(.underline))
    }
    var isTint = false
    if case .labelTint = style.background { isTint = true }
    if style.background.isStrongTint { isTint = true }
    let background = number16(style.background, isBackground: true)
    var foreground = number16(style.foreground, isBackground: false)
    if case .tint(let slot, _) = style.background {
      foreground = theme.number16(slot)
    } else if style.background == .slot(.select) {
      foreground = theme.number16(.bright)
    } else if case .slot(let slot) = style.foreground, style.background.isLevel, let background {
      let ground = XtermColors.color(UInt8(background))
      foreground = theme.number16(lineSlot(slot, foreground, over: ground))
    }
    return ResolvedStyle(
      foreground: Self.indexed(foreground), background: Self.indexed(background),
      // Many terminals make bold black grey, which is unreadable on a chip.
      bold: attributes.contains(.bold) && style.foreground != .slot(.ink),
      underline: attributes.contains(.underline) || isTint)
  }

  static func indexed(_ number: Int?) -> ResolvedColor {
    number.map { .indexed(UInt8(clamping: $0)) } ?? .terminal
  }

  /// The number of a paint, or nil for the terminal's own. A label at rest lies on the ground of the
  /// screen: it is underlined instead, because no sixteen colours have a tint.
  private func number16(_ paint: Paint, isBackground: Bool) -> Int? {
    switch paint {
    case .terminal: nil
    case .slot(let slot): theme.number16(slot)
    case .level(let level): LevelRamp(colorMap).pureColor(level: Int(level))
    case .divergingLevel(let level): LevelRamp.diverging(theme).pureColor(level: Int(level))
    case .label(let index): theme.labels16[Int(index) % Theme.labelColorCount]
    case .labelTint(let index):
      isBackground ? theme.number16(.ground) : theme.labels16[Int(index) % Theme.labelColorCount]
    case .tint(let slot, _): isBackground ? theme.number16(.ground) : theme.number16(slot)
    }
  }

  private func lineSlot(_ slot: ThemeSlot, _ number: Int?, over ground: RGB) -> ThemeSlot {
    func contrast(_ number: Int?) -> Double {
      number.map { RGB.contrast(XtermColors.color(UInt8($0)), ground) } ?? 0
    }
    if contrast(number) >= Self.lineContrast { return slot }
    return contrast(theme.number16(.ink)) >= contrast(theme.number16(.bright)) ? .ink : .bright
  }
}

extension ResolvedStyle {
  /// The style with eight colours, of which bold text shows the bright ones.
  ///
  /// Grey (8) becomes plain white, because bold black is invisible where bold isn't bright. Text
  /// that would vanish in its ground turns white or black.
  var foldedTo8: ResolvedStyle {
    var folded = self
    if case .indexed(let number) = foreground {
      folded.foreground = .indexed(number == 8 ? 7 : number & 7)
      folded.bold = bold || number > 8
    }
    if case .indexed(let number) = background {
      folded.background = .indexed(number & 7)
      let isDarkPair = foreground == .indexed(0) && number & 7 == 4
      if folded.foreground == folded.background || isDarkPair {
        folded.foreground = .indexed(number & 7 == 7 ? 0 : 7)
      }
    }
    return folded
  }
}
