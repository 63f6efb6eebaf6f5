import CellCanvas

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Keys that were recorded under letters, and what is recorded or replayed now.
public struct Macros: Sendable, Equatable {
  /// The keys of each register.
  public private(set) var registers: [Character: [KeyChord]] = [:]
  /// What is being recorded; nil for nothing.
  var recording: Recording?
  /// What is being replayed; nil for nothing.
  var replay: Replay?
  /// The register that was replayed last.
  var last: Character?

  /// Keys of a register.
  static let mostKeys = 1000

  /// Makes a store without macros.
  public init() {}

  /// Takes macros as ``texts`` has them; what is no letter or no keys is passed over.
  init(texts: [String: String]) {
    for (name, text) in texts {
      guard let letter = name.first, name.count == 1, Self.isRegister(letter),
        let keys = Keymap.sequence(text), (1...Self.mostKeys).contains(keys.count)
      else { continue }
      registers[letter] = keys
    }
  }

  /// The macros as keymaps write keys: `j 1 Enter`; nil where there are none.
  var texts: [String: String]? {
    guard !registers.isEmpty else { return nil }
    return Dictionary(
      uniqueKeysWithValues: registers.map { register, keys in
        (String(register), keys.map(\.notation).joined(separator: " "))
      })
  }

  /// Keeps the keys of a register in the place of those it had.
  mutating func keep(_ keys: [KeyChord], in register: Character) { registers[register] = keys }

  /// Whether a letter names a register.
  static func isRegister(_ letter: Character) -> Bool {
    letter.isASCII && letter.isLetter && letter.isLowercase
  }
}

extension Macros {
  /// Keys on their way into a register.
  struct Recording: Sendable, Equatable {
    let register: Character
    private(set) var keys: [KeyChord]
    /// How many of the keys belong to commands that are complete.
    private var wholeCount: Int

    /// Begins with the keys that a register has already, to go on behind them.
    init(register: Character, after keys: [KeyChord] = []) {
      self.register = register
      self.keys = keys
      wholeCount = keys.count
    }

    /// The keys without those of the command under way, which ends the recording.
    var whole: [KeyChord] { Array(keys.prefix(wholeCount)) }

    /// Takes a key.
    ///
    /// - Parameter isFirst: Whether a command begins with it.
    mutating func take(_ chord: KeyChord, isFirst: Bool) {
      if isFirst { wholeCount = keys.count }
      keys.append(chord)
    }
  }

  /// Macros that are replayed, each called by the one before.
  struct Replay: Sendable, Equatable {
    /// A macro, and how far it is.
    struct Call: Sendable, Equatable {
      let register: Character
      let keys: [KeyChord]
      let times: Int
      /// Keys of this run that were pressed.
      var pressed = 0
      /// The run, counted from one.
      var run = 1

      /// Whether its last key was pressed.
      var isOver: Bool { pressed == keys.count && run == times }

      /// Where it is, for a sentence: `key 3 of 5 (x)`.
      var place: String {
        let key = keys.indices.contains(pressed - 1) ? keys[pressed - 1].notation : ""
        let place = "key \(pressed) of \(keys.count) (\(key))"
        return times == 1 ? place : place + " in run \(run) of \(Format.count(times))"
      }
    }

    private(set) var calls: [Call]
    /// Keys that were pressed altogether.
    private(set) var count = 0
    /// When the last one was.
    var since: Date

    /// Macros that call one another.
    static let mostCalls = 16
    /// Keys that are pressed at most, so that a macro that calls itself comes to an end.
    static let mostKeys = 10_000
    /// Seconds that a picture or the disk may take before a replay gives up.
    static let patience: TimeInterval = 10
    /// Keys that are pressed before others are looked at.
    static let keysAtOnce = 64

    init(_ call: Call, at now: Date) {
      calls = [call]
      since = now
    }

    /// Whether every key was pressed.
    var isOver: Bool { calls.allSatisfy(\.isOver) }

    /// Replays another macro before the one under way goes on; false where that goes too deep.
    ///
    /// One that is over is not come back to, so a macro whose last keys replay it can go on for long.
    mutating func begin(_ call: Call) -> Bool {
      while calls.last?.isOver == true { calls.removeLast() }
      guard calls.count < Self.mostCalls else { return false }
      calls.append(call)
      return true
    }

    /// Takes the next key; nil at the end.
    mutating func next() -> KeyChord? {
      while var call = calls.last {
        if call.pressed == call.keys.count {
          guard call.run < call.times else {
            calls.removeLast()
            continue
          }
          call.run += 1
          call.pressed = 0
        }
        call.pressed += 1
        calls[calls.count - 1] = call
        count += 1
        return call.keys[call.pressed - 1]
      }
      return nil
    }
  }
}
