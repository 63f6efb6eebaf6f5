import CellCanvas
import Labeling

extension AppState {
  /// What is marked: the selection, else in label mode the region in focus.
  public var marked: Selection? {
    if let selection { return selection }
    guard mode == .label, let region = focusedRegion, let span = region.span else { return nil }
    return Selection(span: span, hertz: region.hertz)
  }

  /// Puts an edge of the selection at the cursor; without one there, a selection begins.
  mutating func setEdge(_ edge: Edge) -> [Effect] {
    guard let cursor = cursorSample, let clip = clipSamples, !clip.isEmpty else { return [] }
    marking.region = nil
    // The cursor can't go beyond the last sample, an offset can.
    let place = edge == .offset && cursor == clip.upperBound - 1 ? clip.upperBound : cursor
    guard let old = selection,
      edge == .onset ? place < old.span.upperBound : place > old.span.lowerBound
    else {
      let width = columnSamples
      let span =
        edge == .onset
        ? place..<min(place + width, clip.upperBound)
        : max(clip.lowerBound, place - width)..<max(place, clip.lowerBound + 1)
      selection = Selection(span: span, hertz: selection?.hertz)
      marking.isStretching = true
      marking.edge = edge == .onset ? .offset : .onset
      marking.snaps = [:]
      return settle(edge, at: place, .nearest)
    }
    let span =
      edge == .onset ? place..<old.span.upperBound : old.span.lowerBound..<place
    selection = Selection(span: span, hertz: old.hertz)
    marking.isStretching = false
    marking.edge = edge
    return settle(edge, at: place, .nearest)
  }

  /// Lets a short bit be heard at an edge, where it stands or where it snaps to.
  private mutating func settle(
    _ edge: Edge, at place: Int, _ direction: SnapRequest.Direction
  ) -> [Effect] {
    let effects = wishToSnap(edge, at: place, direction)
    return effects.isEmpty ? auditionEdge(at: place) : effects
  }

  /// Samples of one column of the picture, at least 1.
  var columnSamples: Int {
    guard let visible = visibleSamples else { return 1 }
    return max(1, visible.count / max(1, layout.picture.columns))
  }

  /// How far keys move the active edge: samples, or hertz for edges in frequency.
  ///
  /// A selection that is being drawn out moves like the cursor.
  func edgeStep(isCoarse: Bool) -> Int {
    let column = columnSamples
    if !marking.edge.isTime {
      let fine = max(1, Int((nyquist ?? 0) / 1000))
      return isCoarse ? 10 * fine : fine
    }
    if marking.isStretching, selection != nil { return isCoarse ? 10 * column : column }
    let millisecond = max(1, Int(((sampleRate ?? 0) / 1000).rounded()))
    let fine = min(column, millisecond)
    return isCoarse ? max(column, 10 * fine) : fine
  }

  /// Moves the active edge of what is marked and takes the cursor along.
  mutating func moveEdge(by steps: Int, isCoarse: Bool) -> [Effect] {
    guard let old = marked, let clip = clipSamples else { return [] }
    let distance = steps * edgeStep(isCoarse: isCoarse)
    guard marking.edge.isTime else {
      changeMarked(to: Selection(span: old.span, hertz: moved(old.hertz, by: Float(distance))))
      return []
    }
    if old.span.isEmpty { return movePoint(old, by: distance, in: clip) }
    let fixed = marking.edge == .onset ? old.span.upperBound : old.span.lowerBound
    let from = marking.edge == .onset ? old.span.lowerBound : old.span.upperBound
    var place = max(clip.lowerBound, min(from + distance, clip.upperBound))
    if marking.isStretching, place != fixed {
      let edge: Edge = place < fixed ? .onset : .offset
      if marking.edge != edge { marking.snaps = [:] }
      marking.edge = edge
    } else {
      place = marking.edge == .onset ? min(place, fixed - 1) : max(place, fixed + 1)
    }
    let span = min(place, fixed)..<max(place, fixed)
    changeMarked(to: Selection(span: span.clamped(to: clip), hertz: old.hertz))
    moveCursor(to: place, in: clip)
    return settle(marking.edge, at: place, steps < 0 ? .backwards : .forwards)
  }

  /// Moves a point, which has no edges, and takes the cursor along.
  private mutating func movePoint(
    _ old: Selection, by distance: Int, in clip: Range<Int>
  ) -> [Effect] {
    let place = max(clip.lowerBound, min(old.span.lowerBound + distance, clip.upperBound - 1))
    marking.edge = .onset
    changeMarked(to: Selection(span: place..<place, hertz: old.hertz))
    moveCursor(to: place, in: clip)
    return settle(.onset, at: place, distance < 0 ? .backwards : .forwards)
  }

  private func moved(_ hertz: ClosedRange<Float>?, by distance: Float) -> ClosedRange<Float>? {
    guard let hertz, let nyquist else { return hertz }
    if marking.edge == .low {
      return max(0, min(hertz.lowerBound + distance, hertz.upperBound - 1))...hertz.upperBound
    }
    let high = min(nyquist, max(hertz.upperBound + distance, hertz.lowerBound + 1))
    return hertz.lowerBound...high
  }

  /// Makes another edge the active one: onset, offset and, of boxes, low and high.
  mutating func takeOtherEdge() -> [Effect] {
    guard let marked, let clip = clipSamples else { return [] }
    let edges: [Edge] = marked.hertz == nil ? [.onset, .offset] : Edge.allCases
    let place = edges.firstIndex(of: marking.edge) ?? edges.count - 1
    marking.edge = edges[(place + 1) % edges.count]
    marking.isStretching = false
    guard marking.edge.isTime else { return [] }
    moveCursor(
      to: marking.edge == .onset ? marked.span.lowerBound : marked.span.upperBound, in: clip)
    return []
  }

  /// Bounds what is marked in frequency, or frees it again.
  mutating func toggleBounds() -> [Effect] {
    guard let marked, let visible = visibleHertz else { return [] }
    let quarter = (visible.upperBound - visible.lowerBound) / 4
    let isBox = marked.hertz != nil
    let hertz = (visible.lowerBound + quarter)...(visible.upperBound - quarter)
    changeMarked(to: Selection(span: marked.span, hertz: isBox ? nil : hertz))
    marking.edge = isBox ? .offset : .high
    marking.isStretching = false
    return selection == nil ? settleMove() : []
  }

  /// Changes what is marked; of a region that is an edit once no key comes for a moment.
  mutating func changeMarked(to new: Selection) {
    if selection != nil {
      selection = new
    } else if var region = focusedRegion {
      let original = marking.move?.original ?? region
      region.span = new.span
      region.hertz = new.hertz
      library.apply(.replace(original, with: region))
      marking.move = Marking.Move(original: original, since: now)
    }
  }

  /// Shows what is marked as large as it goes, with a little around it.
  mutating func zoomToMarked() -> [Effect] {
    guard let marked, let clip = clipSamples else { return [] }
    viewport.rememberSpan()
    let margin = max(8, marked.span.count / 20)
    show(marked.span.lowerBound - margin, count: marked.span.count + 2 * margin, in: clip)
    if let hertz = marked.hertz, let nyquist {
      let around = max(nyquist / 256, (hertz.upperBound - hertz.lowerBound) / 4)
      viewport.hertz =
        max(0, hertz.lowerBound - around)...min(nyquist, hertz.upperBound + around)
    }
    bringCursorIntoView(of: clip)
    return []
  }
}
