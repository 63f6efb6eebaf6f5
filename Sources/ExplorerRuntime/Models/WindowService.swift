import Explorer
import Foundation
import Labeling
import Recognition
import Synchronization
import Workers

/// Judges windows of long recordings on a thread of its own: those that are seen first, then outwards
/// up to a bound; only the newest wish counts.
///
/// It reads a few seconds at a time, remembers no more than which pieces are told, and rests while
/// keys come.
final class WindowService: Sendable {
  private struct Wish {
    var windows: WindowWish?
    var model: (path: [UInt8], card: ModelCard)?
    var number = 0
    var isClosed = false
  }

  private let wish = Mutex(Wish())
  private let changed = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  /// Seconds between two answers.
  private static let interval: TimeInterval = 0.2
  /// By how much the thread steps back behind those that make pictures and overviews.
  private static let niceness = 15

  /// Starts the thread.
  init(location: LibraryLocation, mailbox: Mailbox, calm: CalmTimes) {
    let thread = Thread { [self] in
      WorkerTeam.stepBack(Self.niceness)
      work(location, mailbox, calm)
      ended.signal()
    }
    thread.name = "windows"
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Judges with another model.
  func use(_ path: [UInt8], _ card: ModelCard) { wish.withLock { $0.model = (path, card) } }

  /// Judges windows in the place of those wished for before.
  func want(_ windows: WindowWish) {
    wish.withLock { wish in
      wish.windows = windows
      wish.number += 1
    }
    changed.signal()
  }

  /// Gives up what is not done, without waiting.
  func close() {
    wish.withLock { $0.isClosed = true }
    changed.signal()
  }

  /// Gives up what is not done and ends the thread.
  func finish() {
    close()
    ended.wait()
  }

  private func work(_ location: LibraryLocation, _ mailbox: Mailbox, _ calm: CalmTimes) {
    var model: LoadedModel?
    var heard: HeardPieces?
    while true {
      changed.wait()
      let (next, number, isClosed) = wish.withLock { wish in
        defer { wish.windows = nil }
        return (
          wish.windows.flatMap { windows in wish.model.map { (windows, $0) } }, wish.number,
          wish.isClosed
        )
      }
      if isClosed { return }
      guard let (windows, wanted) = next else { continue }
      do throws(Failure) {
        if model?.card.id != wanted.card.id {
          model = try LoadedModel(wanted.path, source: wanted.card.source)
        }
        guard let model else { continue }
        if heard?.isOf(windows, model.card.id) != true {
          heard = HeardPieces(windows, model: model.card.id)
        }
        guard var pieces = heard else { continue }
        heard = nil
        defer { heard = pieces }
        try judge(windows, &pieces, model, number, location, mailbox, calm)
      } catch {
        mailbox.post(
          .model(
            .windows(
              HeardWindows(clip: windows.clip, model: wanted.card.id, pieces: [], isOver: true))))
      }
    }
  }

  private func isWanted(_ number: Int) -> Bool {
    wish.withLock { $0.number == number && !$0.isClosed }
  }

  private func judge(
    _ windows: WindowWish, _ heard: inout HeardPieces, _ model: LoadedModel, _ number: Int,
    _ location: LibraryLocation, _ mailbox: Mailbox, _ calm: CalmTimes
  ) throws(Failure) {
    var untold: [HeardWindows.Piece] = []
    var told = Date()
    func tell(isOver: Bool) {
      mailbox.post(
        .model(
          .windows(
            HeardWindows(
              clip: windows.clip, model: model.card.id, pieces: untold, isOver: isOver))))
      (untold, told) = ([], Date())
    }
    while isWanted(number), let piece = heard.next(for: windows) {
      calm.waitForKeys { !isWanted(number) }
      let opinions = try Self.opinions(
        on: piece, of: windows, model, location, isCancelled: { !isWanted(number) })
      guard let opinions else { break }
      heard.insert(piece)
      untold.append(HeardWindows.Piece(first: piece.lowerBound, opinions: opinions))
      if Date().timeIntervalSince(told) >= Self.interval { tell(isOver: false) }
    }
    let isOver = isWanted(number)
    if isOver || !untold.isEmpty { tell(isOver: isOver) }
  }

  /// What a model says of some windows; of those that the file is too short for, nothing. Nil if it
  /// was given up.
  private static func opinions(
    on piece: Range<Int>, of wish: WindowWish, _ model: LoadedModel, _ location: LibraryLocation,
    isCancelled: () -> Bool
  ) throws(Failure) -> [WindowOpinions.Opinion]? {
    let grid = wish.grid
    // A little more than the windows take, for a rate that is converted.
    let slack = Int(grid.hop / 2)
    let first = grid.span(of: piece.lowerBound).lowerBound
    let end = min(
      grid.samples.upperBound, grid.span(of: piece.upperBound - 1).upperBound + slack)
    let place = ClipPlace(
      path: location.absolutePath(of: wish.clip.path), part: .samples(first..<end))
    var opinions: [WindowOpinions.Opinion] = []
    try WindowReading.windows(
      of: place, hop: model.card.seconds / 2, with: model.recognizer, isCancelled: isCancelled
    ) { more, _ in
      opinions += more.map { WindowOpinions.Opinion($0.probabilities) }
    }
    if isCancelled() { return nil }
    let missing = max(0, piece.count - opinions.count)
    return Array(opinions.prefix(piece.count))
      + [WindowOpinions.Opinion](
        repeating: WindowOpinions.Opinion(label: 0, probability: 0), count: missing)
  }
}

/// Which pieces of a recording were heard, a flag each.
package struct HeardPieces {
  /// Windows of a piece.
  package static let length = 32

  private let clip: ClipToJudge
  private let grid: WindowGrid
  private let model: String
  private var isHeard: [Bool]

  /// Begins with nothing heard.
  package init(_ wish: WindowWish, model: String) {
    (clip, grid) = (wish.clip, wish.grid)
    self.model = model
    isHeard = [Bool](
      repeating: false, count: (wish.grid.count + Self.length - 1) / Self.length)
  }

  /// Whether the pieces are those of a wish and a model.
  package func isOf(_ wish: WindowWish, _ model: String) -> Bool {
    clip == wish.clip && grid == wish.grid && self.model == model
  }

  /// The windows to hear next: the piece nearest to the focus of those that are seen, then of all;
  /// nil when all that is wished for was heard.
  package func next(for wish: WindowWish) -> Range<Int>? {
    let piece =
      nearest(to: wish.focus, in: wish.seen) ?? nearest(to: wish.focus, in: wish.bounds)
    return piece.map { $0 * Self.length..<min(grid.count, ($0 + 1) * Self.length) }
  }

  /// Notes that windows were heard.
  package mutating func insert(_ windows: Range<Int>) {
    isHeard[windows.lowerBound / Self.length] = true
  }

  private func nearest(to focus: Int, in windows: Range<Int>) -> Int? {
    guard !windows.isEmpty else { return nil }
    let pieces =
      windows.lowerBound / Self.length...(windows.upperBound - 1) / Self.length
    let middle = max(pieces.lowerBound, min(pieces.upperBound, focus / Self.length))
    for distance in 0...pieces.count {
      for piece in [middle + distance, middle - distance]
      where pieces.contains(piece) && !isHeard[piece] { return piece }
    }
    return nil
  }
}
