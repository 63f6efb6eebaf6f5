import CellCanvas

extension AppState {
  /// Takes a keymap, and says what is wrong with the file it comes from.
  public mutating func use(_ keymap: Keymap, problems: [FileProblem]) {
    self.keymap = keymap
    keymapProblems = problems
    guard let first = problems.first else { return }
    let more = problems.count > 1 ? " (\(problems.count - 1) more: earmark keys)" : ""
    notice = Notice(
      first.place, "\(first.rule); \(first.instead)\(more)", kind: .error, at: now)
  }

  /// Says what is wrong with the files of themes and colour maps, unless it is said of keys.
  public mutating func tell(ofThemes problems: [FileProblem]) {
    let known = problems.enumerated().filter { place, problem in
      problems.firstIndex(of: problem) == place
    }.map(\.element)
    guard let first = known.first else { return }
    if let told = notice, told.kind == .error {
      notice = Notice(
        told.what, "\(told.rest); also \(known.count) of themes: earmark themes", kind: .error,
        at: now)
      return
    }
    let more = known.count > 1 ? " (\(known.count - 1) more: earmark themes)" : ""
    notice = Notice(
      first.place, "\(first.rule); \(first.instead)\(more)", kind: .error, at: now)
  }

  /// A sentence with the keys as they are bound now in the place of `{command-name}`.
  ///
  /// A command without a key is named as `:` takes it.
  func withKeys(_ sentence: String) -> String {
    guard sentence.contains("{") else { return sentence }
    var (text, rest) = ("", sentence[...])
    while let start = rest.firstIndex(of: "{") {
      text += rest[..<start]
      let after = rest[rest.index(after: start)...]
      if let end = after.firstIndex(of: "}"),
        let command = CommandRegistry.command(
          String(after[..<end]))
      {
        text += key(of: command)
        rest = after[after.index(after: end)...]
      } else {
        text += "{"
        rest = after
      }
    }
    return text + rest
  }

  /// The first key of a command in this mode, in any mode if it has none here.
  func key(of command: Command) -> String {
    let modes = [mode] + Mode.allCases
    return modes.lazy.compactMap { keymap.keys(of: command, in: $0).first }.first
      ?? ":" + command.name
  }
}
