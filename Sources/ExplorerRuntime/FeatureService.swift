import Explorer
import Foundation

/// Makes the pictures that are wanted, on a thread of its own.
final class FeatureService: Sendable {
  private let wishes = PictureWishes()
  private let ended = DispatchSemaphore(value: 0)

  /// Starts the thread.
  init(location: LibraryLocation, mailbox: Mailbox) {
    let thread = Thread { [wishes, ended] in
      while let key = wishes.next() {
        FeatureService.make(key, location, mailbox) { wishes.isCurrentWanted }
      }
      ended.signal()
    }
    thread.name = "features"
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Replaces what is wanted; the most wanted picture comes first.
  func want(_ keys: [PictureKey]) { wishes.replace(with: keys) }

  /// Gives up what is not done and ends the thread.
  func finish() {
    wishes.close()
    ended.wait()
  }

  private static func make(
    _ key: PictureKey, _ location: LibraryLocation, _ mailbox: Mailbox,
    isWanted: () -> Bool
  ) {
    do throws(Failure) {
      let maker = try PictureMaker(
        location.absolutePath(of: key.path), clip: key.clipSpan, span: key.span,
        columns: key.columns,
        feature: key.feature, channel: key.channel)
      let made = try maker.make(isWanted: isWanted) { mailbox.post(.picture(key, .ready($0))) }
      if let made { mailbox.post(.picture(key, .ready(made))) }
    } catch {
      mailbox.post(.picture(key, .failed(error)))
    }
  }
}
