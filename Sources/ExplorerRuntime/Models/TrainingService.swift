import Explorer
import Foundation
import Labeling
import Synchronization
import Workers

/// Trains models and looks for wrong labels, on a thread of its own that steps back behind all.
final class TrainingService: Sendable {
  private let lane: Lane<ModelRequest>
  private let control: TrainingControl

  /// By how much the threads step back.
  static let niceness = 10

  /// Starts the thread.
  init(location: LibraryLocation, shelf: ModelShelf, mailbox: Mailbox) {
    let control = TrainingControl()
    self.control = control
    lane = Lane(name: "training") { _ in
      WorkerTeam.stepBack(TrainingService.niceness)
      return { request in
        control.begin()
        switch request {
        case .train(let plan):
          TrainingJob(plan, location, shelf, control) {
            mailbox.post(.model(.training($0)))
          }.run()
        case .doubt(let clips):
          DoubtSearch(clips, location, control) { mailbox.post(.model(.doubts($0))) }.run()
        default: break
        }
      }
    }
  }

  /// Asks for something; answers come to the mailbox.
  func submit(_ request: ModelRequest) {
    if case .endTraining(let keepsBest) = request {
      control.end(keepsBest: keepsBest)
    } else {
      lane.submit(request)
    }
  }

  /// Gives up what is under way and ends the thread.
  func finish() {
    control.close()
    lane.finish()
  }
}

/// What a training asks now and then: whether it is to go on.
final class TrainingControl: Sendable {
  private let state = Mutex((isEnding: false, keepsBest: false, isClosed: false))

  /// Begins a piece of work.
  func begin() {
    state.withLock { state in
      state.isEnding = false
      state.keepsBest = false
    }
  }

  /// Asks for the end.
  func end(keepsBest: Bool) {
    state.withLock { state in
      state.isEnding = true
      state.keepsBest = keepsBest
    }
  }

  /// Asks for the end of everything.
  func close() { state.withLock { $0.isClosed = true } }

  /// Whether to stop.
  var isEnding: Bool { state.withLock { $0.isEnding || $0.isClosed } }

  /// Whether what is there by then is kept.
  var keepsBest: Bool { state.withLock { $0.keepsBest && !$0.isClosed } }
}
