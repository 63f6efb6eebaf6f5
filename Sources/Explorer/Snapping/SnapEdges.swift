import Acoustics
import Labeling

extension AppState {
  /// Chooses what edges snap to.
  mutating func snap(to kind: SnapKind?) {
    snapping.kind = kind
    say(
      kind.map { "Edges snap to the next \($0.place)." } ?? "Edges stay where they are put.",
      kind == nil ? "" : "{next-snap} for another")
  }

  /// Looks for the place that an edge of what is marked snaps to; nothing where it need not.
  mutating func wishToSnap(
    _ edge: Edge, at sample: Int, _ direction: SnapRequest.Direction, to kind: SnapKind? = nil
  ) -> [Effect] {
    guard let kind = kind ?? snapping.kind, let clip = current, let samples = clipSamples,
      edge.isTime
    else { return [] }
    snapping.count += 1
    let request = SnapRequest(
      number: snapping.count, path: clip.recording.path, clip: samples, channel: viewport.channel,
      kind: kind, edge: edge, sample: sample, direction: direction)
    marking.snaps[edge] = request
    return [.snap(request)]
  }

  /// Snaps the edge that is nearest to the cursor, once, to the nearest place.
  mutating func snapNearestEdge() -> [Effect] {
    guard let span = marked?.span, let cursor = cursorSample else { return [] }
    let isOnset = abs(cursor - span.lowerBound) < abs(cursor - span.upperBound)
    marking.edge = isOnset ? .onset : .offset
    marking.isStretching = false
    return wishToSnap(
      marking.edge, at: isOnset ? span.lowerBound : span.upperBound, .nearest,
      to: snapping.kind ?? .zero)
  }

  /// Puts an edge where it snaps to, unless it was moved again since.
  mutating func take(_ place: Int?, of request: SnapRequest) -> [Effect] {
    guard marking.snaps[request.edge] == request else { return [] }
    marking.snaps[request.edge] = nil
    guard let old = marked, let clip = clipSamples else { return [] }
    var span = old.span
    let isOnset = request.edge == .onset
    let here = isOnset ? span.lowerBound : span.upperBound
    if marking.isStretching, marking.edge != request.edge, let place, clip.contains(place) {
      // The other edge was not put anywhere yet: it keeps its distance.
      let width = columnSamples
      span =
        isOnset
        ? span.lowerBound..<min(clip.upperBound, max(span.upperBound, place + width))
        : max(clip.lowerBound, min(span.lowerBound, place - width))..<span.upperBound
    }
    if let place, clip.contains(place), span.isEmpty {
      changeMarked(to: Selection(span: place..<place, hertz: old.hertz))
      moveCursor(to: place, in: clip)
      return auditionEdge(at: place)
    }
    guard let place, clip.contains(place) || place == clip.upperBound,
      isOnset ? place < span.upperBound : place > span.lowerBound
    else {
      let why = request.direction == .nearest ? "is near" : "comes before the other edge"
      say("No \(request.kind.place) \(why).", "{next-snap} for another", kind: .refusal)
      return auditionEdge(at: here)
    }
    let new = isOnset ? place..<span.upperBound : span.lowerBound..<place
    if new != old.span { changeMarked(to: Selection(span: new, hertz: old.hertz)) }
    guard marking.edge == request.edge || marking.isStretching else { return [] }
    if marking.edge == request.edge { moveCursor(to: place, in: clip) }
    return auditionEdge(at: place)
  }
}
