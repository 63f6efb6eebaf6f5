import Labeling

/// Conditions on clips as they are typed: `differs >80 label:four jackson`; all of them must hold.
struct ClipFilter: Sendable, Equatable {
  private enum Condition: Sendable, Equatable {
    case verdict(ModelState.Verdict)
    case isLabelled(Bool)
    case label(String)
    case model(String)
    case scoreAbove(Float)
    case scoreBelow(Float)
    case text(String)
  }

  private let conditions: [Condition]

  /// The words that are no text to look for.
  static let words =
    ModelState.Verdict.allCases.map(\.rawValue) + ["labelled", "unlabelled", "label:", "model:"]

  /// Reads a line; words that mean nothing else are looked for in names.
  init(_ line: String) {
    conditions = line.split(separator: " ").map { ClipFilter.condition(String($0)) }
  }

  var isEmpty: Bool { conditions.isEmpty }

  private static func condition(_ word: String) -> Condition {
    if let verdict = ModelState.Verdict(rawValue: word.lowercased()) { return .verdict(verdict) }
    switch word.lowercased() {
    case "labelled": return .isLabelled(true)
    case "unlabelled": return .isLabelled(false)
    default: break
    }
    for (name, make) in [("label:", Condition.label), ("model:", Condition.model)]
    where word.lowercased().hasPrefix(name) {
      return make(word.dropFirst(name.count).lowercased())
    }
    if let first = word.first, first == ">" || first == "<",
      let percent = Float(word.dropFirst().prefix { $0 != "%" }), percent.isFinite
    {
      return first == ">" ? .scoreAbove(percent / 100) : .scoreBelow(percent / 100)
    }
    return .text(word.lowercased())
  }

  /// Whether all conditions hold for the clip at a place.
  func holds(for place: Int, in clips: [Clip], _ model: ModelState) -> Bool {
    conditions.allSatisfy { condition in
      switch condition {
      case .verdict(let wanted): model.verdict(on: place, in: clips) == wanted
      case .isLabelled(let wanted): (clips[place].label != nil) == wanted
      case .label(let wanted): clips[place].label?.lowercased() == wanted
      case .model(let wanted): best(place, clips, model)?.label.lowercased() == wanted
      case .scoreAbove(let score): best(place, clips, model).map { $0.score >= score } ?? false
      case .scoreBelow(let score): best(place, clips, model).map { $0.score < score } ?? false
      case .text(let text): clips[place].recording.path.contains(lowercased: text)
      }
    }
  }

  private func best(
    _ place: Int, _ clips: [Clip], _ model: ModelState
  ) -> (label: String, score: Float)? {
    model.best(of: clips[place].id, clips[place].span)
  }
}

extension AppState {
  /// Shows the clips alone that what was typed selects; nothing typed shows all.
  mutating func filter(_ line: String) -> [Effect] {
    let filter = ClipFilter(line)
    guard !filter.isEmpty else {
      widen()
      return []
    }
    let (model, clips) = (model, library.clips)
    let found = clips.indices.compactMap { place in
      filter.holds(for: place, in: clips, model) ? clips[place].id : nil
    }
    guard !found.isEmpty else {
      say("No clip matches \(line).", "f edits", kind: .refusal)
      return []
    }
    narrow(to: found, .filter, title: line)
    say(
      "\(Format.count(found.count)) of \(Format.count(library.clips.count)) clips.",
      "{cancel} shows all"
    )
    return []
  }
}

extension AppState {
  /// What the last word of a filter may become, each with the words before it.
  func filterCompletions(of line: String) -> [String] {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    let last = words.last.map(String.init) ?? ""
    let before = words.dropLast().map { $0 + " " }.joined()
    let prefix = ["label:", "model:"].first { last.hasPrefix($0) }
    let wanted =
      if let prefix {
        library.labels.completions(of: String(last.dropFirst(prefix.count)))
          .filter { !$0.contains(" ") }.map { prefix + $0 }
      } else {
        ClipFilter.words.filter { $0.hasPrefix(last.lowercased()) }
      }
    return wanted.map { before + $0 }
  }

  /// The models that a name may mean.
  func modelCompletions(of line: String) -> [String] {
    let wanted = line.lowercased()
    return model.choices.map(\.name).filter { $0.lowercased().contains(wanted) }
  }
}
