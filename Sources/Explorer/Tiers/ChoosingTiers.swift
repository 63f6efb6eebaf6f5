import CellCanvas
import Labeling

extension AppState {
  /// The longest name of a tier, in characters.
  static let tierLimit = 60
  /// Clips in which tiers are looked for: a key must not wait for all of a large library.
  private static let clipLimit = 20_000

  /// The regions of the clip that are shown, by onset.
  var regionsShown: [Annotation] {
    let regions = current?.regions ?? []
    return tiers.shown == .all ? regions : regions.filter { tiers.shows($0.tier) }
  }

  /// Chooses the tier that new regions go to; an empty line is none.
  mutating func chooseTier(_ line: String) -> [Effect] {
    let name = String(line.prefix { $0 != "\n" }).trimmingBlanks
    guard name.count <= AppState.tierLimit else {
      say("The name of a tier has at most \(AppState.tierLimit) characters.", kind: .refusal)
      return []
    }
    guard !ReservedTier.isReserved(name) else {
      say("\(name) has a meaning of its own.", "choose another name", kind: .refusal)
      return []
    }
    tiers.current = name.isEmpty || name == RegionTiers.ownName ? nil : name
    if !tiers.shows(tiers.current) { tiers.shown = .only(tiers.current) }
    say(
      tiers.current.map { "New regions go to \(DisplayText($0).text)." }
        ?? "New regions are in no tier.")
    return []
  }

  /// Shows the next tier of the clip alone, after the last one all.
  mutating func showNextTier() -> [Effect] {
    let there = Set((current?.regions ?? []).map(\.tier)).union([tiers.current])
      .sorted { ($0 ?? "") < ($1 ?? "") }
    switch tiers.shown {
    case .all: tiers.shown = there.first.map { .only($0) } ?? .all
    case .only(let tier):
      let place = there.firstIndex(of: tier).map { $0 + 1 } ?? 0
      tiers.shown = there.indices.contains(place) ? .only(there[place]) : .all
    }
    if let region = focusedRegion, !tiers.shows(region.tier) { marking = Marking() }
    switch tiers.shown {
    case .all: say("All tiers are shown.")
    case .only(let tier):
      say(
        "Only \(DisplayText(tier ?? RegionTiers.ownName).text) is shown.",
        "{next-tier} goes on to the next, then to all")
    }
    return []
  }

  /// Tiers that a line may become: those of regions, the clip's first.
  func tierCompletions(of line: String) -> [String] {
    var names: [String] = []
    var seen: Set<String> = []
    func add(_ clip: Clip) {
      for annotation in clip.annotations where annotation.span != nil {
        if let tier = annotation.tier, !ReservedTier.isReserved(tier), seen.insert(tier).inserted {
          names.append(tier)
        }
      }
    }
    if let current { add(current) }
    for clip in library.clips.prefix(AppState.clipLimit) { add(clip) }
    let wanted = line.lowercased()
    return names.filter { $0.lowercased().hasPrefix(wanted) && $0 != line }
  }

  /// Sets a point at the cursor.
  mutating func setPoint(_ label: String) -> [Effect] {
    if case .readOnly(let failure) = access {
      notice = Notice(failure, at: now)
      return []
    }
    guard let clip = current, let cursor = cursorSample else { return [] }
    let point = Annotation(
      id: ids.uuid(), clip: clip.id, span: cursor..<cursor, label: label, tier: tiers.current,
      origin: .person, annotator: annotator, created: now)
    lastLabel = LabelChange(label: label)
    let effects = perform(.add(point))
    if mode == .label {
      selection = nil
      marking = Marking()
      marking.region = point.id
    }
    return effects
  }
}
