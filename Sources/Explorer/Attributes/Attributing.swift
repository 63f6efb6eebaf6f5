import Labeling

extension AppState {
  /// What attributes are typed for: the labels of the picks, or else of the region in focus or the
  /// clip.
  var annotationsToDescribe: [Annotation] {
    if hasPicks { return clipsToLabel.compactMap(\.wholeAnnotation) }
    let region = mode == .label ? focusedRegion : nil
    return [region ?? current?.wholeAnnotation].compactMap(\.self)
  }

  /// Opens the line on the attributes that there are; on nothing for several labels.
  mutating func typeAttributes() -> [Effect] {
    let targets = annotationsToDescribe
    var prompt = Prompt(.attributes)
    if targets.count == 1 {
      prompt.replace(with: AttributeText.text(Self.described(targets[0])))
    }
    self.prompt = prompt
    return []
  }

  /// Takes what was typed: of one label everything, of several what is named.
  mutating func describe(_ line: String) -> [Effect] {
    let targets = annotationsToDescribe
    let edits: [LibraryEdit]
    do throws(AttributeText.Flaw) {
      let typed = try AttributeText.attributes(line)
      if let flaw = Self.flaw(in: typed) { return correctAttributes(line, flaw) }
      edits = targets.compactMap { old in
        var all = targets.count > 1 ? Self.described(old) : [:]
        all.merge(typed) { $1 }
        let new = Self.describing(old, all.filter { !$0.value.isEmpty })
        return new == old ? nil : .replace(old, with: new)
      }
    } catch {
      switch error {
      case .noName(let part): return correctAttributes(line, "\(part) needs a name: sex=f")
      case .unclosed: return correctAttributes(line, "a quote is not closed")
      }
    }
    guard !edits.isEmpty else { return [] }
    return perform(edits.count == 1 ? edits[0] : .batch(edits))
  }

  private mutating func correctAttributes(_ line: String, _ flaw: String) -> [Effect] {
    var prompt = Prompt(.attributes)
    prompt.replace(with: line)
    prompt.flaw = flaw
    self.prompt = prompt
    return []
  }

  private static func flaw(in typed: [String: String]) -> String? {
    guard let text = typed["confidence"], !text.isEmpty else { return nil }
    guard let number = Float(text), (0...1).contains(number) else {
      return "the confidence goes from 0 to 1"
    }
    return nil
  }

  /// The attributes with confidence and note, which are typed like them.
  private static func described(_ annotation: Annotation) -> [String: String] {
    var all = annotation.attributes
    all["confidence"] = annotation.confidence?.description
    all["note"] = annotation.note
    return all
  }

  private static func describing(_ old: Annotation, _ all: [String: String]) -> Annotation {
    var new = old
    new.confidence = all["confidence"].flatMap(Float.init)
    new.note = all["note"]
    new.attributes = all.filter { $0.key != "confidence" && $0.key != "note" }
    return new
  }

  /// What the last attribute of a line may become: names, or values that the name has elsewhere.
  func attributeCompletions(of line: String) -> [String] {
    let start = line.lastIndex(of: ";").map { line.index(after: $0) } ?? line.startIndex
    let blanks = line[start...].prefix(while: \.isWhitespace)
    let before = line[..<start] + blanks
    let word = String(line[start...].dropFirst(blanks.count))
    guard let sign = word.firstIndex(of: "=") else {
      let names = library.attributeNames.union(["confidence", "note"]).sorted()
      return names.filter { $0.hasPrefix(word) }.map { before + $0 + "=" }
    }
    let typed = word[word.index(after: sign)...]
    return values(of: String(word[..<sign])).filter { $0.hasPrefix(typed) && $0 != typed }
      .map { before + word[...sign] + $0 }
  }

  private func values(of name: String) -> [String] {
    var values: Set<String> = []
    // A key must not wait for all of a large library.
    for clip in library.clips.prefix(20_000) {
      for annotation in clip.annotations {
        if let value = annotation.attributes[name] { values.insert(value) }
      }
    }
    return values.sorted()
  }
}
