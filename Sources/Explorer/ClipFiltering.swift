import Labeling

extension AppState {
  /// Shows the clips alone that a query selects; nothing typed shows all.
  ///
  /// `@name = query` saves it under a name, and `@name =` forgets it.
  mutating func filter(byTyped line: String) -> [Effect] {
    if let definition = FilterDefinition(line) { return save(definition) }
    guard line.contains(where: { !$0.isWhitespace }) else {
      widen()
      return []
    }
    do throws(ClipQueryError) {
      return show(try query(line, saved: savedFilters), title: line)
    } catch {
      return correct(error, in: line)
    }
  }

  /// Reads a query that may look at attributes.
  func query(
    _ text: String, saved: [String: String]
  ) throws(ClipQueryError) -> ClipQuery {
    try ClipQuery(text, saved: saved, attributes: library.attributeNames)
  }

  private mutating func show(_ query: ClipQuery, title: String) -> [Effect] {
    guard !query.isOfModel || model.card != nil else {
      say(
        "\(title) asks what a model says.", "there is none yet: {load-model} loads one",
        kind: .refusal)
      return []
    }
    let clips = library.clips
    let found = places(fitting: query)
    guard !found.isEmpty else {
      say("No clip matches \(title).", "{filter} edits", kind: .refusal)
      return []
    }
    narrow(to: found.map { clips[$0].id }, .filter, title: title)
    say(
      "\(Format.count(found.count)) of \(Format.count(clips.count)) clips.", "{cancel} shows all")
    return []
  }

  /// The places of the clips that a query selects.
  func places(fitting query: ClipQuery) -> [Int] {
    let (model, clips) = (model, library.clips)
    return query.places(in: clips, labels: library.labels) { place in
      let length = model.card?.length(of: clips[place].duration)?.rawValue
      guard let best = model.best(of: clips[place].id, clips[place].span),
        let verdict = model.verdict(on: place, in: clips)
      else { return length.map { QueryOpinion(length: $0) } }
      return QueryOpinion(
        label: best.label, score: best.score, verdict: verdict.rawValue, length: length)
    }
  }

  /// Keeps the line open with the insertion point where it is wrong.
  private mutating func correct(_ error: ClipQueryError, in line: String) -> [Effect] {
    var prompt = Prompt(.filter)
    prompt.replace(with: line)
    prompt.move(to: error.position)
    let sentence = error.sentence
    prompt.flaw = "\(sentence.why); \(sentence.remedy)"
    self.prompt = prompt
    return []
  }

  private mutating func save(_ definition: FilterDefinition) -> [Effect] {
    guard let text = definition.text else {
      guard savedFilters.removeValue(forKey: definition.name) != nil else {
        say("No filter is saved as @\(definition.name).", kind: .refusal)
        return []
      }
      say("@\(definition.name) is forgotten.")
      return [.store(.keepFilter(nil, as: definition.name))]
    }
    var others = savedFilters
    others[definition.name] = nil
    let query: ClipQuery
    do throws(ClipQueryError) {
      query = try self.query(text, saved: others)
    } catch {
      let start = definition.line.count - text.count
      return correct(error.moved(by: start), in: definition.line)
    }
    savedFilters[definition.name] = text
    return show(query, title: "@\(definition.name)")
      + [.store(.keepFilter(text, as: definition.name))]
  }
}

/// `@name = query`, as it is typed.
private struct FilterDefinition {
  let line: String
  let name: String
  /// The query; nil where there is none.
  let text: String?

  init?(_ line: String) {
    guard line.first == "@" else { return nil }
    let name = line.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "-" }
    let rest = line[name.endIndex...].drop(while: \.isWhitespace)
    guard !name.isEmpty, rest.first == "=" else { return nil }
    let text = rest.dropFirst().drop(while: \.isWhitespace)
    self.line = line
    self.name = String(name)
    self.text = text.isEmpty ? nil : String(text)
  }
}

extension AppState {
  /// What the last word of a filter may become, each with the words before it.
  func filterCompletions(of line: String) -> [String] {
    let (labels, model) = (library.labels, model.card?.labels ?? [])
    let clips = library.clips
    let completion = QueryCompletion { field, typed in
      switch field {
      case "label": labels.completions(of: typed)
      case "model": model.filter { $0.lowercased().hasPrefix(typed.lowercased()) }
      case "split":
        FilterValues.distinct(typed, clips) { $0.recording.split ?? $0.recording.part?.short }
      case "quality":
        SoundFlaw.allCases.map(\.rawValue).filter { $0.hasPrefix(typed.lowercased()) }
      case "group": FilterValues.distinct(typed, clips, \.recording.group)
      default: []
      }
    }
    let saved = savedFilters.keys.sorted().map { "@" + $0 }
    let before = line.lastIndex { " &|,(!".contains($0) }.map { line.index(after: $0) }
    let start = before ?? line.startIndex
    return saved.filter { $0.hasPrefix(line[start...]) && $0 != line[start...] }
      .map { line[..<start] + $0 } + completion.completions(of: line)
  }

  /// The models that a name may mean.
  func modelCompletions(of line: String) -> [String] {
    let wanted = line.lowercased()
    return model.choices.map(\.name).filter { $0.lowercased().contains(wanted) }
  }
}

/// What stands in a column of a large library.
private enum FilterValues {
  /// Clips that are looked at.
  private static let sample = 20_000

  /// Different values that begin with what was typed, in order.
  static func distinct(
    _ typed: String, _ clips: [Clip], _ value: (Clip) -> String?
  ) -> [String] {
    let wanted = typed.lowercased()
    return Set(clips.prefix(sample).compactMap(value))
      .filter { $0.lowercased().hasPrefix(wanted) }.sorted()
  }
}
