import CellCanvas
import Explorer
import Foundation
import TOMLKit

/// A theme as it was read, and what could not be done as its file says.
public struct LoadedTheme: Sendable {
  /// The theme.
  public let theme: Theme
  /// What is wrong with the file.
  public let problems: [FileProblem]

  /// Makes a theme that was read.
  public init(theme: Theme, problems: [FileProblem] = []) {
    self.theme = theme
    self.problems = problems
  }
}

/// What the files of themes and colour maps hold.
public struct LoadedThemes: Sendable {
  /// The themes, by name.
  public let themes: [Theme]
  /// The colour maps, by name.
  public let colorMaps: [ColorMap]
  /// What is wrong with the files, and what is used instead.
  public let problems: [FileProblem]
}

/// Themes and colour maps as TOML files.
public enum ThemeFile {
  /// Reads a theme; its keys are explained in `themes/midnight.toml`.
  ///
  /// - Throws: The file, the line or the key, and what is wrong with it.
  public static func theme(at path: String, name: String) throws(Failure) -> Theme {
    let contents = try Contents(path, name)
    var problems = contents.problems
    let theme = Theme(
      name: name, values: contents.values, over: .midnight, problems: &problems)
    if let first = problems.first { throw failure(path, first) }
    return theme
  }

  /// Reads what is right in a theme; the rest is that of `midnight`.
  ///
  /// - Throws: Why nothing of the file can be read.
  public static func usablePart(at path: String, name: String) throws(Failure) -> LoadedTheme {
    let contents = try Contents(path, name)
    var problems = contents.problems
    let theme = Theme(
      name: name, values: contents.values, over: .midnight, problems: &problems)
    var told: Set<String> = []
    return LoadedTheme(
      theme: theme,
      problems: problems.filter { told.insert($0.key).inserted }.map { error in
        let isUnknown = if case .unknown = error.problem { true } else { false }
        return FileProblem(
          file: FilePath.text(FilePath.name(Array(path.utf8))), line: contents.line(of: error.key),
          rule: error.sentence.why,
          instead: isUnknown ? "it is passed over" : "midnight's is used")
      })
  }

  /// Reads a colour map: `stops` and `path256`.
  ///
  /// - Throws: The file, the line or the key, and what is wrong with it.
  public static func colorMap(at path: String, name: String) throws(Failure) -> ColorMap {
    let contents = try Contents(path, name)
    if let first = contents.problems.first { throw failure(path, first) }
    do {
      return try ColorMap(name: name, values: contents.values)
    } catch {
      throw failure(path, error)
    }
  }

  private static func failure(_ path: String, _ error: ThemeError) -> Failure {
    Failure(what: "Cannot use \(path)", why: error.sentence.why, remedy: error.sentence.remedy)
  }
}

/// The values of a theme file, and the keys whose values are of no use.
private struct Contents {
  private(set) var values: [String: ThemeValue] = [:]
  private(set) var problems: [ThemeError] = []
  private let name: String
  private let text: String

  init(_ path: String, _ name: String) throws(Failure) {
    self.name = name
    let what = "Cannot use \(path)"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(what: what, why: "it can't be read", remedy: "check the path and its rights")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Failure(what: what, why: "it is not UTF-8", remedy: "save it as UTF-8")
    }
    self.text = text
    do {
      flatten(try TOMLTable(string: text), prefix: "")
    } catch let error as TOMLParseError {
      throw Failure(
        what: what, why: "line \(error.source.begin.line): \(error.description)",
        remedy: "correct the line; themes/midnight.toml shows how")
    } catch {
      throw Failure(what: what, why: "\(error)", remedy: "write it as themes/midnight.toml")
    }
  }

  /// The line that gives a key its value, else that of its table, counted from one.
  func line(of key: String) -> Int? {
    let parts = key.split(separator: ".")
    let (table, own) = (parts.dropLast().joined(separator: "."), parts.last.map(String.init) ?? "")
    var current = ""
    var found: Int?
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (place, line) in lines.enumerated() {
      let bare = line.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
      if bare.hasPrefix("[") {
        let name = String(bare.dropFirst().prefix { $0 != "]" })
        // A list may go on in lines of its own.
        guard name.allSatisfy({ $0.isLetter || $0 == "." }) else { continue }
        current = name
        if current == table { found = place + 1 }
      } else if current == table, bare.hasPrefix(own + "=") || bare.hasPrefix(key + "=") {
        return place + 1
      }
    }
    return found
  }

  private mutating func flatten(_ table: TOMLTable, prefix: String) {
    for key in table.keys {
      guard let value = table[key] else { continue }
      let path = prefix + key
      if let inner = value.table {
        flatten(inner, prefix: path + ".")
      } else if let text = value.string {
        values[path] = .string(text)
      } else if let number = value.int {
        values[path] = .integer(number)
      } else if let list = value.array {
        values[path] = flat(list, key: path)
      } else {
        problems.append(
          ThemeError(name: name, problem: .noValue(key: path, kind: "\(value.type)")))
      }
    }
  }

  private mutating func flat(_ list: TOMLArray, key: String) -> ThemeValue? {
    let texts = list.compactMap(\.string)
    if texts.count == list.count { return .strings(texts) }
    let numbers = list.compactMap(\.int)
    if numbers.count == list.count { return .integers(numbers) }
    problems.append(ThemeError(name: name, problem: .mixed(key: key)))
    return nil
  }
}
