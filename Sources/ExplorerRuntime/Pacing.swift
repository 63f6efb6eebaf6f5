import Explorer
import Foundation

/// Decides when to draw: at once after a key, at most thirty times a second otherwise, and never
/// before the disk had a moment to answer, so that nothing is shown as saved that is not.
struct Pacing {
  /// Whether something changed since the last redraw.
  var isDirty = true
  /// The notice on the screen.
  private(set) var shownNotice: Notice?
  /// When the program began, until it has drawn.
  var start: Date?
  private var lastRedraw = Date.distantPast
  private var lastInput: Date?

  /// Seconds between redraws that no key asked for.
  private static let interval: TimeInterval = 1.0 / 30
  /// The same for a waterfall, every redraw of which changes the whole picture.
  private static let waterfallInterval: TimeInterval = 1.0 / 20
  /// Seconds the first redraw waits for the list and its first picture: one redraw instead of three.
  private static let startPatience: TimeInterval = 0.08
  /// Seconds a key's redraw waits for the picture it needs.
  private static let picturePatience: TimeInterval = 0.03

  /// Notes that a key came.
  mutating func noteInput(at now: Date) { lastInput = now }

  /// Notes that the state is on the screen.
  mutating func drew(_ state: AppState, at now: Date) {
    isDirty = false
    lastRedraw = now
    lastInput = nil
    start = nil
    shownNotice = state.notice
  }

  /// Whether to draw now.
  func mayDraw(_ state: AppState, at now: Date) -> Bool {
    isDirty && nextRedraw(state) <= now
  }

  /// Milliseconds to wait for events, -1 without end.
  func timeout(_ state: AppState, at now: Date) -> Int32 {
    var next = state.nextDeadline
    if isDirty { next = min(next ?? .distantFuture, nextRedraw(state)) }
    guard let next else { return -1 }
    return Int32(max(0, min(60_000, (next.timeIntervalSince(now) * 1000).rounded(.up))))
  }

  /// The earliest time for the redraw that is due.
  private func nextRedraw(_ state: AppState) -> Date {
    let interval =
      state.live?.style == .waterfall ? Pacing.waterfallInterval : Pacing.interval
    var earliest =
      lastInput == nil ? lastRedraw.addingTimeInterval(interval) : Date.distantPast
    if let start, !state.isOpen || (state.currentKey != nil && state.currentPicture == nil) {
      earliest = max(earliest, start.addingTimeInterval(Pacing.startPatience))
    }
    if let deadline = state.saving.deadline { earliest = max(earliest, deadline) }
    let needsPicture = state.currentKey != nil && state.currentPicture == nil
    if let lastInput, needsPicture || state.awaitsThumbnails {
      earliest = max(earliest, lastInput.addingTimeInterval(Pacing.picturePatience))
    }
    return earliest
  }
}

extension AppState {
  /// Whether another message is to be shown than the one on the screen.
  func noticeChanged(since shown: Notice?) -> Bool { notice != shown }
}
