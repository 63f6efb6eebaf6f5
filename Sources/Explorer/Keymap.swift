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

  private var bindings: [Mode: [[KeyChord]: String]] = [:]

  /// The default keys of every command in the registry.
  public static let standard = Keymap(CommandRegistry.all)

  /// Makes a map of the default keys; where two commands want one key, the first keeps it.
  public init(_ commands: [Command]) {
    for command in commands {
      for mode in command.modes {
        for sequence in command.keys(in: mode).compactMap(Keymap.sequence)
        where bindings[mode]?[sequence] == nil {
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
    let bound = (bindings[mode] ?? [:]).filter { $0.value == command.name }.map(\.key)
    let defaults = command.keys(in: mode).compactMap(Keymap.sequence)
    return bound.sorted {
      (defaults.firstIndex(of: $0) ?? .max, Keymap.written($0))
        < (defaults.firstIndex(of: $1) ?? .max, Keymap.written($1))
    }.map(Keymap.written)
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
          where other.starts(with: sequence) || sequence.starts(with: other) {
            found.append("\(mode.rawValue) \(keys): \(name), \(command.name)")
          }
          seen[mode, default: [:]][sequence] = command.name
        }
      }
    }
    return found
  }
}
