/// A class of a label set: its name and what people want to know of it.
public struct LabelDefinition: Sendable, Hashable, Codable {
  /// The name, as labels have it.
  public var name: String
  /// The class that this one is a kind of, nil for none.
  public var parent: String?
  /// Other names that mean the same, as they may be typed or imported.
  public var aliases: [String]
  /// One of the theme's ten colors for labels, 1…10 in the order of the digits; nil: that of its key.
  public var color: Int?
  /// The letter or digit that gives the label, nil for none of its own.
  public var key: Character? { given?.first }
  /// What the class is.
  public var summary: String?
  /// The key as a text, which can be coded.
  private var given: String?

  /// How many colors a theme has for labels.
  public static let colorCount = LabelSet.digits.count

  private enum CodingKeys: String, CodingKey {
    case name, parent, aliases, color, summary
    case given = "key"
  }

  /// Makes a class.
  public init(
    name: String, parent: String? = nil, aliases: [String] = [], color: Int? = nil,
    key: Character? = nil, summary: String? = nil
  ) {
    self.name = name
    self.parent = parent
    self.aliases = aliases
    self.color = color
    given = key.map { String($0) }
    self.summary = summary
  }

  /// Whether only the name is known.
  var isBare: Bool {
    parent == nil && aliases.isEmpty && color == nil && given == nil && summary == nil
  }
}
