import CellCanvas

extension AppState {
  /// Samples that are visible at the least.
  private static let fewestSamples = 16

  /// The cursor's sample: where it was put, else the middle of what is visible.
  public var cursorSample: Int? {
    guard let visible = visibleSamples else { return nil }
    return viewport.cursor ?? (visible.lowerBound + visible.count * 2 / 5)
  }

  /// The column of the picture that shows a sample, nil if none does.
  public func column(ofSample sample: Int) -> Int? {
    guard let visible = visibleSamples, visible.contains(sample) else { return nil }
    let columns = layout.picture.columns
    return min(columns - 1, (sample - visible.lowerBound) * columns / max(1, visible.count))
  }

  /// Moves the cursor by columns of the picture; at an edge the picture scrolls by a quarter.
  mutating func moveCursor(columns: Int) {
    guard let visible = visibleSamples, let clip = clipSamples, let cursor = cursorSample else {
      return
    }
    let width = max(1, layout.picture.columns)
    let step = max(1, Int((Double(visible.count) / Double(width)).rounded()))
    let here = column(ofSample: cursor) ?? 0
    let middle =
      visible.count < width
      ? cursor
      : visible.lowerBound + Int((Double(here) + 0.5) / Double(width) * Double(visible.count))
    moveCursor(to: middle + columns * step, in: clip)
  }

  /// Puts the cursor on a sample of the clip and keeps it in view.
  mutating func moveCursor(to sample: Int, in clip: Range<Int>) {
    guard let visible = visibleSamples, !clip.isEmpty else { return }
    let target = max(clip.lowerBound, min(sample, clip.upperBound - 1))
    viewport.cursor = target
    guard !visible.contains(target) else { return }
    let quarter = max(1, visible.count / 4)
    let shift =
      target < visible.lowerBound
      ? -roundUp(visible.lowerBound - target, to: quarter)
      : roundUp(target - visible.upperBound + 1, to: quarter)
    show(visible.lowerBound + shift, count: visible.count, in: clip)
  }

  /// Zooms in time around the cursor; a factor above 1 shows less.
  mutating func zoom(by factor: Double) {
    guard let visible = visibleSamples, let clip = clipSamples, let cursor = cursorSample else {
      return
    }
    viewport.cursor = cursor
    viewport.rememberSpan()
    let smallest = min(clip.count, AppState.fewestSamples)
    let count = max(smallest, min(clip.count, Int((Double(visible.count) / factor).rounded())))
    let share = Double(cursor - visible.lowerBound) / Double(max(1, visible.count))
    show(cursor - min(count - 1, Int(share * Double(count))), count: count, in: clip)
  }

  /// Zooms in time so that a sample stays where it is on the screen.
  mutating func zoom(by factor: Double, keeping sample: Int) {
    guard let visible = visibleSamples, let clip = clipSamples, !visible.isEmpty else { return }
    let smallest = min(clip.count, AppState.fewestSamples)
    let count = max(smallest, min(clip.count, Int((Double(visible.count) / factor).rounded())))
    let share = Double(sample - visible.lowerBound) / Double(visible.count)
    show(sample - Int(share * Double(count)), count: count, in: clip)
    bringCursorIntoView(of: clip)
  }

  /// Moves the cursor to the nearest sample in view.
  mutating func bringCursorIntoView(of clip: Range<Int>) {
    guard let visible = visibleSamples?.clamped(to: clip), !visible.isEmpty,
      let cursor = viewport.cursor
    else { return }
    viewport.cursor = max(visible.lowerBound, min(cursor, visible.upperBound - 1))
  }

  /// Scrolls in time by a share of what is visible and takes the cursor along.
  mutating func pan(by share: Double) {
    guard let visible = visibleSamples, let clip = clipSamples, let cursor = cursorSample else {
      return
    }
    let shift = Int((Double(visible.count) * share).rounded())
    show(visible.lowerBound + shift, count: visible.count, in: clip)
    let moved = (viewport.span ?? clip).lowerBound - visible.lowerBound
    viewport.cursor = max(clip.lowerBound, min(cursor + moved, clip.upperBound - 1))
  }

  /// Shows samples of the clip, kept inside it; all of them is no zoom.
  mutating func show(_ first: Int, count: Int, in clip: Range<Int>) {
    let length = min(count, clip.count)
    let start = max(clip.lowerBound, min(first, clip.upperBound - length))
    viewport.span = length == clip.count ? nil : start..<(start + length)
  }

  private func roundUp(_ distance: Int, to step: Int) -> Int {
    (distance + step - 1) / step * step
  }
}
