import CellCanvas

/// The themes and color maps over the screen, which shows the one under the cursor at once.
public struct ThemePicker: Sendable, Equatable {
  /// Which of the two lists has the cursor.
  public enum List: Sendable, Equatable {
    /// Themes.
    case themes
    /// Color maps.
    case maps
  }

  /// The list with the cursor.
  public internal(set) var list = List.themes
  /// What was chosen before, which Esc restores.
  let before: (theme: String, map: String?)

  /// Opens the lists on what is chosen now.
  init(theme: String, map: String?) { before = (theme, map) }

  /// Whether two pickers are in the same state.
  public static func == (one: ThemePicker, other: ThemePicker) -> Bool {
    one.list == other.list && one.before == other.before
  }
}

extension AppState {
  /// Opens the theme picker.
  mutating func pickTheme() {
    overlay = .themes(ThemePicker(theme: theme, map: colorMap))
  }

  /// Takes a key while a theme is picked.
  mutating func press(_ chord: KeyChord, in picker: ThemePicker) -> [Effect] {
    var picker = picker
    switch chord.key {
    case .character("j"), .down: stepTheme(picker.list, by: 1)
    case .character("k"), .up: stepTheme(picker.list, by: -1)
    case .tab, .character("h"), .character("l"), .left, .right:
      picker.list = picker.list == .themes ? .maps : .themes
      overlay = .themes(picker)
    case .enter:
      overlay = nil
      say("The theme is \(theme).", shownColors)
    case .escape, .character("q"):
      (theme, colorMap) = picker.before
      overlay = nil
    default: break
    }
    return []
  }

  /// Which colors a theme is shown with.
  private var shownColors: String {
    switch colorMode {
    case .truecolor, .colors256: colorMap.map { "colours of \($0)" } ?? "with its own colours"
    case .colors16, .colors8: "colour maps are seen with 256 colours or more"
    case .mono: "it is seen where there are colours"
    }
  }

  private mutating func stepTheme(_ list: ThemePicker.List, by step: Int) {
    switch list {
    case .themes:
      let place = themes.firstIndex(of: theme) ?? 0
      guard !themes.isEmpty else { return }
      theme = themes[max(0, min(themes.count - 1, place + step))]
    case .maps:
      let names: [String?] = [nil] + colorMaps
      let place = names.firstIndex(of: colorMap) ?? 0
      colorMap = names[max(0, min(names.count - 1, place + step))]
    }
  }
}
