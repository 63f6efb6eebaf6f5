extension LabelSet {
  /// The class that a text means.
  ///
  /// That is one of that name, else one that has it as an alias, capitals or not; else the text itself.
  public func name(of text: String) -> String {
    if place(of: text) != nil { return text }
    if let name = aliases[text] { return name }
    guard !aliases.isEmpty else { return text }
    let wanted = text.lowercased()
    return aliases.filter { $0.key.lowercased() == wanted }.values.min() ?? text
  }

  /// The classes that text may mean, without regard to case.
  ///
  /// One whose key or alias it is comes first, then those that begin with it, those with an alias
  /// that does, then those that hold it.
  public func completions(of text: String) -> [String] {
    guard !text.isEmpty else { return names }
    let wanted = text.lowercased()
    func isAlias(of name: String, _ fits: (String) -> Bool) -> Bool {
      details[name]?.aliases.contains { fits($0.lowercased()) } ?? false
    }
    let ranks = names.map { name -> Int? in
      let lowercased = name.lowercased()
      if lowercased == wanted || isAlias(of: name, { $0 == wanted }) { return 0 }
      if let key = details[name]?.key, String(key) == text { return 0 }
      if lowercased.hasPrefix(wanted) { return 1 }
      if isAlias(of: name, { $0.hasPrefix(wanted) }) { return 2 }
      return lowercased.contains(wanted) ? 3 : nil
    }
    return (0...3).flatMap { rank in
      zip(names, ranks).filter { $0.1 == rank }.map(\.0)
    }
  }

  /// The class and what it is a kind of, the nearest first.
  public func lineage(of name: String) -> [String] {
    var lineage = [name]
    while let parent = details[lineage[lineage.count - 1]]?.parent, !lineage.contains(parent) {
      lineage.append(parent)
    }
    return lineage
  }

  /// The color of a class, 1…10, or of the nearest that it is a kind of; nil where none has one.
  public func color(of name: String) -> Int? {
    details.isEmpty ? nil : lineage(of: name).lazy.compactMap { details[$0]?.color }.first
  }

  /// The names and aliases of a class and of all that are kinds of it, however far away.
  ///
  /// - Parameter text: The class, or an alias of it, capitals or not.
  public func kinds(of text: String) -> Set<String> {
    let named = name(of: text)
    let wanted = named.lowercased()
    let roots = Set(names.filter { $0.lowercased() == wanted } + [named])
    guard !details.isEmpty else { return roots }
    var kinds = roots
    for name in names where !roots.isDisjoint(with: lineage(of: name)) {
      kinds.insert(name)
      kinds.formUnion(details[name]?.aliases ?? [])
    }
    return kinds
  }
}
