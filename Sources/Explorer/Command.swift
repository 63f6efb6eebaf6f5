/// One verb of the explorer: its name, keys, help, refusal and body in one record.
public struct Command: Sendable {
  /// Groups of the help, in the order shown.
  public enum Group: String, Sendable, CaseIterable {
    case move, label, list, picture, general
    case live
  }

  /// The name for `:` and configuration, `verb-object` in kebab case.
  public let name: String
  /// The default keys, each a sequence of chords with blanks between: `g g`, `Ctrl-D`.
  public let keys: [String]
  /// What it does, one line for lists of commands.
  public let summary: String
  /// Where help shows it.
  public let group: Group
  /// A phrase of few words for the help; commands with the same phrase share a line.
  public let help: String
  /// How the keys are written there when they are many, such as `0-9`.
  public let helpKeys: String?
  /// One or two words for the last row; nil keeps it out of there.
  public let hint: String?
  /// Where it works.
  public let modes: Set<Mode>
  /// Why it can't run now, nil if it can.
  public let refusal: @Sendable (AppState) -> String?
  /// What it does to the state, and what it asks of the world.
  public let run: @Sendable (inout AppState) -> [Effect]

  /// Makes a command.
  public init(
    _ name: String, keys: [String], _ summary: String, group: Group, help: String? = nil,
    helpKeys: String? = nil, hint: String? = nil, modes: Set<Mode> = .clips,
    unless refusal: @escaping @Sendable (AppState) -> String? = { _ in nil },
    run: @escaping @Sendable (inout AppState) -> [Effect]
  ) {
    self.name = name
    self.keys = keys
    self.summary = summary
    self.group = group
    self.help = help ?? summary
    self.helpKeys = helpKeys
    self.hint = hint
    self.modes = modes
    self.refusal = refusal
    self.run = run
  }
}

/// Refusals that several commands share.
enum Refusal {
  /// Without clips there is nothing to move through, show or label.
  static let noClip: @Sendable (AppState) -> String? = { state in
    state.current == nil && state.mode != .live ? "There is no clip here." : nil
  }
}
