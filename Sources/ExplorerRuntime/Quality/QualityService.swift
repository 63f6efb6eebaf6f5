import Explorer
import LabelStore
import Labeling
import Workers

/// Measures recordings in the background, on a thread of its own, while the explorer is used.
///
/// It gives way to everything: it begins after the first picture, rests while keys come and while
/// an overview is made, and ends within a block of samples.
///
/// What comes out goes to the lane of the store, which alone writes.
final class QualityService {
  /// What the lane is asked for.
  enum Request: Sendable {
    /// Measure recordings, then have all compared.
    case measure([UnmeasuredRecording])
    /// Compare all that the library at a path has.
    case compare(library: String)
  }

  private let scan: QualityScan
  private let store: Lane<StoreService.Request>
  private let ending: EndingFlag
  private let calm: CalmTimes

  /// By how much the thread steps back behind all others.
  private static let niceness = 15

  /// Prepares the thread on which it is called.
  init(
    location: LibraryLocation, store: Lane<StoreService.Request>, ending: EndingFlag,
    calm: CalmTimes
  ) {
    // What the scan starts takes over how this thread steps back.
    WorkerTeam.stepBack(Self.niceness)
    // The rest of the processors is for pictures.
    scan = QualityScan(location: location, threads: 1)
    self.store = store
    self.ending = ending
    self.calm = calm
  }

  /// Handles one request.
  func handle(_ request: Request) {
    switch request {
    case .measure(let pending): measure(pending)
    case .compare(let library): compare(library)
    }
  }

  private func measure(_ pending: [UnmeasuredRecording]) {
    let (ending, calm) = (ending, calm)
    for start in stride(from: 0, to: pending.count, by: QualityScan.batchLength) {
      guard !ending.isSet else { return }
      let batch = Array(pending[start..<min(start + QualityScan.batchLength, pending.count)])
      let measured = scan.measure(batch) {
        calm.wait { ending.isSet }
        return ending.isSet
      }
      let progress = ScanProgress(done: start + measured.count, total: pending.count)
      store.submit(.quality(.measured(measured, progress)))
    }
    if !ending.isSet { store.submit(.quality(.allMeasured)) }
  }

  private func compare(_ library: String) {
    let ending = ending
    calm.wait { ending.isSet }
    guard !ending.isSet else { return }
    do {
      let reader = try LabelStore(path: library, author: "", session: "", access: .read)
      let compared = try reader.compared()
      try reader.close()
      let judged = QualityScan.judge(compared) { ending.isSet }
      if !ending.isSet { store.submit(.quality(.judged(judged))) }
    } catch {
      // The library says what is wrong with it where it is written.
      store.submit(.quality(.judged([])))
    }
  }
}

/// What the lane of the store is told of measurements.
enum QualityStep: Sendable {
  /// Some recordings were measured.
  case measured([MeasuredRecording], ScanProgress)
  /// All that were asked for are.
  case allMeasured
  /// All were compared.
  case judged([(ID<Recording>, SoundQuality)])
}
