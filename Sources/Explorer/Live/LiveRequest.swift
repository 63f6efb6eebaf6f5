/// What can be asked of the lane that listens.
public enum LiveRequest: Sendable, Equatable {
  /// Listen to a source, and to no other one any more.
  case listen(LiveSource)
  /// Stop listening; a recording ends.
  case stop
  /// Compute another feature, of what is remembered too.
  case show(LiveFeature)
  /// Write samples into a file of the folder; they are counted from the start of listening. The
  /// label may be one that a model gave, which is then named.
  case keep(Range<Int>, label: String?, model: String? = nil)
  /// Begin a recording, or end it.
  case record(Bool)
  /// Record by itself from this level on, in dBFS; nil does not.
  case trigger(Float?)
  /// List the devices.
  case listDevices
}

/// What is computed of live sound.
public enum LiveFeature: Sendable, Hashable {
  /// What a view of a clip shows too, with the same settings.
  case view(ClipView)
  /// What the command line asked for.
  case chosen

  /// What follows when `s` is pressed.
  func next(hasChosen: Bool) -> LiveFeature {
    let all = ClipView.usual.map { LiveFeature.view($0) } + (hasChosen ? [.chosen] : [])
    let place = all.firstIndex(of: self) ?? 0
    return all[(place + 1) % all.count]
  }
}
