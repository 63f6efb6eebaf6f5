/// Reads the values of one theme or colour map file and remembers which were asked for.
struct ThemeTable {
  /// The most colours a map may have.
  static let colorLimit = ColorMap.levelCount

  let name: String
  private let values: [String: ThemeValue]
  private var unread: Set<String>

  init(name: String, values: [String: ThemeValue]) {
    self.name = name
    self.values = values
    unread = Set(values.keys)
  }

  /// Values that were never asked for: they must be misspelt.
  var unknown: [ThemeError] { unread.sorted().map { error(.unknown(key: $0)) } }

  mutating func color(_ key: String) throws(ThemeError) -> RGB {
    guard case .string(let text) = try value(key) else {
      throw error(.wrongKind(key: key, needed: "text"))
    }
    return try color(text, key)
  }

  mutating func colors(_ key: String, count: ClosedRange<Int>) throws(ThemeError) -> [RGB] {
    guard case .strings(let texts) = try value(key) else {
      throw error(.wrongKind(key: key, needed: "list of texts"))
    }
    try check(count: texts.count, count, key)
    var colors: [RGB] = []
    for text in texts { colors.append(try color(text, key)) }
    return colors
  }

  /// One of the 16 colours, or nil for `"default"`.
  mutating func number16(_ key: String) throws(ThemeError) -> Int? {
    let value = try value(key)
    if value == .string("default") { return nil }
    guard case .integer(let number) = value else {
      throw error(.wrongKind(key: key, needed: "number or \"default\""))
    }
    return try check(number, 0...15, key)
  }

  mutating func number(_ key: String, _ range: ClosedRange<Int>) throws(ThemeError) -> Int {
    guard case .integer(let number) = try value(key) else {
      throw error(.wrongKind(key: key, needed: "whole number"))
    }
    return try check(number, range, key)
  }

  mutating func numbers(
    _ key: String, _ range: ClosedRange<Int>, count: ClosedRange<Int>
  ) throws(ThemeError) -> [Int] {
    guard case .integers(let numbers) = try value(key) else {
      throw error(.wrongKind(key: key, needed: "list of whole numbers"))
    }
    try check(count: numbers.count, count, key)
    for number in numbers { _ = try check(number, range, key) }
    return numbers
  }

  /// The colour map under a prefix such as `map.`.
  mutating func colorMap(_ prefix: String, name: String) throws(ThemeError) -> ColorMap {
    let size = 2...Self.colorLimit
    // Where one of them is wrong the other is still no unknown key.
    unread.remove(prefix + "path256")
    let stops = try colors(prefix + "stops", count: size)
    let path = try numbers(prefix + "path256", 0...255, count: size)
    return ColorMap(name: name, stops: stops, path256: path.map { UInt8($0) })
  }

  private mutating func value(_ key: String) throws(ThemeError) -> ThemeValue {
    unread.remove(key)
    guard let value = values[key] else { throw error(.missing(key: key)) }
    return value
  }

  private func color(_ text: String, _ key: String) throws(ThemeError) -> RGB {
    guard let color = RGB(hex: text) else { throw error(.notAColor(key: key, found: text)) }
    return color
  }

  private func check(_ number: Int, _ range: ClosedRange<Int>, _ key: String) throws(ThemeError)
    -> Int
  {
    guard range.contains(number) else {
      throw error(.outOfRange(key: key, found: "\(number)", allowed: range))
    }
    return number
  }

  private func check(count: Int, _ needed: ClosedRange<Int>, _ key: String) throws(ThemeError) {
    guard needed.contains(count) else {
      throw error(.wrongCount(key: key, found: count, needed: needed))
    }
  }

  private func error(_ problem: ThemeError.Problem) -> ThemeError {
    ThemeError(name: name, problem: problem)
  }
}

extension Theme {
  /// Makes a theme from the values of its file, whose keys are explained in `themes/midnight.toml`.
  /// - Throws: ``ThemeError`` for the first key that is missing, wrong or unknown.
  public init(name: String, values: [String: ThemeValue]) throws(ThemeError) {
    var problems: [ThemeError] = []
    self.init(name: name, values: values, over: .midnight, problems: &problems)
    if let first = problems.first { throw first }
  }

  /// Makes a theme from what is right in its file; the rest is that of another theme.
  ///
  /// - Parameter problems: Gets what is wrong, key by key.
  public init(
    name: String, values: [String: ThemeValue], over base: Theme, problems: inout [ThemeError]
  ) {
    var table = ThemeTable(name: name, values: values)
    var found: [ThemeError] = []
    func kept<Value>(
      _ other: Value, _ read: (inout ThemeTable) throws(ThemeError) -> Value
    ) -> Value {
      do throws(ThemeError) {
        return try read(&table)
      } catch {
        found.append(error)
        return other
      }
    }
    var slots: [ThemeSlot: RGB] = [:]
    var slots16: [ThemeSlot: Int?] = [:]
    for slot in ThemeSlot.allCases {
      slots[slot] = kept(base.color(slot)) { table throws(ThemeError) in
        try table.color("colors." + slot.name)
      }
      let number = kept(base.number16(slot)) { table throws(ThemeError) in
        try table.number16("sixteen." + slot.name)
      }
      slots16.updateValue(number, forKey: slot)
    }
    let count = Self.labelColorCount...Self.labelColorCount
    self.init(
      name: name, slots: slots, slots16: slots16,
      labels: kept(base.labels) { table throws(ThemeError) in
        try table.colors("labels.colors", count: count)
      },
      labels16: kept(base.labels16) { table throws(ThemeError) in
        try table.numbers("labels.sixteen", 0...15, count: count)
      },
      restingMix: kept(base.restingMix) { table throws(ThemeError) in
        Double(try table.number("labels.resting", 0...100)) / 100
      },
      colorMap: kept(base.colorMap) { table throws(ThemeError) in
        try table.colorMap("map.", name: name)
      },
      diverging: kept(base.diverging) { table throws(ThemeError) in
        try table.colorMap("diverging.", name: name + " diverging")
      })
    problems += found + table.unknown
  }
}

extension ColorMap {
  /// Makes a colour map from the values of its file: `stops` and `path256`.
  /// - Throws: ``ThemeError`` for the first key that is missing, wrong or unknown.
  public init(name: String, values: [String: ThemeValue]) throws(ThemeError) {
    var table = ThemeTable(name: name, values: values)
    self = try table.colorMap("", name: name)
    if let unknown = table.unknown.first { throw unknown }
  }
}
