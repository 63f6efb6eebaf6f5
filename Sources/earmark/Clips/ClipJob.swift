import Acoustics
import Explorer
import ExplorerRuntime
import Labeling
import SoundFiles
import Synchronization

/// Writes the clips of one recording after the other.
final class ClipJob: Sendable {
  /// A file, or why there is none.
  struct Outcome: Sendable {
    /// The clip; nil where the whole recording failed.
    let item: ClipPlan.Item?
    /// The samples that were asked for.
    let span: Range<Int>?
    /// The path of the file.
    let target: [UInt8]
    /// What was written.
    let result: Result<TrimReport, Failure>
    /// Whether it was not its turn yet when the export ended.
    var isLeftOut = false
  }

  private let pattern: ClipNamePattern
  private let options: TrimOptions
  private let target: Mutex<ClipTarget>
  private let folder: [UInt8]
  private let refusals: [ClipNames.Place: Failure]
  private let isOver = Atomic(false)

  /// Prepares an export.
  init(
    _ pattern: ClipNamePattern, _ options: TrimOptions, to target: sending ClipTarget,
    refusals: [ClipNames.Place: Failure]
  ) {
    self.pattern = pattern
    self.options = options
    folder = target.folder
    self.target = Mutex(target)
    self.refusals = refusals
  }

  /// Whether nothing more can be written, or nothing more is wanted.
  var isStopped: Bool { Interruption.isSet || isOver.load(ordering: .relaxed) }

  /// Writes the clips of a recording.
  ///
  /// - Parameter progress: Told how many were tried.
  /// - Throws: Why the recording can't be cut at all.
  func run(
    _ group: ClipPlan.Group, at place: Int, progress: (Int) -> Void
  ) throws(Failure) -> [Outcome] {
    if let refusal = group.refusal { throw refusal }
    let export: ClipExport
    do {
      export = try ClipExport(group.source, options)
    } catch {
      throw Failure(error).about(group.path)
    }
    var outcomes: [Outcome] = []
    var cuts: [(cut: Cut, item: ClipPlan.Item)] = []
    for (number, item) in group.items.enumerated() {
      let span = span(of: item, in: export.facts)
      let path = FilePath.join(
        folder, pattern.path(of: item.facts, ending: export.fileExtension))
      do throws(Failure) {
        if let refusal = refusals[ClipNames.Place(group: place, item: number)] { throw refusal }
        try makeFolder(of: path)
        cuts.append((Cut(SampleRange(span), to: path), item))
      } catch {
        outcomes.append(Outcome(item: item, span: span, target: path, result: .failure(error)))
      }
    }
    let results = export.write(cuts.map(\.cut)) { tried in
      progress(tried)
      return !self.isStopped
    }
    for (part, result) in zip(cuts, results) {
      outcomes.append(outcome(part.item, part.cut, result, group.path))
    }
    return outcomes
  }

  private func span(of item: ClipPlan.Item, in facts: SoundFileFacts) -> Range<Int> {
    guard let span = item.span else { return 0..<facts.sampleCount }
    // A point has a length only with what lies around it.
    return span.isEmpty && options.padding > 0 ? span.lowerBound..<span.lowerBound + 1 : span
  }

  private func makeFolder(of path: [UInt8]) throws(Failure) {
    let failure = target.withLock { target -> Failure? in
      do throws(Failure) { try target.makeFolder(of: path) } catch { return error }
      return nil
    }
    if let failure { throw failure }
  }

  private func outcome(
    _ item: ClipPlan.Item, _ cut: Cut, _ result: Result<TrimReport, SoundWritingError>,
    _ source: RecordingPath
  ) -> Outcome {
    switch result {
    case .success(let report):
      return Outcome(
        item: item, span: cut.span.range, target: cut.path, result: .success(report))
    case .failure(let error):
      if Self.endsAll(error) { isOver.store(true, ordering: .relaxed) }
      var outcome = Outcome(
        item: item, span: cut.span.range, target: cut.path,
        result: .failure(Failure(error).writing(cut.path).about(source)))
      if case .canceled = error { outcome.isLeftOut = true }
      return outcome
    }
  }

  /// Whether what keeps one file from being written keeps all others too.
  private static func endsAll(_ error: SoundWritingError) -> Bool {
    switch error {
    case .diskFull, .notPermitted, .noFolder: true
    default: false
    }
  }
}
