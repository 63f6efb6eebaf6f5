/// The classes of a library in order, and the digit keys of the first ten.
public struct LabelSet: Sendable, Hashable {
  /// The names in order; each once.
  public private(set) var names: [String]
  private var places: [String: Int]

  /// The keys that give labels, in order.
  public static let digits: [Character] = Array("1234567890")

  /// Makes a set from names; a name that comes again is passed over.
  public init(_ names: [String] = []) {
    self.names = []
    places = [:]
    for name in names { insert(name) }
  }

  /// Adds a class at the end unless it is there.
  public mutating func insert(_ name: String) {
    guard places[name] == nil else { return }
    places[name] = names.count
    names.append(name)
  }

  /// The place of a class, nil if it is not in the set.
  public func place(of name: String) -> Int? { places[name] }

  /// The digits in order, each with its class.
  ///
  /// A one-digit name takes its own key first (`7` means "7"); the other classes take the remaining
  /// digits in order.
  public var keys: [(digit: Character, name: String)] {
    var taken: [Character: String] = [:]
    for name in names where name.count == 1 {
      if let digit = name.first, Self.digits.contains(digit) { taken[digit] = name }
    }
    let own = Set(taken.values)
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

  /// The classes that text may mean, without regard to case.
  ///
  /// Those that begin with it come first, then those that hold it.
  public func completions(of text: String) -> [String] {
    guard !text.isEmpty else { return names }
    let wanted = text.lowercased()
    let beginning = names.filter { $0.lowercased().hasPrefix(wanted) }
    let holding = names.filter {
      !$0.lowercased().hasPrefix(wanted) && $0.lowercased().contains(wanted)
    }
    return beginning + holding
  }
}
