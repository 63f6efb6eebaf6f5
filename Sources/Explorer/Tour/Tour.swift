import CellCanvas

/// The tour for a person who is here for the first time: a few cards, one after the other.
public struct Tour: Sendable, Equatable {
  /// The card shown.
  public private(set) var card = 0

  /// Begins the tour.
  public init() {}

  /// The cards: lines with `{command-name}` where a key stands.
  static let cards: [[String]] = [
    [
      "Hear the clip:  {play-pause}", "",
      "Then give it a label: {label-1} to {label-0}  (the list is",
      "under the picture). The next clip comes by itself.", "",
      "Every label is on disk at once; {undo} takes it back.",
    ],
    [
      "Look closer:  {zoom-in}  {zoom-out}", "",
      "{cursor-left} and {cursor-right} move the cursor, {zoom-all} shows all again.",
      "{go-spectrogram} gives the picture the whole window.", "",
      "{next-view} shows the next view, {pick-theme} the themes.",
    ],
    [
      "Mark a part:  {set-onset}  {set-offset}", "",
      "The first sets its onset at the cursor, the other",
      "its offset; a digit makes it a region.", "",
      "A mouse pulls it out instead; its wheel zooms.",
    ],
    [
      "Not sure?  {show-help}", "",
      "It shows the keys of the place where you are;",
      "{run-command} finds every command by its name.", "",
      "{back} leads back, and out. All labels are saved.",
    ],
  ]

  /// The next card; nil after the last.
  func next() -> Tour? {
    guard card + 1 < Self.cards.count else { return nil }
    var next = self
    next.card += 1
    return next
  }
}

extension Command {
  /// Showing the tour again.
  static let takeTour: [Command] = [
    Command("tour", keys: [], "Show the tour again", group: .general) { state in
      state.tour = Tour()
      return []
    }
  ]
}

extension AppState {
  /// Whether a card of the tour lies over the screen.
  var showsTour: Bool {
    tour != nil && overlay == nil && prompt == nil && current != nil && isOpen
      && Mode.ordinary.contains(mode)
  }

  /// Takes a key that leads through the tour; every other one does what it always does.
  mutating func walkTour(_ chord: KeyChord) -> Bool {
    guard showsTour, pendingKeys.isEmpty, places.awaited == nil else { return false }
    switch chord {
    case KeyChord(.enter): tour = tour?.next()
    case KeyChord(.escape): tour = nil
    default: return false
    }
    return true
  }
}
