import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import SoundFiles
import Workers

/// `earmark export-clips`: writes labelled clips or regions to files of their own.
struct ExportClips: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "export-clips",
    abstract: "Write labelled clips, or labelled regions, to files of their own.",
    discussion: """
      By labels, every labelled clip becomes LABEL/NAME below the new folder, as in Speech \
      Commands; by regions, every region becomes LABEL/NAME_ONSET-OFFSET, in seconds. Samples of \
      lossless recordings are copied bit by bit, with the metadata. Files get their names when \
      they are whole; an export that is stopped keeps those.
      """)

  @Argument(help: "The folder with the library.", completion: .directory)
  var folder: String

  @Argument(help: ArgumentHelp("The new folder.", valueName: "out"), completion: .directory)
  var out: String

  @Option(name: .long, help: ArgumentHelp("What becomes a file.", valueName: "labels|regions"))
  var by: ClipPlan.Kind

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      Names of the files, without extension; fields are \
      \(ClipNamePattern.Field.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")).
      """, valueName: "pattern"))
  var name: String?

  @Option(
    name: .shortAndLong, parsing: .unconditional,
    help: ArgumentHelp("How many recordings to work on at once.", valueName: "n"))
  var jobs: Int = ParallelLoop.processorCount

  @OptionGroup var cut: CutOptions
  @OptionGroup var library: LibraryOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    if jobs < 1 { throw ValidationError("--jobs is \(jobs), not a number from 1.") }
    if out.isEmpty { throw ValidationError("The new folder has no name.") }
  }

  func run() throws {
    let pattern: ClipNamePattern
    do throws(Failure) {
      pattern = try ClipNamePattern(name ?? by.pattern)
    } catch {
      throw UsageFailure(failure: error)
    }
    let reporter = Reporter(reports)
    let desk = try LibraryDesk([folder], library)
    let known = try desk.library(reporter)
    let plan = ClipPlan(
      by, rows: try filter.rows(of: known, at: desk), library: known, location: desk.location)
    if plan.count == 0 {
      reporter.note("there is nothing with a label to write")
      if output.json { try StandardOutput.write("[]\n") }
      return
    }
    let target = try ClipTarget(RawArguments.bytes(of: out))
    let recordings = Set(known.clips.map { desk.location.absolutePath(of: $0.recording.path) })
    let names = ClipNames(
      plan, pattern, cut.options, folder: target.folder, recordings: recordings)
    if !cut.force, let refusal = names.refusal(of: plan.count) { throw refusal }
    let job = ClipJob(pattern, cut.options, to: target, refusals: names.refusals)
    var results = ClipResults(output, reporter)
    var moves: [PartMove] = []
    let isComplete = write(plan, job, reporter) { group, result in
      results.add(result, of: group)
      moves += Self.moves(result, of: group)
    }
    if let sentence = PartMove.sentence(moves) { reporter.note(sentence) }
    try results.finish(to: RawArguments.bytes(of: out))
    let isLeftOut = !isComplete && !Interruption.isSet
    try Outcome.check(
      failed: isLeftOut ? max(1, plan.count - results.written) : results.failed, of: plan.count,
      isComplete: !Interruption.isSet)
  }

  /// Which files have names that the original's rule puts into another part than their recording.
  private static func moves(
    _ result: Result<[ClipJob.Outcome], Failure>, of group: ClipPlan.Group
  ) -> [PartMove] {
    guard case .success(let outcomes) = result else { return [] }
    return outcomes.compactMap { outcome in
      let target = RecordingPath(bytes: outcome.target)
      guard case .success = outcome.result,
        let part = group.path.partAfterMoving(to: target)
      else { return nil }
      return PartMove(from: group.path, to: target, part: part)
    }
  }

  /// Works on all recordings and tells how many clips are done.
  private func write(
    _ plan: ClipPlan, _ job: ClipJob, _ reporter: Reporter,
    deliver: (ClipPlan.Group, Result<[ClipJob.Outcome], Failure>) -> Void
  ) -> Bool {
    let groups = plan.groups
    defer { reporter.finish() }
    if groups.count == 1 {
      let result = Result { () throws(Failure) in
        try job.run(groups[0], at: 0) { reporter.progress($0, of: plan.count, "writing") }
      }
      reporter.finish()
      deliver(groups[0], result)
      return !job.isStopped
    }
    var done = 0
    let delivered = ParallelLoop.forEach(
      count: groups.count, threads: jobs, isCancelled: { job.isStopped }
    ) { place throws(Failure) in
      try job.run(groups[place], at: place) { _ in }
    } deliver: { place, result in
      deliver(groups[place], result)
      done += groups[place].items.count
      if !Interruption.isSet { reporter.progress(done, of: plan.count, "writing") }
    }
    return delivered == groups.count && !job.isStopped
  }
}

extension ClipPlan.Kind: ExpressibleByArgument {}
