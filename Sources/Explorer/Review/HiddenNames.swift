import Labeling

extension AppState {
  /// The name of a clip without its extension.
  ///
  /// Labels are often in the names, so that a review that hides labels shows numbers instead.
  ///
  /// - Parameter row: Where the list has it; nil: the row of the cursor, or its place in the review.
  func shownName(of clip: Clip, row: Int? = nil) -> String {
    guard blindness.labels else { return clip.recording.path.stem }
    let own = clip.id == current?.id ? browser.cursor : nil
    let place = row ?? own ?? review.session?.place(of: clip.id, isSecond: false)
    return place.map { "clip \($0 + 1)" } ?? "clip"
  }

  /// What a sentence calls a clip: what `shown` is, or its number where names are hidden.
  func sentenceName(of clip: Clip, _ shown: (RecordingPath) -> RecordingPath = \.self) -> String {
    blindness.labels ? shownName(of: clip) : shown(clip.recording.path).text
  }
}
