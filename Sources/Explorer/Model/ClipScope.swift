import Labeling

/// The part of the clips that the list shows, and why.
public struct ClipScope: Sendable, Equatable {
  /// Why the list shows these.
  public enum Kind: Sendable, Equatable {
    /// What was typed selects them.
    case filter
    /// They are of a cell of the confusion matrix.
    case cell
    /// Their labels are doubted.
    case doubts
    /// They are reviewed; whether because their labels are doubted.
    case review(ofDoubts: Bool)
  }

  /// Why the list shows these.
  public let kind: Kind
  /// The heading of the list.
  public let title: String
  /// The clips in the order in which they were found.
  public let clips: [ID<Clip>]
  /// The order that the list had before.
  let sortBefore: ClipOrder

  /// Whether labels of theirs are doubted.
  var isOfDoubts: Bool { kind == .doubts || kind == .review(ofDoubts: true) }

  /// Whether they are reviewed.
  var isReview: Bool {
    if case .review = kind { true } else { false }
  }

  init(_ kind: Kind, title: String, clips: [ID<Clip>], sortBefore: ClipOrder) {
    self.kind = kind
    self.title = title
    self.clips = clips
    self.sortBefore = sortBefore
  }
}

extension AppState {
  /// Shows some clips alone, in their order; the cursor goes to the first one.
  mutating func narrow(to clips: [ID<Clip>], _ kind: ClipScope.Kind, title: String) {
    let before = browser.scope?.sortBefore ?? browser.sort
    browser.scope = ClipScope(kind, title: title, clips: clips, sortBefore: before)
    browser.sort = .given
    browser.picks = []
    arrange(keeping: kind == .filter ? current?.id : clips.first)
    viewport.resetTime()
  }

  /// Shows all clips again.
  mutating func widen() {
    guard let scope = browser.scope else { return }
    browser.scope = nil
    browser.sort = scope.sortBefore
    arrange(keeping: current?.id)
  }

  /// Puts the list in its order.
  mutating func arrange(keeping clip: ID<Clip>?) {
    browser.arrange(library, random: &ids, keeping: clip, model: model)
  }
}
