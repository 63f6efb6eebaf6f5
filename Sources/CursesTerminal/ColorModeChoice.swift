import CellCanvas

/// What a terminal description says about colours.
public struct TerminfoColors: Sendable, Hashable {
  /// The number of colours, 0 or less where there are none.
  public var count: Int
  /// Whether it has one of the flags `RGB` and `Tc`.
  public var isDirect: Bool

  /// Makes the facts.
  public init(count: Int, isDirect: Bool = false) {
    self.count = count
    self.isDirect = isDirect
  }
}

/// How the number of colours is chosen: from the environment, or by the user.
public enum ColorModeChoice: Sendable, Hashable {
  /// What the environment and the terminal description suggest.
  case auto
  /// What the user said.
  case fixed(ColorMode)

  /// The names that ``init(name:)`` takes, for help texts.
  public static let names = ["auto"] + ColorMode.allCases.map(\.rawValue)

  /// The choice of that name: `auto`, `truecolor`, `256`, `16`, `8` or `mono`.
  public init?(name: String) {
    if name == "auto" {
      self = .auto
    } else if let mode = ColorMode(rawValue: name) {
      self = .fixed(mode)
    } else {
      return nil
    }
  }

  /// The mode to use; nothing is asked of the terminal, because answers race with typed keys.
  /// - Parameters:
  ///   - term: The value of `TERM`.
  ///   - environment: The variables of the process.
  ///   - terminfo: What the description of `term` says.
  public func mode(
    term: String, environment: [String: String], terminfo: TerminfoColors
  ) -> ColorMode {
    switch self {
    case .fixed(let mode): mode
    case .auto: Self.detected(TerminalSigns(term: term, environment: environment), terminfo)
    }
  }

  private static func detected(_ signs: TerminalSigns, _ terminfo: TerminfoColors) -> ColorMode {
    if signs.wantsNoColor || signs.isColorless { return .mono }
    if signs.term == "linux" { return .colors8 }
    if !signs.garblesTruecolor, terminfo.isDirect || signs.promisesTruecolor { return .truecolor }
    switch terminfo.count {
    case 256...: return .colors256
    case 16...: return .colors16
    case 8...: return .colors8
    default: return .mono
    }
  }
}

/// What the environment tells of the terminal program.
struct TerminalSigns {
  let term: String
  let environment: [String: String]

  /// Terminals that show 24 bits even where ssh lost `COLORTERM`.
  private static let truecolorTerms = [
    "xterm-kitty", "foot", "alacritty", "xterm-ghostty", "ghostty", "wezterm", "contour", "tmux",
  ]
  private static let truecolorPrograms: Set = ["iTerm.app", "WezTerm", "ghostty", "vscode"]
  /// The first VTE version with 24 bits, as in `VTE_VERSION`.
  private static let firstTruecolorVTE = 3600

  var wantsNoColor: Bool { isSet("NO_COLOR") }

  /// Dumb terminals and the VT series; `vte…` is something else.
  var isColorless: Bool {
    term == "dumb"
      || (term.hasPrefix("vt") && term.dropFirst(2).first.map(\.isNumber) == true)
  }

  /// GNU screen before 5 garbles 24-bit colours and inherits `COLORTERM`; Apple's Terminal too.
  var garblesTruecolor: Bool {
    (term.hasPrefix("screen") && isSet("STY") && !isSet("TMUX"))
      || environment["TERM_PROGRAM"] == "Apple_Terminal"
  }

  var promisesTruecolor: Bool {
    ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "")
      || term.hasSuffix("-direct")
      || Self.truecolorTerms.contains { term == $0 || term.hasPrefix($0 + "-") }
      || Self.truecolorPrograms.contains(environment["TERM_PROGRAM"] ?? "")
      || ["WT_SESSION", "KONSOLE_VERSION", "TMUX"].contains(where: isSet)
      || (Int(environment["VTE_VERSION"] ?? "") ?? 0) >= Self.firstTruecolorVTE
  }

  func isSet(_ name: String) -> Bool { !(environment[name] ?? "").isEmpty }
}
