/// Where live sound comes from.
public enum LiveSource: Sendable, Hashable {
  /// A device by its identifier or name; nil for the default one.
  case device(String?)
  /// Standard input.
  case standardInput
  /// What a program writes to its standard output; its words, the first is its name.
  case program([String])

  /// What the first row calls it.
  public var title: String {
    switch self {
    case .device(let name): name ?? "default input"
    case .standardInput: "standard input"
    case .program(let words):
      words.first.map { $0.split(separator: "/").last.map(String.init) ?? $0 } ?? "program"
    }
  }

  /// Whether another device can be chosen in its place.
  public var isDevice: Bool {
    if case .device = self { true } else { false }
  }
}

/// A device that can be listened to.
public struct LiveDevice: Sendable, Hashable {
  /// What it is asked for by.
  public let id: String
  /// What the system calls it.
  public let name: String
  /// Facts in a few words: `2 channels, 48 kHz`.
  public let facts: String
  /// Whether it is the default one.
  public let isDefault: Bool

  /// Makes an entry of a list.
  public init(id: String, name: String, facts: String, isDefault: Bool) {
    self.id = id
    self.name = name
    self.facts = facts
    self.isDefault = isDefault
  }
}
