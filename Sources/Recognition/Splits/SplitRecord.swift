import Digests
import Labeling

/// The split that a model was made with, so that its test clips can be told again.
public enum SplitRecord: Sendable, Hashable {
  /// A rule that says everything.
  case rule(SplitRule)
  /// Lists, by the hash of what is in them; the lists lie beside the data.
  case lists(hash: String)

  /// Remembers a rule.
  public init(_ rule: SplitRule) {
    if case .lists(let lists) = rule { self = .lists(hash: lists.hash) } else { self = .rule(rule) }
  }

  /// The rule as model files have it.
  public var json: JSONValue {
    switch self {
    case .lists(let hash):
      return .object([("rule", .string("lists")), ("sha256", .string(hash))])
    case .rule(let rule):
      return .object([("rule", .string(rule.name))] + SplitRecord.members(of: rule))
    }
  }

  private static func members(of rule: SplitRule) -> [(String, JSONValue)] {
    switch rule {
    case .given(let group, let cut): return cut == .none ? [] : self.group(group) + self.cut(cut)
    case .lists(let lists): return [("sha256", .string(lists.hash))]
    case .hash(let hash): return shares(hash.validationPercentage, hash.testingPercentage)
    case .groups(let group, let validation, let testing, let seed):
      return self.group(group) + shares(validation, testing) + [("seed", number(seed))]
    case .stratified(let validation, let testing, let seed):
      return shares(validation, testing) + [("seed", number(seed))]
    case .heldOut(let rule, let name, let cut):
      return group(rule) + [("group", .string(name))] + self.cut(cut)
    case .fold(let rule, let number, let count, let seed, let cut):
      return (rule.map(group) ?? [])
        + [("number", .integer(number)), ("count", .integer(count)), ("seed", self.number(seed))]
        + self.cut(cut)
    }
  }

  private static func shares(_ validation: Double, _ testing: Double) -> [(String, JSONValue)] {
    [("validationPercentage", .number(validation)), ("testingPercentage", .number(testing))]
  }

  private static func cut(_ cut: ValidationCut) -> [(String, JSONValue)] {
    guard cut != .none else { return [] }
    return [
      (
        "validation",
        .object([
          ("percentage", .number(cut.percentage)), ("groups", .bool(cut.takesGroups)),
          ("seed", number(cut.seed)),
        ])
      )
    ]
  }

  /// A seed of 64 bits, which is more than a number of JSON holds.
  private static func number(_ seed: UInt64) -> JSONValue { .string(String(seed)) }

  private static func group(_ rule: GroupRule) -> [(String, JSONValue)] {
    switch rule {
    case .given: [("groups", .string("given"))]
    case .folder: [("groups", .string("folder"))]
    case .beforeNoHash: [("groups", .string("before-nohash"))]
    case .pattern(let pattern):
      [("groups", .string("pattern")), ("pattern", .string(pattern.text))]
    }
  }

  /// Reads what ``json`` writes.
  public init(json: JSONValue?) throws(ModelFileError) {
    let fields = try JSONFields(json, name: "split")
    switch try fields.text("rule") {
    case "given":
      let cut = try SplitRecord.cut(fields)
      self = .rule(
        cut == .none ? .given() : .given(try SplitRecord.group(fields), validation: cut))
    case "lists": self = .lists(hash: try fields.text("sha256"))
    case "hash":
      let (validation, testing) = try SplitRecord.shares(fields)
      self = .rule(
        .hash(HashSplit(validationPercentage: validation, testingPercentage: testing)))
    case "groups":
      let (validation, testing) = try SplitRecord.shares(fields)
      self = .rule(
        .groups(
          try SplitRecord.group(fields), validationPercentage: validation,
          testingPercentage: testing, seed: try SplitRecord.seed(fields)))
    case "stratified":
      let (validation, testing) = try SplitRecord.shares(fields)
      self = .rule(
        .stratified(
          validationPercentage: validation, testingPercentage: testing,
          seed: try SplitRecord.seed(fields)))
    case "held-out":
      self = .rule(
        .heldOut(
          try SplitRecord.group(fields), group: try fields.text("group"),
          validation: try SplitRecord.cut(fields)))
    case "fold":
      let count = try fields.whole("count", in: 2...1_000_000)
      self = .rule(
        .fold(
          fields["groups"] == nil ? nil : try SplitRecord.group(fields),
          number: try fields.whole("number", in: 1...count), count: count,
          seed: try SplitRecord.seed(fields), validation: try SplitRecord.cut(fields)))
    default: throw fields.bad("rule", "a rule that is known")
    }
  }

  private static func shares(_ fields: JSONFields) throws(ModelFileError) -> (Double, Double) {
    (
      try fields.number("validationPercentage", in: 0...100),
      try fields.number("testingPercentage", in: 0...100)
    )
  }

  private static func cut(_ fields: JSONFields) throws(ModelFileError) -> ValidationCut {
    guard fields["validation"] != nil else { return .none }
    let own = try fields.fields("validation")
    guard case .bool(let takesGroups)? = own["groups"] else {
      throw own.bad("groups", "true or false")
    }
    return ValidationCut(
      percentage: try own.number("percentage", in: 0...100), takesGroups: takesGroups,
      seed: try seed(own))
  }

  private static func seed(_ fields: JSONFields) throws(ModelFileError) -> UInt64 {
    guard let seed = UInt64(try fields.text("seed")) else { throw fields.bad("seed", "a number") }
    return seed
  }

  private static func group(_ fields: JSONFields) throws(ModelFileError) -> GroupRule {
    switch try fields.text("groups") {
    case "given": return .given
    case "folder": return .folder
    case "before-nohash": return .beforeNoHash
    case "pattern":
      do {
        return .pattern(try NamePattern(try fields.text("pattern"), needsLabel: false))
      } catch is NamePatternError {
        throw fields.bad("pattern", "a pattern on names")
      } catch {
        throw fields.bad("pattern", "a text")
      }
    default: throw fields.bad("groups", "a rule that is known")
    }
  }
}

extension SplitLists {
  /// SHA-256 of the paths in order, 64 hexadecimal digits.
  public var hash: String {
    var hash = SHA256Hasher()
    for (name, paths) in [("validation", validation), ("testing", testing)] {
      for path in paths.sorted() { hash.update(Array("\(name) \(path)\n".utf8)) }
    }
    return hash.hexadecimal
  }
}
