import CellCanvas

/// Which keys run which command, mode by mode.
public struct Keymap: Sendable, Equatable {
  /// What a sequence of keys means so far.
  public enum Meaning: Sendable, Equatable {
    /// It runs the command of that name.
    case command(String)
    /// It may become a command with more keys.
    case unfinished
    /// It means nothing.
    case unbound
  }

  /// What the map is called: a preset's name, or `your` for a file of the user.
  public internal(set) var name = Keymap.standardName
  private var bindings: [Mode: [[KeyChord]: String]] = [:]

  /// The name of the default keys.
  public static let standardName = "default"

  /// The default keys of every command in the registry.
  public static let standard = Keymap(CommandRegistry.all)

  /// Makes a map of the default keys; where two commands want one key, the first keeps it.
  public init(_ commands: [Command]) {
    var read: [String: [KeyChord]?] = [:]
    for command in commands {
      for mode in command.modes {
        for keys in command.keys(in: mode) {
          let known = read[keys] ?? Keymap.sequence(keys)
          read[keys] = .some(known)
          guard let sequence = known, bindings[mode]?[sequence] == nil else { continue }
          bindings[mode, default: [:]][sequence] = command.name
        }
      }
    }
  }

  /// Reads a sequence such as `g g` or `Ctrl-D`; nil if a chord is not one.
  public static func sequence(_ keys: String) -> [KeyChord]? {
    let chords = keys.split(separator: " ").map { KeyChord(notation: String($0)) }
    return chords.contains { $0 == nil } ? nil : chords.compactMap(\.self)
  }

  /// What the keys pressed so far mean in a mode.
  public func meaning(of keys: [KeyChord], in mode: Mode) -> Meaning {
    guard let map = bindings[mode] else { return .unbound }
    if let name = map[keys] { return .command(name) }
    let isPrefix = map.keys.contains {
      $0.count > keys.count && Array($0.prefix(keys.count)) == keys
    }
    return isPrefix ? .unfinished : .unbound
  }

  /// The ways on from an unfinished sequence: the next chord and the command it leads to.
  public func continuations(of keys: [KeyChord], in mode: Mode) -> [(KeyChord, Command)] {
    let matching = (bindings[mode] ?? [:]).filter {
      $0.key.count == keys.count + 1 && Array($0.key.prefix(keys.count)) == keys
    }
    return CommandRegistry.all.flatMap { command in
      matching.filter { $0.value == command.name }.compactMap { $0.key.last }
        .sorted { $0.notation < $1.notation }.map { ($0, command) }
    }
  }

  /// The sequences that run a command in a mode, as written in help, in the order of its defaults.
  public func keys(of command: Command, in mode: Mode) -> [String] {
    sequences(of: command, in: mode).map(Keymap.written)
  }

  /// Whether a command has its default keys in a mode.
  func hasDefaults(_ command: Command, in mode: Mode) -> Bool {
    keys(of: command, in: mode) == Keymap.standard.keys(of: command, in: mode)
  }

  /// Binds keys in a mode in the place of all that begin alike; nil: they do nothing.
  mutating func bind(_ keys: [KeyChord], to command: String?, in mode: Mode) {
    var map = bindings[mode] ?? [:]
    for other in map.keys where Keymap.beginAlike(other, keys) { map[other] = nil }
    map[keys] = command
    bindings[mode] = map
  }

  /// Whether one sequence is the other or its beginning, so that there can be only one of them.
  static func beginAlike(_ one: [KeyChord], _ other: [KeyChord]) -> Bool {
    one.starts(with: other) || other.starts(with: one)
  }

  /// The sequences that run a command in a mode, in the order of its defaults.
  func sequences(of command: Command, in mode: Mode) -> [[KeyChord]] {
    let bound = (bindings[mode] ?? [:]).compactMap { $0.value == command.name ? $0.key : nil }
    guard bound.count > 1 else { return bound }
    let defaults = command.keys(in: mode).compactMap(Keymap.sequence)
    return bound.sorted {
      (defaults.firstIndex(of: $0) ?? .max, Keymap.written($0))
        < (defaults.firstIndex(of: $1) ?? .max, Keymap.written($1))
    }
  }

  /// The map as the text of a keymap file, table by table.
  public var tomlText: String {
    Mode.allCases.map { mode in
      let lines = CommandRegistry.all.flatMap { command in
        sequences(of: command, in: mode).map { keys in
          let text = keys.map(\.notation).joined(separator: " ")
            .replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
          return "\"\(text)\" = \"\(command.name)\"\n"
        }
      }
      return "[\(mode.rawValue)]\n" + lines.joined()
    }.joined(separator: "\n")
  }

  /// A sequence as written in help: `gg`, `Ctrl-D`, `m Esc`.
  public static func written(_ keys: [KeyChord]) -> String {
    let names = keys.map(\.notation)
    return names.allSatisfy { $0.count == 1 } ? names.joined() : names.joined(separator: " ")
  }

  /// Defaults that two commands want in one mode: `mode keys: first, second`.
  public static func conflicts(in commands: [Command]) -> [String] {
    var seen: [Mode: [[KeyChord]: String]] = [:]
    var found: [String] = []
    for command in commands {
      for mode in Mode.allCases where command.modes.contains(mode) {
        for keys in command.keys(in: mode) {
          guard let sequence = Keymap.sequence(keys) else {
            found.append("\(command.name): \(keys) is no key")
            continue
          }
          for (other, name) in seen[mode] ?? [:]
          where beginAlike(other, sequence) {
            found.append("\(mode.rawValue) \(keys): \(name), \(command.name)")
          }
          seen[mode, default: [:]][sequence] = command.name
        }
      }
    }
    return found
  }
}
