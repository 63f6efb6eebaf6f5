import CellCanvas

/// A keymap that a file makes of another one, and what could not be done as the file says.
public struct KeymapReading: Sendable {
  /// The keys.
  public private(set) var keymap: Keymap
  /// What is wrong with the file, in the order of its lines.
  public private(set) var problems: [FileProblem]

  /// A key of the file in one mode.
  private struct Own {
    let line: Int
    let command: String?
    let isOfAll: Bool
  }

  private let text: KeymapText
  private var own: [Mode: [[KeyChord]: Own]] = [:]

  /// A command for a key that is to do nothing.
  private static let nothing = "none"
  /// Without these nobody finds the way on; each keeps a key in every mode.
  private static let indispensable = ["run-command", "show-help", "back", "cancel"]

  /// Puts the keys of a file over those of another keymap.
  ///
  /// A key of the file takes the place of the same key of `base`, and of all that begin alike.
  public init(_ text: KeymapText, over base: Keymap, name: String) {
    self.text = text
    keymap = base
    keymap.name = name
    problems = text.problems
    for binding in text.bindings { take(binding) }
    for mode in Mode.allCases {
      for (keys, entry) in (own[mode] ?? [:]).sorted(by: { $0.value.line < $1.value.line }) {
        keymap.bind(keys, to: entry.command, in: mode)
      }
    }
    keepIndispensable(base)
    problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
  }

  private mutating func take(_ binding: KeymapText.Binding) {
    guard let keys = Keymap.sequence(binding.keys), !keys.isEmpty else {
      problem(
        binding, "\(KeymapText.quoted(binding.keys)) is no key such as j, \"g g\", Ctrl-D or F5",
        "the line is passed over")
      return
    }
    let written = KeymapText.quoted(Keymap.written(keys))
    guard let modes = modes(of: binding, written) else { return }
    var isTold = false
    for mode in Mode.allCases where modes.contains(mode) {
      let entry = Own(
        line: binding.line, command: binding.command == Self.nothing ? nil : binding.command,
        isOfAll: binding.mode == nil)
      let alike = (own[mode] ?? [:]).filter { Keymap.beginAlike($0.key, keys) }
      let rivals = alike.filter { $0.value.isOfAll == entry.isOfAll }
      if let rival = rivals.min(by: { $0.value.line < $1.value.line }) {
        if !isTold {
          let place = binding.mode.map { " in \($0.rawValue)" } ?? ""
          let rule =
            rival.key == keys
            ? "\(written) is bound twice\(place)"
            : "\(written) and \(KeymapText.quoted(Keymap.written(rival.key))) begin alike\(place)"
          problem(binding, rule, "line \(rival.value.line) stays")
        }
        isTold = true
      } else if !entry.isOfAll || alike.isEmpty {
        for other in alike.keys { own[mode]?[other] = nil }
        own[mode, default: [:]][keys] = entry
      }
    }
  }

  /// Where a line holds; nil, told, if nowhere.
  private mutating func modes(of binding: KeymapText.Binding, _ written: String) -> Set<Mode>? {
    if binding.command == Self.nothing { return binding.mode.map { [$0] } ?? Mode.all }
    guard let command = CommandRegistry.command(binding.command) else {
      let near = CommandRegistry.nearest(to: binding.command).map { ", perhaps \($0)" } ?? ""
      problem(
        binding, "there is no command \(KeymapText.quoted(binding.command))\(near)",
        "\(written) stays as it was")
      return nil
    }
    guard let mode = binding.mode else { return command.modes }
    guard command.modes.contains(mode) else {
      problem(
        binding, "\(command.name) does not work in \(mode.rawValue)", "\(written) stays as it was")
      return nil
    }
    return [mode]
  }

  private mutating func keepIndispensable(_ base: Keymap) {
    for name in Self.indispensable {
      guard let command = CommandRegistry.command(name) else { continue }
      for mode in Mode.allCases where keymap.keys(of: command, in: mode).isEmpty {
        guard
          let kept = base.sequences(of: command, in: mode).first
            ?? Keymap.standard.sequences(of: command, in: mode).first
        else { continue }
        let line = (own[mode] ?? [:]).filter { Keymap.beginAlike($0.key, kept) }
          .map(\.value.line).min()
        keymap.bind(kept, to: name, in: mode)
        let told = FileProblem(
          file: text.file, line: line, rule: "\(name) has no other key",
          instead: "\(KeymapText.quoted(Keymap.written(kept))) stays")
        if !problems.contains(told) { problems.append(told) }
      }
    }
  }

  private mutating func problem(_ binding: KeymapText.Binding, _ rule: String, _ instead: String) {
    problems.append(
      FileProblem(file: text.file, line: binding.line, rule: rule, instead: instead))
  }
}
