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
    do {
      var command = try Earmark.parseAsRoot(arguments)
      try command.run()
      return Interruption.isSet ? ExitStatus.interrupted : 0
    } catch {
      return status(of: error, arguments)
    }
  }

  private static func status(of error: any Error, _ arguments: [String]) -> Int32 {
    switch error {
    case let failure as Failure:
      StandardError.write(ErrorLine.text(failure))
      return Interruption.isSet ? ExitStatus.interrupted : ExitStatus.failed
    case let usage as UsageFailure:
      StandardError.write(ErrorLine.text(usage.failure))
      return ExitStatus.usage
    case let code as ExitCode: return code.rawValue
    case let error as any FailureConvertible:
      StandardError.write(ErrorLine.text(error.failure))
      return ExitStatus.failed
    default: return parserStatus(of: error, arguments)
    }
  }

  private static func parserStatus(of error: any Error, _ arguments: [String]) -> Int32 {
    guard Earmark.exitCode(for: error) != .success else {
      return StandardOutput.printed(Earmark.fullMessage(for: error) + "\n")
    }
    let names = Earmark.configuration.subcommands.map { $0._commandName }
    let command = arguments.first { names.contains($0) }
    let message = Earmark.message(for: error).split(whereSeparator: \.isNewline)
      .joined(separator: " ")
    let failure = Failure(
      what: "Cannot understand the command line",
      why: message.hasSuffix(".") ? String(message.dropLast()) : message,
      remedy: "see earmark help" + (command.map { " " + $0 } ?? ""))
    StandardError.write(ErrorLine.text(failure))
    return ExitStatus.usage
  }
}

/// Errors of edges that say their sentence as a failure.
protocol FailureConvertible: Error {
  /// The sentence.
  var failure: Failure { get }
}
