import Explorer
import Foundation

/// Makes the pictures that are wanted, on a thread of its own.
final class FeatureService: Sendable {
  private let wishes = PictureWishes()
  private let shelf: PyramidShelf
  private let ended = DispatchSemaphore(value: 0)

  /// Starts the thread.
  init(location: LibraryLocation, mailbox: Mailbox, shelf: PyramidShelf) {
    self.shelf = shelf
    let thread = Thread { [wishes, ended] in
      while let key = wishes.next() {
        FeatureService.make(key, location, mailbox, shelf, wishes)
      }
      ended.signal()
    }
    thread.name = "features"
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Replaces what is wanted; the most wanted picture comes first.
  func want(_ keys: [PictureKey]) { wishes.replace(with: keys) }

  /// Gives up what is made of a file that became another one.
  func forget(_ path: [UInt8], _ location: LibraryLocation) {
    wishes.drop { location.absolutePath(of: $0.path) == path }
    shelf.forget(path)
  }

  /// Gives up what is not done, without waiting.
  func close() {
    wishes.close()
    shelf.giveUp()
  }

  /// Gives up what is not done and ends the thread.
  func finish() {
    close()
    shelf.finish()
    ended.wait()
  }

  private static func make(
    _ key: PictureKey, _ location: LibraryLocation, _ mailbox: Mailbox, _ shelf: PyramidShelf,
    _ wishes: PictureWishes
  ) {
    do throws(Failure) {
      if let feature = key.feature, LaneMaker.features.contains(feature) {
        let path = location.absolutePath(of: key.path)
        let lane = try LaneMaker.picture(feature, of: key, at: path) { wishes.isCurrentWanted }
        if let lane { mailbox.post(.picture(key, .ready(lane))) }
        return
      }
      let maker = try PictureMaker(
        location.absolutePath(of: key.path), clip: key.clipSpan, span: key.span,
        columns: key.columns, feature: key.feature, channel: key.channel, pooling: key.pooling)
      let made = try maker.make(
        shelf: shelf, isWanted: { wishes.isCurrentWanted }, wait: wishes.waitForChange,
        preview: { mailbox.post(.picture(key, .ready($0))) })
      if let made { mailbox.post(.picture(key, .ready(made))) }
    } catch {
      mailbox.post(.picture(key, .failed(error)))
    }
  }
}
