/// The roles that a theme gives colours to.
public enum ThemeSlot: UInt8, Sendable, Hashable, CaseIterable {
  /// The ground of the screen; also level 0 of the colour map, so that silence is ground.
  case ground
  /// First and status row, empty meters.
  case raised
  /// The row under the cursor.
  case select
  /// Thin rules and the empty part of bars.
  case rule
  /// Ticks and grid dots.
  case faint
  /// Captions, units, what is in order.
  case dim
  /// Content.
  case text
  /// The one thing in focus.
  case bright
  /// Focus, keys, selection.
  case accent
  /// Cursor, playhead, visible part, picks.
  case cursor
  /// Everything the model says.
  case model
  /// Agrees, saved.
  case good
  /// Differs, look here.
  case warn
  /// Error, clipped, unsaved.
  case bad
  /// Waveform peaks.
  case wave
  /// Waveform RMS.
  case wave2
  /// Text on a chip.
  case ink

  /// The name in a theme file, such as `bg` or `wave2`.
  public var name: String {
    switch self {
    case .ground: "bg"
    default: "\(self)"
    }
  }
}
