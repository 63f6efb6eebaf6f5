/// The classes of a label set with their keys, colors, aliases and kinds, free of contradictions.
public struct LabelSchema: Sendable, Hashable {
  /// The classes in order.
  public let labels: [LabelDefinition]
  /// Whether a clip as a whole may have several of them at once; nil: that stays as it is.
  public let isMultiple: Bool?

  /// Takes classes.
  ///
  /// - Parameter lines: The lines of the file on which they stand; nil: each on its own, from 1.
  /// - Throws: The first contradiction.
  public init(
    _ labels: [LabelDefinition], isMultiple: Bool? = nil, lines: [Int]? = nil
  ) throws(LabelSchemaError) {
    precondition(lines == nil || lines?.count == labels.count, "every label has a line")
    self.labels = labels
    self.isMultiple = isMultiple
    func line(_ place: Int) -> Int { lines?[place] ?? place + 1 }
    var names: Set<String> = []
    var keys: [Character: String] = [:]
    for (place, label) in labels.enumerated() {
      func flaw(_ flaw: LabelSchemaError.Flaw) -> LabelSchemaError {
        LabelSchemaError(flaw, line: line(place))
      }
      guard !label.name.isEmpty else { throw flaw(.noName) }
      for name in [label.name] + label.aliases {
        guard names.insert(name).inserted else { throw flaw(.nameTwice(name)) }
      }
      if let key = label.key {
        guard key.isLetter || LabelSet.digits.contains(key) else {
          throw flaw(.badKey(String(key), of: label.name))
        }
        if let other = keys.updateValue(label.name, forKey: key) {
          throw flaw(.keyTwice(String(key), other, label.name))
        }
      }
      if let color = label.color, !(1...LabelDefinition.colorCount).contains(color) {
        throw flaw(.badColor("\(color)", of: label.name))
      }
    }
    try Self.checkParents(labels, line)
  }

  private static func checkParents(
    _ labels: [LabelDefinition], _ line: (Int) -> Int
  ) throws(LabelSchemaError) {
    let parents = Dictionary(labels.map { ($0.name, $0.parent) }) { first, _ in first }
    for (place, label) in labels.enumerated() {
      if let parent = label.parent, parents[parent] == nil {
        throw LabelSchemaError(.unknownParent(parent, of: label.name), line: line(place))
      }
    }
    for (place, label) in labels.enumerated() {
      var seen = [label.name]
      var parent = label.parent
      while let name = parent {
        guard name != label.name else {
          throw LabelSchemaError(.circle(seen), line: line(place))
        }
        // A circle that this label only leads to is told by those in it.
        if seen.contains(name) { break }
        seen.append(name)
        parent = parents[name] ?? nil
      }
    }
  }
}
