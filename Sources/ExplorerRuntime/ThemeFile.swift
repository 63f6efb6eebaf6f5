import CellCanvas
import Explorer
import Foundation
import TOMLKit

/// Themes and colour maps as TOML files.
public enum ThemeFile {
  /// Reads a theme; its keys are explained in `themes/midnight.toml`.
  ///
  /// - Throws: The file, the line or the key, and what is wrong with it.
  public static func theme(at path: String, name: String) throws(Failure) -> Theme {
    let values = try values(at: path)
    do {
      return try Theme(name: name, values: values)
    } catch {
      throw failure(path, error)
    }
  }

  /// Reads a colour map: `stops` and `path256`.
  ///
  /// - Throws: The file, the line or the key, and what is wrong with it.
  public static func colorMap(at path: String, name: String) throws(Failure) -> ColorMap {
    let values = try values(at: path)
    do {
      return try ColorMap(name: name, values: values)
    } catch {
      throw failure(path, error)
    }
  }

  private static func failure(_ path: String, _ error: ThemeError) -> Failure {
    Failure(what: "Cannot use \(path)", why: error.sentence.why, remedy: error.sentence.remedy)
  }

  private static func values(at path: String) throws(Failure) -> [String: ThemeValue] {
    let what = "Cannot use \(path)"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(what: what, why: "it can't be read", remedy: "check the path and its rights")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Failure(what: what, why: "it is not UTF-8", remedy: "save it as UTF-8")
    }
    do {
      var values: [String: ThemeValue] = [:]
      try flatten(TOMLTable(string: text), prefix: "", into: &values)
      return values
    } catch let error as TOMLParseError {
      throw Failure(
        what: what, why: "line \(error.source.begin.line): \(error.description)",
        remedy: "correct the line; themes/midnight.toml shows how")
    } catch let error as Failure {
      throw Failure(what: what, why: error.why, remedy: error.remedy)
    } catch {
      throw Failure(what: what, why: "\(error)", remedy: "write it as themes/midnight.toml")
    }
  }

  private static func flatten(
    _ table: TOMLTable, prefix: String, into values: inout [String: ThemeValue]
  ) throws {
    for key in table.keys {
      guard let value = table[key] else { continue }
      let path = prefix + key
      if let inner = value.table {
        try flatten(inner, prefix: path + ".", into: &values)
      } else if let text = value.string {
        values[path] = .string(text)
      } else if let number = value.int {
        values[path] = .integer(number)
      } else if let list = value.array {
        values[path] = try flat(list, key: path)
      } else {
        throw Failure(
          what: "", why: "\(path) is a \(value.type)", remedy: "give text, a whole number or a list"
        )
      }
    }
  }

  private static func flat(_ list: TOMLArray, key: String) throws -> ThemeValue {
    let texts = list.compactMap(\.string)
    if texts.count == list.count { return .strings(texts) }
    let numbers = list.compactMap(\.int)
    if numbers.count == list.count { return .integers(numbers) }
    throw Failure(
      what: "", why: "\(key) is a list of different things",
      remedy: "give texts only, or whole numbers only")
  }
}
