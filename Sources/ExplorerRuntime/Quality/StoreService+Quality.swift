import Explorer
import LabelStore
import Labeling

extension StoreService {
  /// Measured recordings whose flaws are shown together, and those whose count is.
  private static let (shownTogether, countedTogether) = (2048, 256)

  /// Has recordings measured that are new or were changed, and all compared where that is due.
  ///
  /// - Parameter isChanged: Whether a scan found anything.
  func measureWaiting(_ store: LabelStore, isChanged: Bool) {
    guard store.access == .write, !setup.ending.isSet, waiting.isEmpty else { return }
    do {
      let pending = try store.unmeasured(under: setup.location.prefixes)
      let isCompared = try store.isCompared()
      waiting = pending
      if !pending.isEmpty {
        quality.submit(.measure(pending))
      } else if isChanged || !isCompared {
        quality.submit(.compare(library: store.path))
      }
    } catch {
      setup.mailbox.post(.failed(Failure(error)))
    }
  }

  /// Writes what was measured or compared, and shows it.
  func take(_ step: QualityStep, _ store: LabelStore) {
    do {
      switch step {
      case .measured(let measured, let progress):
        try store.keep(measured)
        for recording in measured where recording.flaws != [] {
          freshFlaws[recording.id] = SoundQuality(
            flaws: recording.flaws, loudest: recording.loudest)
        }
        guard progress.done % Self.countedTogether < measured.count else { return }
        let isDue = progress.done % Self.shownTogether < measured.count
        setup.mailbox.post(
          .quality(QualityNews(found: isDue ? freshFlaws : [:], isWhole: false, progress)))
        if isDue { freshFlaws = [:] }
      case .allMeasured:
        freshFlaws = [:]
        let measured = waiting
        // A scan may have found others meanwhile.
        waiting = try store.unmeasured(under: setup.location.prefixes)
        if waiting.isEmpty || waiting == measured {
          waiting = []
          quality.submit(.compare(library: store.path))
        } else {
          quality.submit(.measure(waiting))
        }
      case .judged(let judged):
        try store.keep(judged: judged)
        setup.mailbox.post(
          .quality(
            QualityNews(
              found: try store.qualities(), isWhole: true, ScanProgress(isOver: true))))
      }
    } catch {
      // They can be measured again; a full disk is told when a label can't be written.
      guard !error.isTemporary else { return }
      setup.mailbox.post(.failed(Failure(error)))
    }
  }
}
