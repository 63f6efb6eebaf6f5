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
    switch request {
    case .endTraining(let keepsBest): control.end(keepsBest: keepsBest)
    case .pauseTraining(let isOn): control.pause(isOn)
    default: lane.submit(request)
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
  private struct State {
    var isEnding = false
    var keepsBest = false
    var isPaused = false
    var isClosed = false
  }

  private let state = Mutex(State())

  /// Seconds between two looks whether a pause is over.
  private static let interval = 0.05

  /// Begins a piece of work.
  func begin() {
    state.withLock { $0 = State(isClosed: $0.isClosed) }
  }

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
