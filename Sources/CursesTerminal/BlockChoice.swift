import CellCanvas

/// How the blocks of pictures are chosen where the user does not say.
public enum BlockChoice {
  /// The name that leaves the choice to the terminal.
  public static let automatic = "auto"

  /// The finest blocks that a terminal draws itself, else the best of the common ones.
  ///
  /// Behind tmux or screen nobody knows what draws them, so these count as fonts.
  /// - Parameters:
  ///   - term: The value of `TERM`.
  ///   - environment: The variables of the process.
  /// - Returns: The name of a blitter.
  public static func detected(term: String, environment: [String: String]) -> String {
    let signs = TerminalSigns(term: term, environment: environment)
    if signs.drawsOctants { return FinestBlocks.id }
    return signs.drawsSixths ? FineBlocks.id : BestOfBlocks.id
  }
}

extension TerminalSigns {
  private static let sixthTerms = [
    "xterm-kitty", "foot", "wezterm", "xterm-ghostty", "ghostty", "contour",
  ]
  /// VTE draws sixths from 0.62 on, octants from 0.78 on, as in `VTE_VERSION`.
  private static let (firstSixthsVTE, firstOctantsVTE) = (6200, 7800)
  private static let firstOctantsGhostty = (major: 1, minor: 2)

  /// Whether another terminal stands between this one and the user's.
  private var isMultiplexed: Bool {
    isSet("TMUX") || isSet("STY") || ["tmux", "screen"].contains { term.hasPrefix($0) }
  }

  private var vteVersion: Int { Int(environment["VTE_VERSION"] ?? "") ?? 0 }

  /// Whether the 2 x 3 blocks of Unicode 13 are drawn without a font.
  var drawsSixths: Bool {
    guard !isMultiplexed else { return false }
    return Self.sixthTerms.contains { term == $0 || term.hasPrefix($0 + "-") }
      || ["WezTerm", "ghostty"].contains(environment["TERM_PROGRAM"] ?? "")
      || vteVersion >= Self.firstSixthsVTE
  }

  /// Whether the 2 x 4 blocks of Unicode 16 are, by a version that is told.
  var drawsOctants: Bool {
    guard !isMultiplexed else { return false }
    if vteVersion >= Self.firstOctantsVTE { return true }
    guard environment["TERM_PROGRAM"] == "ghostty" else { return false }
    let parts = (environment["TERM_PROGRAM_VERSION"] ?? "").split(separator: ".").map {
      Int($0.prefix { $0.isNumber }) ?? 0
    }
    guard parts.count >= 2 else { return false }
    return (parts[0], parts[1]) >= Self.firstOctantsGhostty
  }
}
