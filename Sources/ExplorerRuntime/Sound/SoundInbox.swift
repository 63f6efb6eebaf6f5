import Explorer
import Foundation
import SoundDevices
import Synchronization

/// What waits for the thread that plays: requests of the explorer and events of the player.
package final class SoundInbox: Sendable {
  /// One thing that waits.
  package enum Item: Sendable {
    case request(SoundRequest)
    case event(PlayerEvent, player: Int)
  }

  private struct Values {
    var items: [Item] = []
    var isClosed = false
  }

  private let values = Mutex(Values())
  private let arrived = DispatchSemaphore(value: 0)

  /// Leaves something; never waits.
  func put(_ item: Item) {
    values.withLock { $0.items.append(item) }
    arrived.signal()
  }

  /// Says that nothing more comes.
  func close() {
    values.withLock { $0.isClosed = true }
    arrived.signal()
  }

  /// Waits for something and takes all of it, nothing when the time is over; nil at the end.
  func take(milliseconds: Int?) -> [Item]? {
    _ = arrived.wait(timeout: milliseconds.map { .now() + .milliseconds($0) } ?? .distantFuture)
    while arrived.wait(timeout: .now()) == .success {}
    return values.withLock { values in
      if values.isClosed { return nil }
      defer { values.items = [] }
      return values.items
    }
  }
}

extension Array where Element == SoundInbox.Item {
  /// The same without what a later order makes needless: who runs through a list hears where they
  /// stop.
  package var withoutVoid: [SoundInbox.Item] {
    let last = lastIndex { item in
      switch item {
      case .request(.play), .request(.stop): true
      default: false
      }
    }
    guard let last else { return self }
    return enumerated().filter { place, item in
      guard place < last, case .request(let request) = item else { return true }
      switch request {
      case .play, .change, .seek, .pause, .resume, .stop, .follow: return false
      case .nextDevice: return true
      }
    }.map(\.element)
  }
}
