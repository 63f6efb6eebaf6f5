import ArgumentParser
import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import SoundFiles
import Workers

/// `earmark info`: facts and quality of recordings.
struct Info: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Tell facts about recordings and their quality.",
    discussion: """
      Levels are dB re full scale, times seconds, frequencies hertz. Everything is decoded, so \
      that damage shows.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  @Flag(name: .long, help: "Make every issue of a recording an error.")
  var strict = false

  mutating func validate() throws { try input.requirePaths() }

  func run() throws {
    let inputs = input.inputs()
    let reporter = Reporter(reports)
    let isStrict = strict
    if inputs.isEmpty { reporter.note("there are no sound files") }
    var writer = InfoWriter(
      output.isJSON ? .json(JSONList(isLines: output.jsonl)) : inputs.count == 1 ? .facts : .table)
    var failed = 0
    var trouble: Failure?
    let delivered = ParallelLoop.forEach(
      count: inputs.count, threads: input.jobs, isCancelled: { Interruption.isSet }
    ) { place throws(Failure) in
      let survey = try Self.survey(inputs[place])
      if isStrict, let issue = survey.issues.first {
        throw Failure(
          what: "Cannot accept \(inputs[place].shown.text)", why: issue,
          remedy: "leave out --strict to accept it")
      }
      return survey
    } deliver: { place, result in
      guard trouble == nil else { return }
      reporter.finish()
      do throws(Failure) {
        switch result {
        case .success(let survey): try writer.add(inputs[place].shown, survey)
        case .failure(let failure):
          failed += 1
          if output.isJSON {
            try writer.add(inputs[place].shown, failure)
          } else {
            reporter.tell(failure.about(inputs[place].shown))
          }
        }
      } catch {
        trouble = error
      }
      reporter.progress(place + 1, of: inputs.count, "reading")
    }
    reporter.finish()
    if let trouble { throw trouble }
    try writer.finish()
    try Outcome.check(failed: failed, of: inputs.count, isComplete: delivered == inputs.count)
  }

  private static func survey(_ input: Input) throws(Failure) -> SoundFileSurvey {
    switch input {
    case .failed(_, let failure): throw failure
    case .file(_, _, let path):
      do {
        return try SoundFileSurvey(path)
      } catch {
        throw Failure(error)
      }
    }
  }
}
