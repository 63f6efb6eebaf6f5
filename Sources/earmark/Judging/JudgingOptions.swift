import ArgumentParser
import Explorer
import ExplorerRuntime
import Recognition
import Workers

/// How many clips are worked on at once.
struct ThreadOptions: ParsableArguments {
  @Option(
    name: .shortAndLong, parsing: .unconditional,
    help: ArgumentHelp("How many clips to work on at once.", valueName: "n"))
  var jobs: Int = ParallelLoop.processorCount

  mutating func validate() throws {
    if jobs < 1 { throw ValidationError("--jobs is \(jobs), not a number from 1.") }
  }
}

/// Describes clips and tells how far that is.
struct ClipDescribing {
  /// How many at once.
  let threads: Int
  /// Tells people.
  let reporter: Reporter

  /// The values of clips; those that can't be read are told and left out.
  ///
  /// - Throws: That it was stopped, or why not one clip can be described.
  func values(
    of items: [LabeledData.Item], by source: ClipValues.Source
  ) throws -> ClipValues {
    let described = try ClipValues(
      of: items, by: source, threads: threads, isCancelled: { Interruption.isSet }
    ) { done in
      reporter.progress(done, of: items.count, "reading")
    }
    reporter.finish()
    guard described.isComplete else { throw ExitCode(ExitStatus.interrupted) }
    for (path, failure) in described.failures { reporter.tell(failure.about(path)) }
    if described.resampledCount > 0 {
      let count = described.resampledCount
      reporter.note(
        (count == 1 ? "1 clip was" : "\(Format.count(count)) clips were")
          + " converted to \(Format.sampleRate(rate(of: source)))")
    }
    guard !described.items.isEmpty else { throw ExitCode(ExitStatus.failed) }
    return described
  }

  private func rate(of source: ClipValues.Source) -> Double {
    switch source {
    case .fixed(let rate): rate
    case .model(let file): file.configuration.frontEnd.sampleRate
    }
  }
}
