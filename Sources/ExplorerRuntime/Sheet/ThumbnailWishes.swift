import Explorer
import Foundation
import Synchronization

/// The small pictures wanted now; a newer list replaces the older one.
package final class ThumbnailWishes: Sendable {
  /// A picture to make.
  package struct Wish: Sendable, Equatable {
    /// What it is of.
    package let subject: ThumbnailSubject
    /// How it is made.
    package let style: ThumbnailStyle
    /// Whether it is on the screen.
    package let isVisible: Bool
    /// Whether the pictures before it should be shown before it is made: it is the last, or the
    /// first that is not on the screen.
    package let isLast: Bool
  }

  private struct Wishes {
    var request: ThumbnailRequest?
    var next = 0
    var current: ThumbnailSubject?
    var isCurrentWanted = false
    var isClosed = false
  }

  private let wishes = Mutex(Wishes())
  private let changed = DispatchSemaphore(value: 0)

  /// Wishes for nothing yet.
  package init() {}

  /// Replaces the list; the picture being made stays while it is on it.
  package func replace(with request: ThumbnailRequest) {
    wishes.withLock { wishes in
      wishes.isCurrentWanted =
        wishes.request?.style == request.style
        && wishes.current.map(request.subjects.contains) == true
      wishes.request = request
      wishes.next = 0
    }
    changed.signal()
  }

  /// Whether the picture being made is still wanted.
  package var isCurrentWanted: Bool { wishes.withLock { $0.isCurrentWanted && !$0.isClosed } }

  /// The next picture to make; waits for one. Nil when there will be none any more.
  package func next() -> Wish? {
    while true {
      let (wish, isClosed) = wishes.withLock { (Self.take(&$0), $0.isClosed) }
      if wish != nil || isClosed { return wish }
      changed.wait()
    }
  }

  private static func take(_ wishes: inout Wishes) -> Wish? {
    wishes.current = nil
    guard !wishes.isClosed, let request = wishes.request, wishes.next < request.subjects.count
    else { return nil }
    let place = wishes.next
    wishes.next += 1
    wishes.current = request.subjects[place]
    wishes.isCurrentWanted = true
    return Wish(
      subject: request.subjects[place], style: request.style,
      isVisible: place < request.visibleCount,
      isLast: place + 1 == request.visibleCount || place + 1 == request.subjects.count)
  }

  /// Gives up all wishes.
  package func close() {
    wishes.withLock { $0.isClosed = true }
    changed.signal()
  }
}
