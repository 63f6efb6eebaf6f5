import Explorer
import Foundation

/// What is remembered of a person between two runs, in their state folder.
public struct SettingsFile: Sendable {
  /// Where it lies; nil where there is no such folder.
  public let path: String?

  /// Bytes of a file; a longer one is none.
  private static let mostBytes = 1 << 20

  /// Names a file.
  public init(path: String?) { self.path = path }

  /// Finds the file of a user: `settings.json` in `~/.local/state/earmark`.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    path = ProgramFolders.state(environment).map { $0 + "/settings.json" }
  }

  /// Reads it; nothing is chosen where it is missing or broken.
  /// - Returns: The settings, and what is wrong with the file.
  public func load() -> (settings: Settings, failure: Failure?) {
    guard let path, FilePath.facts(Array(path.utf8)) != nil else { return (Settings(), nil) }
    let what = "Cannot use settings.json"
    let remedy = "the usual settings hold, and the file is kept as settings.json.bad"
    guard let data = FileManager.default.contents(atPath: path), data.count <= Self.mostBytes else {
      return (
        Settings(),
        Failure(what: what, why: "it can't be read", remedy: "the usual settings hold")
      )
    }
    do {
      return (try JSONDecoder().decode(Settings.self, from: data), nil)
    } catch {
      // What is chosen now would be written over it.
      rename(path, path + ".bad")
      return (Settings(), Failure(what: what, why: Self.reason(error), remedy: remedy))
    }
  }

  /// Writes it whole or not at all.
  /// - Returns: Why it could not be written.
  public func save(_ settings: Settings) -> Failure? {
    guard let path else { return nil }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      let folder = FilePath.text(FilePath.parent(Array(path.utf8)))
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try encoder.encode(settings).write(to: URL(filePath: path), options: .atomic)
      return nil
    } catch {
      return Failure(
        what: "Cannot write settings.json", why: "its folder takes no file",
        remedy: "check the rights of \(path)")
    }
  }

  private static func reason(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "it is no JSON" }
    let place: [any CodingKey]
    switch error {
    case .typeMismatch(_, let context), .valueNotFound(_, let context): place = context.codingPath
    case .keyNotFound(let key, _): place = [key]
    case .dataCorrupted(let context): place = context.codingPath
    @unknown default: place = []
    }
    return place.first.map { "\($0.stringValue) is none of what it may be" } ?? "it is no JSON"
  }
}
