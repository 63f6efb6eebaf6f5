extension LabelSchema {
  /// The label set as a JSON text: `{"labels":[{"name":"dog",…}]}`, a class on each line.
  public var json: String {
    let lines = labels.map { "  " + $0.json.compact }
    return "{\"labels\":[\n\(lines.joined(separator: ",\n"))\n]}\n"
  }

  /// Reads what ``json`` writes.
  ///
  /// - Throws: What is wrong, with its line.
  public init(json text: String) throws(LabelSchemaError) {
    let nodes = try Self.nodes(text)
    var labels: [LabelDefinition] = []
    for node in nodes { labels.append(try LabelDefinition(node)) }
    try self.init(labels, lines: nodes.map(\.line))
  }

  private static func nodes(_ text: String) throws(LabelSchemaError) -> [JSONNode] {
    let root: JSONNode
    do {
      root = try JSONReader.value(of: text)
    } catch {
      throw LabelSchemaError(.text(error), line: 1)
    }
    if let key = root.keys.first(where: { $0 != "labels" }) {
      throw LabelSchemaError(.unknownField(key, of: nil), line: root[key]?.line ?? root.line)
    }
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
