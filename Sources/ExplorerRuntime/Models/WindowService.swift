import Explorer
import Foundation
import Labeling
import Recognition
import SoundFiles
import Synchronization
import Workers

/// Judges long recordings window by window, on a thread of its own; only the newest wish counts.
final class WindowService: Sendable {
  private struct Wish {
    var clip: ClipToJudge?
    var model: (path: [UInt8], card: ModelCard)?
    var number = 0
    var isClosed = false
  }

  private let wish = Mutex(Wish())
  private let changed = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  /// Seconds between two answers.
  private static let interval: TimeInterval = 0.2

  /// Starts the thread.
  init(location: LibraryLocation, mailbox: Mailbox) {
    let thread = Thread { [self] in
      WorkerTeam.stepBack(RecognitionService.niceness)
      work(location, mailbox)
      ended.signal()
    }
    thread.name = "windows"
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Judges with another model.
  func use(_ path: [UInt8], _ card: ModelCard) { wish.withLock { $0.model = (path, card) } }

  /// Judges a recording in the place of the one before.
  func want(_ clip: ClipToJudge) {
    wish.withLock { wish in
      wish.clip = clip
      wish.number += 1
    }
    changed.signal()
  }

  /// Gives up what is not done and ends the thread.
  func finish() {
    wish.withLock { $0.isClosed = true }
    changed.signal()
    ended.wait()
  }

  private func work(_ location: LibraryLocation, _ mailbox: Mailbox) {
    var model: LoadedModel?
    while true {
      changed.wait()
      let (next, number, isClosed) = wish.withLock { wish in
        defer { wish.clip = nil }
        return (
          wish.clip.flatMap { clip in wish.model.map { (clip, $0) } }, wish.number, wish.isClosed
        )
      }
      if isClosed { return }
      guard let (clip, wanted) = next else { continue }
      do throws(Failure) {
        if model?.card.id != wanted.card.id {
          model = try LoadedModel(wanted.path, source: wanted.card.source)
        }
        if let model { try judge(clip, model, number, location, mailbox) }
      } catch {
        mailbox.post(
          .model(.windows(WindowOpinions(clip: clip, model: wanted.card.id, isOver: true))))
      }
    }
  }

  private func isWanted(_ number: Int) -> Bool {
    wish.withLock { $0.number == number && !$0.isClosed }
  }

  private func judge(
    _ clip: ClipToJudge, _ model: LoadedModel, _ number: Int, _ location: LibraryLocation,
    _ mailbox: Mailbox
  ) throws(Failure) {
    let seconds = model.card.seconds
    let rate: Double
    do {
      rate = try SoundFile.probe(location.absolutePath(of: clip.path)).sampleRate
    } catch {
      throw Failure(error)
    }
    let first = clip.span?.lowerBound ?? 0
    var windows: [WindowOpinions.Window] = []
    var told = Date()
    try WindowReading.windows(
      of: ClipPlace(clip, location), hop: seconds / 2, with: model.recognizer,
      isCancelled: { !isWanted(number) }
    ) { more, _ throws(Failure) in
      windows += more.map { window in
        let start = first + Int((window.onset * rate).rounded())
        let end = first + Int((window.offset * rate).rounded())
        return WindowOpinions.Window(
          span: start..<max(start + 1, end), prediction: Prediction(scores: window.probabilities))
      }
      guard Date().timeIntervalSince(told) >= WindowService.interval else { return }
      told = Date()
      mailbox.post(
        .model(.windows(WindowOpinions(clip: clip, model: model.card.id, windows: windows))))
    }
    guard isWanted(number) else { return }
    mailbox.post(
      .model(
        .windows(
          WindowOpinions(clip: clip, model: model.card.id, windows: windows, isOver: true))))
  }
}
