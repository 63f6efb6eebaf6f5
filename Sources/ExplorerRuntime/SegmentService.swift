import Acoustics
import Explorer
import Foundation
import Labeling
import SoundFiles
import Synchronization

/// Looks for the sounds of recordings on a thread of its own; only the newest search counts.
final class SegmentService: Sendable {
  private struct Wish {
    var next: SegmentRequest?
    /// The number of the search that still counts.
    var number: Int?
    var isClosed = false
  }

  private let wish = Mutex(Wish())
  private let changed = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  /// Samples of one channel that are read at a time.
  private static let pieceLength = 1 << 18
  /// Seconds between two answers of one search.
  private static let interval: TimeInterval = 0.1

  /// Starts the thread.
  init(location: LibraryLocation, mailbox: Mailbox) {
    let thread = Thread { [self] in
      while let request = next() { search(request, location, mailbox) }
      ended.signal()
    }
    thread.name = "segments"
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Begins a search in the place of the one before; nil gives that up.
  func want(_ request: SegmentRequest?) {
    wish.withLock { wish in
      wish.next = request
      wish.number = request?.number
    }
    changed.signal()
  }

  /// Gives up what is not done, without waiting.
  func close() {
    wish.withLock { $0 = Wish(isClosed: true) }
    changed.signal()
  }

  /// Gives up what is not done and ends the thread.
  func finish() {
    close()
    ended.wait()
  }

  /// The newest search; waits for one. Nil when there will be none any more.
  private func next() -> SegmentRequest? {
    while true {
      let (request, isClosed) = wish.withLock { wish in
        let request = wish.next
        wish.next = nil
        return (request, wish.isClosed)
      }
      if request != nil || isClosed { return request }
      changed.wait()
    }
  }

  private func isWanted(_ request: SegmentRequest) -> Bool {
    wish.withLock { $0.number == request.number }
  }

  private func search(
    _ request: SegmentRequest, _ location: LibraryLocation, _ mailbox: Mailbox
  ) {
    var found: [SoundSegment] = []
    var share = 0.0
    var failure: Failure?
    do throws(Failure) {
      var search = try SegmentSearch(request, location.absolutePath(of: request.path))
      var told = Date()
      while isWanted(request), try search.step(SegmentService.pieceLength) {
        share = search.share
        guard Date().timeIntervalSince(told) >= SegmentService.interval else { continue }
        told = Date()
        mailbox.post(
          .segments(
            FoundSegments(
              number: request.number, segments: search.found, share: share, isOver: false)))
      }
      found = search.found
    } catch {
      failure = error
    }
    guard isWanted(request) else { return }
    mailbox.post(
      .segments(
        FoundSegments(
          number: request.number, segments: found, share: failure == nil ? 1 : share,
          isOver: true, failure: failure)))
  }
}
