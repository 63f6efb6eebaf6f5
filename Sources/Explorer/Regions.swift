import Labeling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Clip {
  /// The annotations of parts of the clip that lie in it, by onset.
  public var regions: [Annotation] {
    let samples = span ?? 0..<Int.max
    return annotations.filter { annotation in
      annotation.span.map {
        $0.overlaps(samples) || $0.isEmpty && samples.contains($0.lowerBound)
      } ?? false
    }.sorted { ($0.order, $0.id.uuidString) < ($1.order, $1.id.uuidString) }
  }
}

extension Annotation {
  /// Where it begins, and after that where it ends.
  fileprivate var order: (Int, Int) { (span?.lowerBound ?? -1, span?.upperBound ?? -1) }
}

private func < (left: ((Int, Int), String), right: ((Int, Int), String)) -> Bool {
  left.0 == right.0 ? left.1 < right.1 : left.0 < right.0
}

extension AppState {
  /// The region in focus, nil if it is gone.
  public var focusedRegion: Annotation? {
    marking.region.flatMap { id in
      current?.annotations.first { $0.id == id && $0.span != nil }
    }
  }

  /// Puts a region in focus, an edge of it active and the cursor there.
  mutating func focus(on region: Annotation, _ edge: Edge = .onset) {
    marking = Marking()
    marking.region = region.id
    marking.edge = edge
    guard let span = region.span, let clip = clipSamples else { return }
    moveCursor(to: edge == .onset ? span.lowerBound : span.upperBound, in: clip)
    guard let visible = visibleSamples, span.count < visible.count,
      span.lowerBound < visible.lowerBound || span.upperBound > visible.upperBound
    else { return }
    show((span.lowerBound + span.upperBound - visible.count) / 2, count: visible.count, in: clip)
  }

  /// Goes to the next or the previous region, from the one in focus or from the cursor.
  mutating func moveToRegion(step: Int) -> [Effect] {
    let regions = regionsShown
    guard !regions.isEmpty else { return [] }
    selection = nil
    let next: Annotation?
    if let place = regions.firstIndex(where: { $0.id == marking.region }) {
      next = regions.indices.contains(place + step) ? regions[place + step] : nil
    } else {
      let cursor = cursorSample ?? 0
      next =
        step > 0
        ? regions.first { ($0.span?.lowerBound ?? 0) >= cursor }
        : regions.last { ($0.span?.lowerBound ?? 0) <= cursor }
    }
    guard let next else {
      say(step > 0 ? "This is the last region." : "This is the first region.", kind: .refusal)
      return []
    }
    focus(on: next)
    return []
  }

  /// Gives a label to the selection, which becomes a region, or to the region in focus.
  /// - Returns: Nil if neither is there, so that the clip is meant.
  mutating func labelMarked(_ label: String) -> [Effect]? {
    guard let clip = current else { return nil }
    if let marked = selection {
      let region = Annotation(
        id: ids.uuid(), clip: clip.id, span: marked.span, hertz: marked.hertz, label: label,
        tier: tiers.current, origin: .person, annotator: annotator, created: now)
      let snaps = marking.snaps
      selection = nil
      let effects = perform(.add(region))
      focus(on: region, .offset)
      marking.snaps = snaps
      return effects
    }
    guard mode == .label, let old = focusedRegion else { return nil }
    guard old.label != label || old.origin != .person else { return [] }
    return perform(.replace(old, with: old.relabelled(label, origin: .person, annotator, now)))
  }

  /// Deletes the region in focus and puts the next one there.
  mutating func deleteRegion() -> [Effect] {
    let regions = regionsShown
    guard let region = focusedRegion, let place = regions.firstIndex(where: { $0.id == region.id })
    else { return [] }
    let effects = perform(.remove(region))
    if place + 1 < regions.count {
      focus(on: regions[place + 1])
    } else if place > 0 {
      focus(on: regions[place - 1])
    } else {
      marking = Marking()
    }
    return effects
  }

  /// The region that the cursor can split: the one in focus, else the shortest under the cursor.
  var regionAtCursor: Annotation? {
    guard let cursor = cursorSample else { return nil }
    let under = regionsShown.filter { region in
      region.span.map { $0.lowerBound < cursor && cursor < $0.upperBound } ?? false
    }
    return under.first { $0.id == marking.region }
      ?? under.min { ($0.span?.count ?? 0) < ($1.span?.count ?? 0) }
  }

  /// Splits a region at the cursor; both parts keep what was said.
  mutating func splitRegion() -> [Effect] {
    guard let old = regionAtCursor, let span = old.span, let cursor = cursorSample else {
      return []
    }
    var first = old
    first.span = span.lowerBound..<cursor
    let second = old.copy(ids.uuid(), of: old.clip, span: cursor..<span.upperBound)
    let effects = perform(.batch([.replace(old, with: first), .add(second)]))
    focus(on: second)
    return effects
  }

  /// The region after the one in focus in its tier.
  var nextRegionOfTier: Annotation? {
    guard let region = focusedRegion, let regions = current?.regions,
      let place = regions.firstIndex(where: { $0.id == region.id })
    else { return nil }
    return regions[(place + 1)...].first { $0.tier == region.tier }
  }

  /// Makes one region of the one in focus and the next one of its tier; the first label stays.
  mutating func mergeRegions() -> [Effect] {
    guard let old = focusedRegion, let span = old.span, let next = nextRegionOfTier,
      let other = next.span
    else { return [] }
    var merged = old
    merged.span = span.lowerBound..<max(span.upperBound, other.upperBound)
    if let hertz = old.hertz {
      merged.hertz = next.hertz.map {
        min(hertz.lowerBound, $0.lowerBound)...max(hertz.upperBound, $0.upperBound)
      }
    }
    let effects = perform(.batch([.replace(old, with: merged), .remove(next)]))
    if old.label != next.label {
      say("Merged as \(old.label).", "\(next.label) is gone, {undo} undoes")
    }
    focus(on: merged, .offset)
    return effects
  }

  /// Hands a moved edge to the store as one edit; nothing if none was moved.
  mutating func settleMove() -> [Effect] {
    guard let move = marking.move else { return [] }
    marking.move = nil
    let moved = current?.annotations.first { $0.id == move.original.id }
    guard let moved, moved != move.original else { return [] }
    return perform(.replace(move.original, with: moved))
  }
}

extension Annotation {
  /// The same place with another label by somebody.
  func relabelled(
    _ label: String, origin: Origin, _ annotator: String, _ created: Date
  ) -> Annotation {
    Annotation(
      id: id, clip: clip, span: span, hertz: hertz, label: label, tier: tier, note: note,
      attributes: attributes, origin: origin, annotator: annotator, created: created)
  }

  /// The same words about another place, as another annotation.
  func copy(_ id: UUID, of clip: ID<Clip>, span: Range<Int>?) -> Annotation {
    Annotation(
      id: id, clip: clip, span: span, hertz: hertz, label: label, tier: tier, note: note,
      confidence: confidence, attributes: attributes, origin: origin, annotator: annotator,
      created: created)
  }

  /// The same annotation of another clip.
  func moved(to clip: ID<Clip>) -> Annotation { copy(id, of: clip, span: span) }
}
