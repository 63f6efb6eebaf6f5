import ArgumentParser
import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import Recognition
import SoundFiles
import Workers

/// `earmark train`: trains a model on labelled clips.
struct Train: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a model on labelled clips.",
    discussion: """
      Progress and curves go to standard error, figures and the confusion matrix to standard \
      output. The model is kept after every pass; Ctrl-C stops after the step, and --resume goes \
      on bit for bit. A linear baseline is trained beside every network. Every flag of the \
      original's train.py is taken, with hyphens or underscores: --wanted_words is --wanted-words. \
      Where one has no work to do here, a line says what happens instead.

      --model bilstm-ctc learns labels in order, for earmark transcribe and earmark align. The \
      label of a clip is split at spaces: "3 1 4" is three labels, "yes" is one, _silence_ is \
      none. It follows the recipe strings, which joins up to three clips of one group (--join) \
      with short pauses, so that clips of single words are enough. Accuracies are then shares of \
      strings without a fault.
      """)

  @OptionGroup var data: DataOptions

  @Option(
    name: [.customShort("o"), .customLong("out")],
    help: ArgumentHelp("The file of the model.", valueName: "file"),
    completion: .file(extensions: ["earmark"]))
  var out: String?

  @Option(
    help: ArgumentHelp("Go on with the training that made this file.", valueName: "file"),
    completion: .file(extensions: ["earmark"]))
  var resume: String?

  @Option(
    help: ArgumentHelp("Write a JSON object for every look at the network.", valueName: "file"),
    completion: .file())
  var log: String?

  @Option(
    name: .shortAndLong, parsing: .unconditional,
    help: ArgumentHelp("How many threads work; the result is the same.", valueName: "n"))
  var jobs: Int = ParallelLoop.processorCount

  @OptionGroup(title: "What is trained") var flags: TrainingFlags
  @OptionGroup(title: "Places, named as in speech_commands") var original: OriginalFlags
  @OptionGroup var output: JSONOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    if out == nil, resume == nil, original.trainDir == nil {
      throw ValidationError("-o or --resume is needed.")
    }
    try Self.checkOne(of: [("--out", out), ("--train-dir", original.trainDir)])
    try Self.checkOne(of: [("--log", log), ("--summaries-dir", original.summariesDir)])
    for start in [("--resume", resume), ("--trunk", flags.trunk)] {
      try Self.checkOne(of: [start, ("--start-checkpoint", original.startCheckpoint)])
    }
    if jobs < 1 { throw ValidationError("--jobs is \(jobs), not a number from 1.") }
  }

  private static func checkOne(of flags: [(name: String, value: String?)]) throws {
    let given = flags.filter { $0.value?.isEmpty == false }.map(\.name)
    if given.count > 1 {
      throw ValidationError("Only one of \(given.joined(separator: " and ")) can be used.")
    }
  }

  func run() throws {
    let reports = original.reports(reports)
    let reporter = Reporter(reports)
    let places = try TrainingPlaces(
      out: out, resume: resume, log: log, trunk: flags.trunk, original)
    let resumed = try places.resumed.map(ResumedTraining.init)
    var flags = flags
    flags.trunk = places.trunk
    if flags.recipe == FewLabelsRecipe.id, flags.trunk == nil, resumed == nil {
      flags.trunk = Self.usualTrunk
      reporter.note("fits a last layer to the model \(Self.usualTrunk); --trunk names another")
    }
    try resumed?.check(flags)
    flags = resumed?.flags ?? flags
    let data = try resumed?.data(data) ?? data
    let found = try data.find(reporter)
    let choice = RecipeChoice(flags: flags, recordingRate: found.usualRate() ?? 16_000)
    let recipe = try choice.recipe()
    let plan = try plan(flags, recipe, resumed?.model)
    let target = try places.target(architecture: plan.architecture.id)
    let place = CheckpointPlace(
      target: target, resumed: places.resumed.map { RawArguments.bytes(of: $0) })
    try Self.prepare(place.target)
    places.notes(target: place.target).forEach(reporter.note)
    let loaded = data.load(
      found, for: plan.recipe.frontEnd, isWhole: plan.architecture.answers == .sequence,
      threads: jobs, reporter)
    guard loaded.isComplete, !Interruption.isSet else { throw ExitCode(ExitStatus.interrupted) }
    try resumed?.check(loaded.data)
    let groups = try data.groups(found)
    let rule = try SplitChoice(
      flags: flags.parts, isOriginal: recipe.id == SpeechCommandsRecipe.id, groups: groups,
      seed: plan.seed, needsValidation: flags.patience != nil
    ).rule(for: loaded.data)
    let clips = try TrainingData(
      loaded, rule: rule,
      classes: try choice.classes(
        order: found.labelOrder, answers: plan.architecture.answers), groups: groups)
    try clips.checkStrings(for: plan)
    let log = try places.log.map { try TrainingLog($0, goesOn: resumed != nil) }
    let teller = TrainingTeller(reporter, style: reports.style, log: log)
    (clips.warnings + [clips.noiseWarning(for: plan.recipe)].compactMap { $0 })
      .forEach(teller.note)
    let job = try TrainingJob(
      plan, clips, flags, to: place, named: dataName, data.given, teller: teller, threads: jobs)
    if let resumed { try job.resume(from: resumed.model) }
    if place.isApart {
      teller.note(
        "\(FilePath.text(place.target)) stays as it is until the training is over; what is learnt by"
          + " then is kept in \(FilePath.text(place.checkpoint))")
    }
    var baseline = recipe
    if plan.trunk != nil { baseline.frontEnd = plan.recipe.frontEnd }
    try finish(try job.train(recipe: baseline), place, log, teller)
    try Outcome.check(failed: loaded.failures.count, of: .max, isComplete: true)
  }

  /// The name of the data, without the place where they lie.
  private var dataName: String {
    FilePath.text(FilePath.name(FilePath.absolute(RawArguments.bytes(of: data.data))))
  }

  private func plan(
    _ flags: TrainingFlags, _ recipe: Recipe, _ resumed: ModelFile?
  ) throws -> TrainingPlan {
    let seed = flags.seed ?? 0
    do {
      if let trunk = flags.trunk {
        let model = try resumed ?? ModelCatalog().model(RawArguments.bytes(of: trunk))
        let kind = flags.architecture.flatMap { ArchitectureRegistry.architecture(named: $0) }
        let keeps = kind?.training == .examples
        if !keeps { try Self.check(flags.architecture, isThatOf: model, named: trunk) }
        return try TrainingPlan(
          trunk: model, isFrozen: flags.freeze || flags.recipe == FewLabelsRecipe.id,
          keepsExamples: keeps, recipe, seed: seed, patience: flags.patience)
      }
      var kind: (any Architecture.Type)?
      if let name = flags.architecture {
        kind = ArchitectureRegistry.architecture(named: name)
        guard kind != nil else {
          throw TrainingFailure.unknownArchitecture(RawArguments.shown(name))
        }
      }
      return try TrainingPlan(
        recipe, architecture: kind, width: flags.width ?? 1, dropout: flags.dropout, seed: seed,
        patience: flags.patience, keepsRate: flags.steps.learningRate != nil)
    } catch TrainingFailure.unknownArchitecture(let name) {
      throw UsageFailure(failure: Failure(TrainingFailure.unknownArchitecture(name)))
    } catch let error as TrainingFailure {
      throw Failure(error)
    }
  }

  /// The trunk of the recipe for few labels, where none is named.
  private static let usualTrunk = "words"

  /// Refuses another network than the one that is trained on.
  private static func check(
    _ architecture: String?, isThatOf model: ModelFile, named trunk: String
  ) throws {
    guard let architecture,
      ArchitectureRegistry.architecture(named: architecture)?.id
        != model.configuration.architecture
    else { return }
    throw UsageFailure(
      failure: Failure(
        what: "Cannot train \(RawArguments.shown(architecture)) on \(RawArguments.shown(trunk))",
        why: "that model is a \(model.configuration.architecture)",
        remedy: "leave --model out or make it knn, or train from nothing without --trunk"))
  }

  private func finish(
    _ ending: TrainingJob.Ending, _ place: CheckpointPlace, _ log: TrainingLog?,
    _ teller: TrainingTeller
  ) throws {
    let name = FilePath.text(place.checkpoint)
    switch ending {
    case .finished(let result):
      try log?.add(result.json)
      try StandardOutput.write(output.json ? result.json.compact + "\n" : result.text)
      if let trouble = result.trouble { throw trouble }
    case .stopped(let steps):
      guard steps > 0 else { throw ExitCode(ExitStatus.interrupted) }
      teller.note(
        "stopped after \(Format.count(steps)) steps and kept in \(name);"
          + " earmark train \(ShellWord.quoted(RawArguments.shown(data.data)))"
          + " --resume \(ShellWord.quoted(name)) goes on")
      throw ExitCode(ExitStatus.interrupted)
    case .diverged(let step, let isKept):
      throw Failure(
        what: "Cannot go on with this training",
        why: "at step \(Format.count(step)) the loss grew out of all bounds; "
          + (isKept
            ? "the last good network is kept in \(name)"
            : "no network was good before that, so none is kept"),
        remedy: "train with a lower --learning-rate")
    }
  }

  /// Refuses a file that can't be written before hours are spent on it.
  private static func prepare(_ target: [UInt8]) throws(Failure) {
    let absolute = FilePath.absolute(target)
    try OutputGuard.check(target, as: .model)
    let folder = FilePath.parent(absolute)
    let what = "Cannot write \(FilePath.text(target))"
    if FilePath.isFolder(absolute) {
      throw Failure(what: what, why: "it is a folder", remedy: "name a file, such as M.earmark")
    }
    guard FilePath.isFolder(folder) else {
      throw Failure(what: what, why: "its folder is not there", remedy: "make the folder first")
    }
    guard FilePath.isWritable(folder) else {
      throw Failure(
        what: what, why: "the system refuses access to the folder",
        remedy: "choose a folder that is yours")
    }
    TemporaryName.removeLeftovers(in: folder)
  }
}
