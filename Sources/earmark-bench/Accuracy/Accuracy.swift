import Foundation
import Recognition

/// How good models are that recipes make, on recordings that `EARMARK_DATA` names.
///
/// Its folders are `fsdd`, `esc50`, `speech_commands` and `long`.
struct Accuracy {
  private let data: String
  private let models: String
  private let seeds: [UInt64]

  /// Parts in the order of the table.
  private static let parts = [
    "speakers", "official", "trunk", "tuned", "few", "environment", "stream",
  ]

  /// Takes the folder of the shipped models, and how many seeds are tried.
  init?(models: String, seeds: Int) throws {
    let data = ProcessInfo.processInfo.environment["EARMARK_DATA"] ?? ""
    guard !data.isEmpty else {
      print("No accuracy is measured: EARMARK_DATA names no folder of recordings.")
      return nil
    }
    self.data = data
    self.models = models
    self.seeds = (1...UInt64(max(1, seeds))).map { $0 }
  }

  /// Measures all parts, or the named ones.
  func run(_ names: [String]) throws {
    if let unknown = names.first(where: { !Accuracy.parts.contains($0) }) {
      throw BenchFailure.noPart(named: unknown, parts: Accuracy.parts)
    }
    for part in Accuracy.parts where names.isEmpty || names.contains(part) {
      let start = ProcessorClock.seconds(of: getpid())
      try measure(part)
      let seconds = ProcessorClock.seconds(of: getpid()) - start
      say(String(format: "%@: %.0f s of processor time", part, seconds))
    }
  }

  private func measure(_ part: String) throws {
    switch part {
    case "speakers": try SpeakerStudy(data: data, start: .nothing, seeds: seeds).run()
    case "trunk": try SpeakerStudy(data: data, start: .frozen(try trunk()), seeds: seeds).run()
    case "tuned": try SpeakerStudy(data: data, start: .tuned(try trunk()), seeds: seeds).run()
    case "official": try OfficialStudy(data: data, seed: 1).run()
    case "few": try FewLabelsStudy(data: data, trunk: try trunk(), seeds: seeds).run()
    case "environment": try EnvironmentStudy(data: data, seeds: seeds).run()
    default: try StreamStudy(data: data, model: try model("digits")).run()
    }
  }

  private func trunk() throws -> ModelFile { try model("words") }

  private func model(_ name: String) throws -> ModelFile {
    let path = "\(models)/\(name).earmark"
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw BenchFailure.system(what: "read \(path)", code: errno)
    }
    return try ModelFile([UInt8](bytes))
  }
}
