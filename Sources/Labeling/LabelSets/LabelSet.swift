/// The classes of a library in order, with what is known of them and the keys of the first ten.
public struct LabelSet: Sendable, Hashable {
  /// The names in order; each once.
  public private(set) var names: [String]
  private var places: [String: Int]
  /// Of classes of which more than the name is known.
  private(set) var details: [String: LabelDefinition] = [:]
  /// The names that aliases stand for.
  private(set) var aliases: [String: String] = [:]
  /// Whether a clip as a whole may have several of the classes at once.
  public var isMultiple = false

  /// The keys that give labels, in order.
  public static let digits: [Character] = Array("1234567890")

  /// Makes a set from names; a name that comes again is passed over.
  public init(_ names: [String] = []) {
    self.names = []
    places = [:]
    for name in names { insert(name) }
  }

  /// Makes a set from classes; one that comes again is passed over.
  public init(_ definitions: [LabelDefinition], isMultiple: Bool = false) {
    self.init(definitions.map(\.name))
    self.isMultiple = isMultiple
    for label in definitions where !label.isBare {
      guard details.updateValue(label, forKey: label.name) == nil else { continue }
      for alias in label.aliases where places[alias] == nil { aliases[alias] = label.name }
    }
  }

  /// Adds a class at the end unless it is there.
  public mutating func insert(_ name: String) {
    guard places[name] == nil else { return }
    places[name] = names.count
    names.append(name)
    aliases[name] = nil
  }

  /// The place of a class, nil if it is not in the set.
  public func place(of name: String) -> Int? { places[name] }

  /// The classes in order, with what is known of them.
  public var definitions: [LabelDefinition] { names.map(definition) }

  /// What is known of a class.
  public func definition(of name: String) -> LabelDefinition {
    details[name] ?? LabelDefinition(name: name)
  }

  /// The digits in order, each with its class.
  ///
  /// Classes with a digit of their own have that; then a one-digit name takes its own key (`7` means
  /// "7"); the other classes take the remaining digits in order.
  public var keys: [(digit: Character, name: String)] {
    var taken: [Character: String] = [:]
    for (name, label) in details {
      if let key = label.key, Self.digits.contains(key) { taken[key] = name }
    }
    var own = Set(taken.values)
    for name in names where name.count == 1 && !own.contains(name) {
      if let digit = name.first, Self.digits.contains(digit), taken[digit] == nil {
        taken[digit] = name
        own.insert(name)
      }
    }
    var free = Self.digits.filter { taken[$0] == nil }[...]
    for name in names where !own.contains(name) {
      guard let digit = free.popFirst() else { break }
      taken[digit] = name
    }
    return Self.digits.compactMap { digit in taken[digit].map { (digit, $0) } }
  }

  /// The class that a digit gives, nil if there is none.
  public func name(forDigit digit: Character) -> String? {
    keys.first { $0.digit == digit }?.name
  }

  /// The digit that gives a class, nil for classes beyond the tenth.
  public func digit(of name: String) -> Character? {
    keys.first { $0.name == name }?.digit
  }

  /// The class that has a letter as its key, nil if there is none.
  public func name(forLetter letter: Character) -> String? {
    details.values.first { $0.key == letter }?.name
  }

  /// Whether a class has a letter as its key.
  public var hasLetters: Bool { details.values.contains { $0.key?.isLetter == true } }
}

extension LabelSet: Codable {
  private enum CodingKeys: String, CodingKey {
    case labels, multiple
  }

  /// Reads a list of classes, or an object that has one.
  public init(from decoder: any Decoder) throws {
    guard let container = try? decoder.container(keyedBy: CodingKeys.self) else {
      self.init(try decoder.singleValueContainer().decode([LabelDefinition].self))
      return
    }
    self.init(
      try container.decode([LabelDefinition].self, forKey: .labels),
      isMultiple: try container.decode(Bool.self, forKey: .multiple))
  }

  /// Writes the list of classes, where clips may have several of them in an object that says so.
  public func encode(to encoder: any Encoder) throws {
    guard isMultiple else {
      var container = encoder.singleValueContainer()
      return try container.encode(definitions)
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(definitions, forKey: .labels)
    try container.encode(isMultiple, forKey: .multiple)
  }
}
