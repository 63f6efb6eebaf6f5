/// The tiers of regions: where new ones go, and which are shown.
public struct RegionTiers: Sendable, Equatable {
  /// The tier that new regions and points go to; nil: none.
  public var current: String?
  /// Which tiers are shown.
  public internal(set) var shown = Shown.all

  /// Which tiers are shown.
  public enum Shown: Sendable, Equatable {
    /// All of them.
    case all
    /// One alone; nil: regions without a tier.
    case only(String?)
  }

  /// What regions without a tier are called.
  static let ownName = "you"

  /// Makes the state in which new regions are in no tier and all are shown.
  public init() {}

  /// Whether a region of a tier is shown.
  func shows(_ tier: String?) -> Bool {
    switch shown {
    case .all: true
    case .only(let only): only == tier
    }
  }

  /// What is not as usual, in words.
  var words: [String] {
    var words: [String] = []
    if let current { words.append("tier \(current)") }
    if case .only(let only) = shown { words.append("only \(only ?? Self.ownName)") }
    return words
  }
}
