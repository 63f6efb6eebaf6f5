extension LabelSet {
  /// The set with the classes of a schema first, in its order; of the others only the names stay.
  public func defined(by schema: LabelSchema) -> LabelSet {
    LabelSet(
      schema.labels + names.map { LabelDefinition(name: $0) },
      isMultiple: schema.isMultiple ?? isMultiple)
  }

  /// The classes of which more than the name is known, and that a schema does not name.
  public func losing(to schema: LabelSchema) -> [LabelDefinition] {
    let named = Set(schema.labels.map(\.name))
    return definitions.filter { !$0.isBare && !named.contains($0.name) }
  }

  /// The set in which some classes have become another one.
  ///
  /// What is known of the first of them is known of the new one, if nothing is; it stands where the
  /// first stood, if it is new. Kinds of them are kinds of it.
  public func renaming(_ old: Set<String>, to name: String) -> LabelSet {
    let gone = names.filter { old.contains($0) && $0 != name }
    guard let first = gone.first else { return self }
    var new = definition(of: name)
    if new.isBare { new = definition(of: first) }
    new.name = name
    new.aliases += gone.flatMap { definition(of: $0).aliases }.filter {
      !new.aliases.contains($0) && $0 != name
    }
    if let parent = new.parent, old.contains(parent) || parent == name { new.parent = nil }
    let isThere = place(of: name) != nil
    let renamed = definitions.compactMap { label -> LabelDefinition? in
      if label.name == name { return new }
      if label.name == first, !isThere { return new }
      if old.contains(label.name) { return nil }
      var label = label
      if let parent = label.parent, old.contains(parent) { label.parent = name }
      return label
    }
    return LabelSet(renamed, isMultiple: isMultiple).withoutCircles
  }

  /// The set as another one says, with classes at the end that came since.
  ///
  /// - Parameter before: What was there when the change was made.
  public func changed(from before: LabelSet, to after: LabelSet) -> LabelSet {
    let since = definitions.filter {
      before.place(of: $0.name) == nil && after.place(of: $0.name) == nil
    }
    return LabelSet(
      after.definitions + since,
      isMultiple: before.isMultiple == after.isMultiple ? isMultiple : after.isMultiple)
  }

  /// Whether it is what a change left: classes that came since do not count, nor does the order.
  public func isStill(_ other: LabelSet) -> Bool {
    other.isMultiple == isMultiple
      && other.details == details.filter { other.place(of: $0.key) != nil }
  }

  /// Merging a class into a kind of it may close a circle, which is opened at the merged one.
  fileprivate var withoutCircles: LabelSet {
    LabelSet(
      definitions.map { label in
        var seen: Set<String> = []
        var name = label.parent
        while let parent = name, parent != label.name, seen.insert(parent).inserted {
          name = details[parent]?.parent
        }
        guard name == label.name else { return label }
        var label = label
        label.parent = nil
        return label
      }, isMultiple: isMultiple)
  }
}

extension LabelSet {
  /// The set with what another one knows of classes of which this one knows the name at most.
  ///
  /// Keys and aliases that mean something here stay what they are.
  public func filled(from other: LabelSet) -> LabelSet {
    var keys = Set(details.values.compactMap(\.key))
    var texts = Set(names).union(aliases.keys)
    var known = Dictionary(definitions.map { ($0.name, $0) }) { first, _ in first }
    var order = names
    for label in other.definitions where details[label.name] == nil && !label.isBare {
      if known[label.name] == nil { order.append(label.name) }
      let isFree = label.key.map { keys.insert($0).inserted } ?? false
      let parent = label.parent.flatMap { other.place(of: $0) != nil ? $0 : nil }
      known[label.name] = LabelDefinition(
        name: label.name, parent: parent,
        aliases: label.aliases.filter { texts.insert($0).inserted }, color: label.color,
        key: isFree ? label.key : nil, summary: label.summary)
      if let parent, known[parent] == nil {
        known[parent] = LabelDefinition(name: parent)
        order.append(parent)
      }
    }
    return LabelSet(
      order.compactMap { known[$0] }, isMultiple: isMultiple || other.isMultiple
    ).withoutCircles
  }
}
