import Explorer
import Foundation
import LabelStore
import Labeling
import Synchronization
import Workers

/// Judges clips with a model on a thread of its own, behind pictures and sound.
final class RecognitionService: Sendable {
  private struct Board {
    var wishes = RecognitionWishes()
    var heard: LiveWindow?
    var isClosed = false
  }

  private let board = Mutex(Board())
  private let changed = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  /// The model in use, for the thread that judges long recordings.
  private let windows: WindowService
  private let ear: LiveEar

  /// By how much the thread steps back behind those that make pictures.
  static let niceness = 5

  /// Starts the thread.
  ///
  /// - Parameters:
  ///   - first: The picture that goes before all judging.
  ///   - calm: Tells when keys rest.
  ///   - keep: Takes what is to be kept in the library.
  init(
    location: LibraryLocation, shelf: ModelShelf, mailbox: Mailbox, ear: LiveEar,
    first: FirstPicture, calm: CalmTimes,
    keep: @escaping @Sendable (String, [StoredPrediction]) -> Void
  ) {
    windows = WindowService(location: location, mailbox: mailbox, calm: calm)
    self.ear = ear
    let thread = Thread { [self] in
      WorkerTeam.stepBack(RecognitionService.niceness)
      first.wait()
      Judge(self, location, shelf, mailbox, keep).work()
      ended.signal()
    }
    thread.name = "recognition"
    thread.stackSize = 8 << 20
    ear.start { [self] window in
      board.withLock { $0.heard = window }
      changed.signal()
    }
    thread.start()
  }

  /// Asks for something; answers come to the mailbox.
  func submit(_ request: ModelRequest) {
    switch request {
    case .windows(let wish): windows.want(wish)
    case .listen(let isOn): ear.listen(isOn)
    default:
      board.withLock { $0.wishes.take(request) }
      changed.signal()
    }
  }

  /// Gives up what is not done, without waiting.
  func close() {
    board.withLock { $0.isClosed = true }
    changed.signal()
    windows.close()
  }

  /// Gives up what is not done and ends the threads.
  func finish() {
    close()
    windows.finish()
    ended.wait()
  }

  fileprivate enum Turn {
    case task(RecognitionWishes.Task)
    case heard(LiveWindow)
    case idle
    case end
  }

  /// The next piece of work, without waiting.
  fileprivate func turn(hasModel: Bool) -> Turn {
    board.withLock { board in
      if board.isClosed { return .end }
      if hasModel, let window = board.heard {
        board.heard = nil
        return .heard(window)
      }
      return board.wishes.next(hasModel: hasModel).map { .task($0) } ?? .idle
    }
  }

  fileprivate var isClosed: Bool { board.withLock { $0.isClosed } }

  fileprivate func wait() { changed.wait() }

  fileprivate func restart() { board.withLock { $0.wishes.restart() } }

  fileprivate func use(_ path: [UInt8], _ card: ModelCard) {
    windows.use(path, card)
    ear.use(card)
  }

  fileprivate func noteHeard() { ear.noteDone() }
}

/// What the thread of ``RecognitionService`` does.
private final class Judge {
  private let service: RecognitionService
  private let location: LibraryLocation
  private let shelf: ModelShelf
  private let mailbox: Mailbox
  private let keep: (String, [StoredPrediction]) -> Void
  private var model: LoadedModel?
  private var waiting: [JudgedClip] = []
  private var toKeep: [StoredPrediction] = []
  private var told = Date.distantPast
  private var kept = Date.distantPast

  /// Seconds between two answers that nobody looks at.
  private static let interval: TimeInterval = 0.1
  /// Seconds between two writes into the library.
  private static let keepInterval: TimeInterval = 1

  init(
    _ service: RecognitionService, _ location: LibraryLocation, _ shelf: ModelShelf,
    _ mailbox: Mailbox, _ keep: @escaping (String, [StoredPrediction]) -> Void
  ) {
    self.service = service
    self.location = location
    self.shelf = shelf
    self.mailbox = mailbox
    self.keep = keep
  }

  func work() {
    while true {
      switch service.turn(hasModel: model != nil) {
      case .end:
        flush()
        return
      case .idle:
        flush()
        service.wait()
      case .heard(let window): hear(window)
      case .task(let task): perform(task)
      }
    }
  }

  private func perform(_ task: RecognitionWishes.Task) {
    switch task {
    case .load(let source): load(source)
    case .suit(let labels):
      guard let path = shelf.suitable(for: labels) else {
        mailbox.post(.model(.noneSuits))
        return
      }
      load(path)
    case .list: mailbox.post(.model(.listed(shelf.choices)))
    case .input(let clip):
      if let model { mailbox.post(.model(.input(model.input(of: clip, location)))) }
    case .align(let wish):
      guard let model, model.card.id == wish.model else { return }
      let words = model.aligned(wish, location) { [service] in service.isClosed }
      if let words { mailbox.post(.model(.aligned(words))) }
    case .judge(let clips, let isSeen): judge(clips, isSeen: isSeen)
    }
  }

  private func load(_ source: String) {
    do throws(Failure) {
      load(try shelf.path(of: source))
    } catch {
      mailbox.post(.model(.notLoaded(error)))
    }
  }

  private func load(_ path: [UInt8]) {
    do throws(Failure) {
      let model = try LoadedModel(
        path, source: shelf.source(of: path), isTrainedHere: FilePath.parent(path) == shelf.folder)
      flush()
      service.restart()
      self.model = model
      service.use(path, model.card)
      mailbox.post(.model(.loaded(model.card)))
    } catch {
      mailbox.post(.model(.notLoaded(error)))
    }
  }

  private func judge(_ clips: [ClipToJudge], isSeen: Bool) {
    guard let model else { return }
    for clip in clips {
      // What the file was before it was read: a change meanwhile is told apart.
      let contents = contents(of: clip)
      let judged = model.judge(clip, location)
      waiting.append(judged)
      if let contents, let prediction = judged.prediction {
        toKeep.append(
          StoredPrediction(clip: clip.clip, contents: contents, prediction: prediction))
      }
    }
    let now = Date()
    if isSeen || now.timeIntervalSince(told) >= Judge.interval { tell(now) }
    if now.timeIntervalSince(kept) >= Judge.keepInterval { keep(now) }
  }

  private func contents(of clip: ClipToJudge) -> String? {
    let path = location.absolutePath(of: clip.path)
    guard let facts = FilePath.facts(path) else { return nil }
    let file = FoundFile(path, facts)
    return StoredPrediction.contents(
      byteCount: file.byteCount, modified: file.modified, span: clip.span)
  }

  private func flush() {
    tell(Date())
    keep(Date())
  }

  private func tell(_ now: Date) {
    guard let model, !waiting.isEmpty else { return }
    mailbox.post(.model(.opinions(model: model.card.id, waiting)))
    waiting = []
    told = now
  }

  private func keep(_ now: Date) {
    guard let model, !toKeep.isEmpty else { return }
    keep(model.card.id, toKeep)
    toKeep = []
    kept = now
  }

  private func hear(_ window: LiveWindow) {
    defer { service.noteHeard() }
    guard let model else { return }
    if let heard = window.heard(by: model) { mailbox.post(.model(.heard(heard))) }
  }
}
