import Explorer
import Foundation
import Labeling
import Synchronization
import Workers

/// Trains models and looks for wrong labels, on a thread of its own that steps back behind all.
final class TrainingService: Sendable {
  /// A request, and what it asks whether it is to go on.
  private typealias Work = (request: ModelRequest, control: TrainingControl)

  private let lane: Lane<Work>
  private let board = Mutex(Board())

  private struct Board {
    /// What stops, holds and ends the last training that was asked for.
    var training = TrainingControl()
    /// What ends the last search for wrong labels.
    var search = TrainingControl()
  }

  /// By how much the threads step back.
  static let niceness = 10

  /// Starts the thread.
  init(location: LibraryLocation, shelf: ModelShelf, mailbox: Mailbox) {
    lane = Lane(name: "training") { _ in
      WorkerTeam.stepBack(TrainingService.niceness)
      return { work in
        switch work.request {
        case .train(let plan):
          TrainingJob(plan, location, shelf, work.control) {
            mailbox.post(.model(.training($0)))
          }.run()
        case .unfinished: mailbox.post(.model(.unfinished(TrainingCheckpoint.left(in: shelf))))
        case .doubt(let clips):
          DoubtSearch(clips, location, work.control) { mailbox.post(.model(.doubts($0))) }.run()
        default: break
        }
      }
    }
  }

  /// Asks for something; answers come to the mailbox.
  func submit(_ request: ModelRequest) {
    switch request {
    case .endTraining(let keepsBest):
      board.withLock { $0.training }.end(keepsBest: keepsBest)
    case .pauseTraining(let isOn): board.withLock { $0.training }.pause(isOn)
    default:
      let control = TrainingControl()
      board.withLock { board in
        if case .doubt = request { board.search = control } else { board.training = control }
      }
      lane.submit((request, control))
    }
  }

  /// Gives up what is under way and ends the thread.
  func finish() {
    let (training, search) = board.withLock { ($0.training, $0.search) }
    training.close()
    search.close()
    lane.finish()
  }
}

/// What a training asks now and then: whether it is to go on.
final class TrainingControl: Sendable {
  private struct State {
    var isEnding = false
    var keepsBest = false
    var isPaused = false
    var isClosed = false
  }

  private let state = Mutex(State())

  /// Seconds between two looks whether a pause is over.
  private static let interval = 0.05

  /// Asks for the end.
  func end(keepsBest: Bool) {
    state.withLock { state in
      state.isEnding = true
      state.keepsBest = keepsBest
    }
  }

  /// Holds the work, or lets it go on.
  func pause(_ isOn: Bool) { state.withLock { $0.isPaused = isOn } }

  /// Asks for the end of everything.
  func close() { state.withLock { $0.isClosed = true } }

  /// Whether to stop.
  var isEnding: Bool { state.withLock { $0.isEnding || $0.isClosed } }

  /// The same, after a pause where there is one.
  var isEndingAfterPause: Bool {
    while state.withLock({ $0.isPaused && !$0.isEnding && !$0.isClosed }) {
      Thread.sleep(forTimeInterval: TrainingControl.interval)
    }
    return isEnding
  }

  /// Whether the program ends.
  var isClosed: Bool { state.withLock { $0.isClosed } }

  /// Whether what is there by then is kept.
  var keepsBest: Bool { state.withLock { $0.keepsBest && !$0.isClosed } }
}
