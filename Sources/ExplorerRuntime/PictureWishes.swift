import Explorer
import Foundation
import Synchronization

/// The pictures wanted now. A newer list replaces the older one; the picture being made stays only
/// while it is the most wanted, so that a long neighbor never keeps the clip just asked for waiting.
package final class PictureWishes: Sendable {
  private struct Wishes {
    var waiting: [PictureKey] = []
    var current: PictureKey?
    var isCurrentWanted = false
    var isClosed = false
  }

  private let wishes = Mutex(Wishes())
  private let changed = DispatchSemaphore(value: 0)

  /// Wishes for nothing yet.
  package init() {}

  /// Replaces the list; the most wanted picture comes first.
  package func replace(with keys: [PictureKey]) {
    wishes.withLock { wishes in
      wishes.isCurrentWanted = wishes.current != nil && wishes.current == keys.first
      wishes.waiting = wishes.isCurrentWanted ? Array(keys.dropFirst()) : keys
    }
    changed.signal()
  }

  /// Gives up the picture being made, if it is one of these: a later wish makes it anew.
  package func drop(_ isMeant: (PictureKey) -> Bool) {
    wishes.withLock { wishes in
      guard let current = wishes.current, isMeant(current) else { return }
      (wishes.current, wishes.isCurrentWanted) = (nil, false)
    }
    changed.signal()
  }

  /// Whether the picture being made is still wanted.
  package var isCurrentWanted: Bool { wishes.withLock { $0.isCurrentWanted && !$0.isClosed } }

  /// The next picture to make; waits for one. Nil when there will be none any more.
  package func next() -> PictureKey? {
    while true {
      let (key, isClosed) = wishes.withLock { wishes in
        let key = wishes.isClosed || wishes.waiting.isEmpty ? nil : wishes.waiting.removeFirst()
        wishes.current = key
        wishes.isCurrentWanted = key != nil
        return (key, wishes.isClosed)
      }
      if key != nil || isClosed { return key }
      changed.wait()
    }
  }

  /// Waits until the list may have changed, or so many seconds.
  package func waitForChange(seconds: Double) {
    _ = changed.wait(timeout: .now() + seconds)
  }

  /// Gives up all wishes.
  package func close() {
    wishes.withLock { $0.isClosed = true }
    changed.signal()
  }
}
