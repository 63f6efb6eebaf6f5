import ArgumentParser

/// How work on many inputs ends.
enum Outcome {
  /// Ends the command with the status for what failed; returns if nothing did.
  static func check(failed: Int, of count: Int, isComplete: Bool) throws {
    guard isComplete else { throw ExitCode(ExitStatus.interrupted) }
    guard failed > 0 else { return }
    throw ExitCode(failed >= count ? ExitStatus.failed : ExitStatus.partial)
  }
}
