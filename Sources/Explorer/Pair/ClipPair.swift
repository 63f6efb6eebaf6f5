import Acoustics
import CellCanvas
import Labeling

/// A second clip beside the one under the cursor; both show the same seconds from their starts.
public struct ClipPair: Sendable, Equatable {
  /// The clip that is only looked at.
  public internal(set) var other: ID<Clip>
  /// Whether the clip under the cursor, which is heard and labelled, is the right one.
  public internal(set) var isCurrentRight = false

  /// Which half the clip under the cursor has, and how much of it.
  struct Half: Equatable {
    let isRight: Bool
    /// Less than 1 where the other clip is longer, so that columns are equally long.
    let share: Double
  }

  /// What of the other clip is visible, on how many columns.
  struct Part: Equatable {
    /// Nil for the whole clip, whose length need not be known yet.
    let span: Range<Int>?
    let columns: Int
  }
}

extension AppState {
  /// The clip beside the one under the cursor; nil where there is none.
  var otherClip: Clip? {
    guard mode == .spectrogram, viewport.view != .input, let pair else { return nil }
    return library[pair.other]
  }

  /// The half that the clip under the cursor has; nil where it has all.
  var pairHalf: ClipPair.Half? {
    guard let pair, let other = otherClip else { return nil }
    var share = 1.0
    if viewport.span == nil, let own = current?.duration, let its = other.duration, its > own {
      share = own / its
    }
    return ClipPair.Half(isRight: pair.isCurrentRight, share: share)
  }

  /// The seconds that both clips show, from their starts; nil while lengths are not known.
  private var pairSeconds: (start: Double, count: Double)? {
    guard let clip = current, let own = clip.duration else { return nil }
    guard let span = viewport.span else {
      return (0, max(own, otherClip?.duration ?? own))
    }
    let rate = clip.recording.sampleRate
    return (
      Double(span.lowerBound - clip.samples.lowerBound) / rate, Double(span.count) / rate
    )
  }

  /// What of the other clip is visible; nil where it ends before what is shown.
  var otherPart: ClipPair.Part? {
    guard let other = otherClip else { return nil }
    let columns = layout.other.columns
    let rate = other.recording.sampleRate
    guard let seconds = pairSeconds, rate > 0, seconds.count > 0 else {
      return ClipPair.Part(span: nil, columns: columns)
    }
    let first = other.samples.lowerBound + Int((seconds.start * rate).rounded())
    let wanted = first..<first + max(1, Int((seconds.count * rate).rounded()))
    let visible = wanted.clamped(to: other.samples)
    guard !visible.isEmpty, visible.lowerBound == first else { return nil }
    let share = Double(visible.count) / Double(wanted.count)
    return ClipPair.Part(
      span: visible == other.samples ? nil : visible,
      columns: max(1, Int((Double(columns) * share).rounded())))
  }

  /// The picture of the other clip.
  var otherKey: PictureKey? {
    guard let other = otherClip, let part = otherPart, part.columns > 0,
      let key = pictureKey(of: other, span: part.span)
    else { return nil }
    return PictureKey(
      clip: key.clip, path: key.path, clipSpan: key.clipSpan, span: key.span,
      columns: part.columns * columnsPerCell, feature: key.feature, channel: nil,
      pooling: key.pooling)
  }

  /// The peak of two clips side by side, whose waveforms have one scale; 0 where there is one.
  var pairPeak: Float {
    guard let otherKey else { return 0 }
    return [currentPicture, pictures[otherKey]].reduce(0) { peak, entry in
      guard case .ready(let picture)? = entry else { return peak }
      return max(peak, picture.waveform.peak)
    }
  }

  /// The column of the other picture at the cursor's distance from the start.
  var otherCursorColumn: Int? {
    guard let part = otherPart, let cursor = cursorSample, let visible = visibleSamples,
      visible.contains(cursor), layout.picture.columns > 0
    else { return nil }
    let column = (cursor - visible.lowerBound) * layout.picture.columns / max(1, visible.count)
    return column < part.columns ? column : nil
  }

  /// Shows another clip beside this one: the first of the picks, the one shown before, or the next.
  mutating func compare() {
    if pair != nil {
      pair = nil
      return
    }
    let here = current?.id
    let rows = [browser.cursor + 1, browser.cursor - 1].filter(browser.order.indices.contains)
    let candidates =
      browser.picks.sorted() + [lastShown].compactMap(\.self)
      + rows.map { library.clips[browser.order[$0]].id }
    guard let other = candidates.first(where: { $0 != here && library[$0] != nil }) else {
      say("There is no other clip to compare with.", kind: .refusal)
      return
    }
    pair = ClipPair(other: other)
    say("Two clips.", "{swap-compared} takes the other, {compare} ends it")
  }

  /// Makes the other clip the one that is heard and labelled; both stay where they are.
  mutating func swapPair() {
    guard let pair, let before = current, let cursor = cursorSample,
      before.recording.sampleRate > 0
    else { return }
    let (span, seconds) = (viewport.span, pairSeconds)
    let offset =
      Double(cursor - before.samples.lowerBound) / before.recording.sampleRate
    let hadCursor = viewport.cursor != nil
    browser.move(to: pair.other, in: library)
    guard let clip = current, clip.id == pair.other else {
      say("The other clip is not in the list.", "{filter} with nothing shows all", kind: .refusal)
      return
    }
    self.pair = ClipPair(other: before.id, isCurrentRight: !pair.isCurrentRight)
    viewport.resetTime()
    let rate = clip.recording.sampleRate
    guard rate > 0, !clip.samples.isEmpty else { return }
    if span != nil, let seconds {
      show(
        clip.samples.lowerBound + Int((seconds.start * rate).rounded()),
        count: max(1, Int((seconds.count * rate).rounded())), in: clip.samples)
    }
    if hadCursor {
      viewport.cursor = max(
        clip.samples.lowerBound,
        min(clip.samples.lowerBound + Int((offset * rate).rounded()), clip.samples.upperBound - 1))
    }
    bringCursorIntoView(of: clip.samples)
  }

  /// Takes the next clip of the list beside this one.
  mutating func stepOther(by step: Int) {
    guard let pair, let place = library.place(of: pair.other) else { return }
    let start = browser.order.firstIndex(of: place) ?? browser.cursor
    let here = current?.id
    guard
      let row = browser.row(from: start, step: step, in: library, where: { $0.id != here })
    else { return }
    self.pair?.other = library.clips[browser.order[row]].id
  }
}
