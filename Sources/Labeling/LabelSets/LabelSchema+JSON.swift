extension LabelSchema {
  /// The label set as a JSON text: `{"labels":[{"name":"dog",…}]}`, a class on each line.
  ///
  /// Where clips may have several labels, `"multiple":true` stands before them.
  public var json: String {
    let lines = labels.map { "  " + $0.json.compact }
    let start = isMultiple == true ? "{\"multiple\":true,\"labels\":[" : "{\"labels\":["
    return "\(start)\n\(lines.joined(separator: ",\n"))\n]}\n"
  }

  /// Reads what ``json`` writes.
  ///
  /// - Throws: What is wrong, with its line.
  public init(json text: String) throws(LabelSchemaError) {
    let root = try Self.root(text)
    let nodes = try Self.nodes(root)
    var labels: [LabelDefinition] = []
    for node in nodes { labels.append(try LabelDefinition(node)) }
    try self.init(labels, isMultiple: try Self.isMultiple(root), lines: nodes.map(\.line))
  }

  /// The fields of a label set in a file.
  static let fields = ["labels", "multiple"]

  private static func root(_ text: String) throws(LabelSchemaError) -> JSONNode {
    let root: JSONNode
    do {
      root = try JSONReader.value(of: text)
    } catch {
      throw LabelSchemaError(.text(error), line: 1)
    }
    if let key = root.keys.first(where: { !fields.contains($0) }) {
      throw LabelSchemaError(.unknownField(key, of: nil), line: root[key]?.line ?? root.line)
    }
    return root
  }

  private static func isMultiple(_ root: JSONNode) throws(LabelSchemaError) -> Bool? {
    guard let node = root["multiple"] else { return nil }
    switch node.text {
    case "true": return true
    case "false": return false
    default: throw LabelSchemaError(.badMultiple(node.text ?? "that"), line: node.line)
    }
  }

  private static func nodes(_ root: JSONNode) throws(LabelSchemaError) -> [JSONNode] {
    guard let nodes = root["labels"]?.values else {
      throw LabelSchemaError(.text(.missingValue("labels", line: root.line)), line: root.line)
    }
    for node in nodes where !node.isObject {
      throw LabelSchemaError(.text(.notAnObject(line: node.line)), line: node.line)
    }
    return nodes
  }
}

extension LabelDefinition {
  /// The fields of a class in a file.
  static let fields = ["name", "parent", "aliases", "color", "key", "description"]

  /// Reads what ``json`` writes.
  fileprivate init(_ node: JSONNode) throws(LabelSchemaError) {
    let name = node["name"]?.text ?? ""
    if let field = node.keys.first(where: { !Self.fields.contains($0) }) {
      throw LabelSchemaError(.unknownField(field, of: name), line: node[field]?.line ?? node.line)
    }
    let key = node["key"]?.text ?? ""
    guard key.count <= 1 else {
      throw LabelSchemaError(.badKey(key, of: name), line: node["key"]?.line ?? node.line)
    }
    let number = node["color"]?.text
    let color = number.flatMap(Int.init)
    guard color != nil || node["color"] == nil else {
      throw LabelSchemaError(
        .badColor(number.map(JSONText.literal) ?? "that", of: name),
        line: node["color"]?.line ?? node.line)
    }
    self.init(
      name: name, parent: node["parent"]?.text,
      aliases: node["aliases"]?.values?.compactMap(\.text) ?? [], color: color, key: key.first,
      summary: node["description"]?.text)
  }

  /// The class as a JSON object, without what is not known of it.
  public var json: JSONValue {
    var members: [(String, JSONValue)] = [("name", .string(name))]
    if let parent { members.append(("parent", .string(parent))) }
    if !aliases.isEmpty { members.append(("aliases", .array(aliases.map(JSONValue.string)))) }
    if let color { members.append(("color", .integer(color))) }
    if let key { members.append(("key", .string(String(key)))) }
    if let summary { members.append(("description", .string(summary))) }
    return .object(members)
  }
}
