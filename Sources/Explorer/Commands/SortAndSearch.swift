import Labeling

extension Command {
  /// The order of the list, and finding clips in it.
  static let sortAndSearch: [Command] = [
    sort(.name, "o n", "Sort by name"), sort(.duration, "o d", "Sort by duration"),
    sort(.label, "o l", "Sort by label"), sort(.random, "o r", "Shuffle the list"),
    modelSort(.agreement, "o a", "Sort: where the model differs first"),
    modelSort(.score, "o s", "Sort: what the model is surest of first"),
    modelSort(.unsure, "o u", "Sort: what the model is least sure of first"),
    modelSort(.predicted, "o m", "Sort by the class that the model says"),
    Command(
      "search", keys: ["/"], "Search names and labels", group: .move,
      help: "search, next, previous",
      hint: "search", modes: Mode.withClips, unless: Refusal.noClip
    ) { state in
      state.prompt = Prompt(.search(from: state.browser.cursor))
      return []
    },
    Command(
      "next-hit", keys: ["n"], "Go to the next hit of the search", group: .move,
      help: "search, next, previous", modes: Mode.withClips, unless: noSearch
    ) { $0.moveToHit(from: $0.browser.cursor, step: 1) },
    Command(
      "previous-hit", keys: ["N"], "Go to the previous hit of the search", group: .move,
      help: "search, next, previous", modes: Mode.withClips, unless: noSearch
    ) { $0.moveToHit(from: $0.browser.cursor, step: -1) },
  ]

  private static let noSearch: @Sendable (AppState) -> String? = { state in
    state.browser.search.isEmpty ? "Nothing was searched for yet: / searches." : nil
  }

  private static func modelSort(
    _ order: ClipOrder, _ keys: String, _ summary: String
  ) -> Command {
    Command(
      "sort-\(order.rawValue)", keys: [keys], summary, group: .list,
      help: "sort: differs, sure, unsure, class", modes: Mode.withList, unless: Refusal.noModel
    ) { state in
      state.browser.sort = order
      state.arrange(keeping: nil)
      state.viewport.resetTime()
      let waiting = state.model.sweptCount
      state.say(
        "\(summary).",
        waiting > 0 ? "\(Format.count(waiting)) clips wait for the model; sort again later" : "")
      return []
    }
  }

  private static func sort(_ order: ClipOrder, _ keys: String, _ summary: String) -> Command {
    Command(
      "sort-\(order.rawValue)", keys: [keys], summary, group: .list,
      help: "sort: name, length, label, random", hint: order == .name ? "sort" : nil,
      modes: Mode.withList, unless: Refusal.noClip
    ) { state in
      state.browser.sort = order
      state.arrange(keeping: state.current?.id)
      state.say("Sorted: \(order.rawValue).")
      return []
    }
  }
}

extension AppState {
  /// Goes to the next clip whose path or label holds what was searched for.
  mutating func moveToHit(from start: Int, step: Int) -> [Effect] {
    guard let row = hit(from: start, step: step) else {
      sayNoHit()
      return []
    }
    return moveThroughList(to: row)
  }

  /// Whether any clip matches what was searched for.
  var hasHit: Bool { hit(from: 0, step: 1) != nil }

  /// Says that no clip matches.
  mutating func sayNoHit() {
    say("No clip matches \(browser.search).", "{search} searches again", kind: .refusal)
  }

  private func hit(from start: Int, step: Int) -> Int? {
    let wanted = browser.search.lowercased()
    let labels = Set(library.labels.names.filter { $0.lowercased().contains(wanted) })
    let clips = library.clips
    return browser.row(from: start, step: step) { place in
      clips[place].recording.path.contains(lowercased: wanted)
        || (!labels.isEmpty && clips[place].label.map(labels.contains) == true)
    }
  }
}
