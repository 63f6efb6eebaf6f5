import Acoustics
import Explorer
import Foundation

/// Makes the small pictures that are wanted, on a thread of its own.
///
/// Those on the screen are handed over every few milliseconds, so that a slow disk shows what there
/// is; those made ahead, all at once, because each batch is a redraw.
final class ThumbnailService: Sendable {
  private let wishes = ThumbnailWishes()
  private let ended = DispatchSemaphore(value: 0)

  /// Seconds that pictures on the screen wait for others.
  private static let patience = 0.02
  /// Pictures that are handed over together at most.
  private static let batchLimit = 256

  /// Starts the thread.
  init(location: LibraryLocation, mailbox: Mailbox) {
    let thread = Thread { [wishes, ended] in
      ThumbnailService.work(wishes, location, mailbox)
      ended.signal()
    }
    thread.name = "thumbnails"
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Replaces what is wanted.
  func want(_ request: ThumbnailRequest) { wishes.replace(with: request) }

  /// Gives up what is not done, without waiting.
  func close() { wishes.close() }

  /// Gives up what is not done and ends the thread.
  func finish() {
    close()
    ended.wait()
  }

  private static func work(
    _ wishes: ThumbnailWishes, _ location: LibraryLocation, _ mailbox: Mailbox
  ) {
    var made: [(subject: ThumbnailSubject, thumbnail: Thumbnail)] = []
    var style: ThumbnailStyle?
    var since = Date()
    func hand() {
      if let style, !made.isEmpty {
        mailbox.post(.thumbnails(ThumbnailBatch(style: style, made: made)))
      }
      made = []
    }
    while let wish = wishes.next() {
      if wish.style != style { hand() }
      style = wish.style
      if made.isEmpty { since = Date() }
      // A list that came meanwhile asks again for what is made and not handed over.
      let isMade = made.contains { $0.subject == wish.subject }
      if !isMade,
        let thumbnail = ThumbnailMaker.thumbnail(
          of: wish.subject, at: location.absolutePath(of: wish.subject.path), wish.style,
          isWanted: { wishes.isCurrentWanted })
      {
        made.append((wish.subject, thumbnail))
      }
      let isLate = wish.isVisible && -since.timeIntervalSinceNow >= patience
      if wish.isLast || isLate || made.count >= batchLimit { hand() }
    }
  }
}

/// Makes a small picture of a clip.
package enum ThumbnailMaker {
  /// Samples from which on a recording is looked at here and there alone.
  private static let roughFrom = 1 << 22

  /// The picture, or why there is none; nil if it was not wanted any more.
  ///
  /// - Parameter path: The recording's file, as the bytes of its path.
  package static func thumbnail(
    of subject: ThumbnailSubject, at path: [UInt8], _ style: ThumbnailStyle,
    isWanted: () -> Bool = { true }
  ) -> Thumbnail? {
    do throws(Failure) {
      let maker = try PictureMaker(
        path, clip: subject.span, span: nil, columns: style.pixelColumns, feature: style.feature,
        channel: nil, pooling: style.pooling)
      if maker.span.count > roughFrom,
        let rough = try maker.coarsePicture(columns: maker.grid.count, isWanted: isWanted)
      {
        return Thumbnail(rough, style)
      }
      return try maker.make(shelf: nil, isWanted: isWanted, wait: nil, preview: nil)
        .map { Thumbnail($0, style) }
    } catch {
      return .failed(error)
    }
  }
}
