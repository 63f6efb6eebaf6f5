import ArgumentParser
import CellCanvas
import Explorer
import Foundation

/// How the program ends.
enum ExitStatus {
  /// Nothing was done.
  static let failed: Int32 = 1
  /// The command line can't be understood.
  static let usage: Int32 = 2
  /// Some inputs failed and the rest is done.
  static let partial: Int32 = 3
  /// The user stopped it; what was finished is kept.
  static let interrupted: Int32 = 130
}

/// A use of the command line that can't be right, found after parsing.
struct UsageFailure: Error {
  /// What is wrong.
  let failure: Failure
}

/// One run of a command.
enum CommandRun {
  /// Runs a command and returns the status to end with.
  static func status(of arguments: [String]) -> Int32 {
    var reports: ReportOptions?
    do {
      var command = try command(arguments)
      if let reporting = command as? any ReportingCommand {
        reports = reporting.reports
        StandardError.keepLibrariesOut(log: reporting.reports.logPath)
      }
      try command.run()
      return Interruption.isSet ? ExitStatus.interrupted : 0
    } catch let code as ExitCode {
      return code.rawValue
    } catch let usage as UsageFailure {
      tell(usage.failure, reports)
      return ExitStatus.usage
    } catch {
      guard let failure = error as? Failure ?? (error as? any FailureConvertible)?.failure else {
        return parserStatus(of: error, arguments)
      }
      tell(failure, reports)
      return Interruption.isSet ? ExitStatus.interrupted : ExitStatus.failed
    }
  }

  /// The command that a command line means.
  ///
  /// Looking at the flags of every command takes as long as drawing the first picture, so what opens
  /// the explorer is tried as that first; the whole parser says what is wrong with it.
  private static func command(_ arguments: [String]) throws -> any ParsableCommand {
    let isNamed = arguments.first == Explore._commandName
    let isPath = commandNames(in: Array(arguments.prefix(1))).isEmpty && arguments.first != "help"
    if isNamed || isPath,
      let explore = try? Explore.parse(isNamed ? Array(arguments.dropFirst()) : arguments)
    {
      return explore
    }
    return try Earmark.parseAsRoot(arguments)
  }

  private static func tell(_ failure: Failure, _ reports: ReportOptions?) {
    StandardError.write(ErrorLine.text(failure))
    reports?.log(failure)
  }

  private static func parserStatus(of error: any Error, _ arguments: [String]) -> Int32 {
    guard Earmark.exitCode(for: error) != .success else {
      return StandardOutput.printed(Earmark.fullMessage(for: error) + "\n")
    }
    let message = RawArguments.shown(Earmark.message(for: error))
      .split(whereSeparator: \.isNewline).joined(separator: " ")
    let failure = Failure(
      what: "Cannot understand the command line",
      why: message.hasSuffix(".") ? String(message.dropLast()) : message,
      remedy: (["see earmark help"] + commandNames(in: arguments)).joined(separator: " "))
    StandardError.write(ErrorLine.text(failure))
    return ExitStatus.usage
  }

  /// The command that was meant, with the command below it.
  private static func commandNames(in arguments: [String]) -> [String] {
    var below = Earmark.configuration.subcommands
    var names: [String] = []
    for argument in arguments {
      guard let command = below.first(where: { $0._commandName == argument }) else { continue }
      names.append(argument)
      below = command.configuration.subcommands
    }
    return names
  }
}

/// Errors of edges that say their sentence as a failure.
protocol FailureConvertible: Error {
  /// The sentence.
  var failure: Failure { get }
}
