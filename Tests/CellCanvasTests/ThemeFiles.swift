import CellCanvas
import Foundation

/// Reads the shipped theme files with just enough TOML for them.
enum ThemeFiles {
  static func values(_ path: String) throws -> [String: ThemeValue] {
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while !FileManager.default.fileExists(atPath: folder.appending(path: "themes").path),
      folder.pathComponents.count > 1
    {
      folder.deleteLastPathComponent()
    }
    let file = folder.appending(path: "themes").appending(path: path + ".toml")
    return parse(try String(contentsOf: file, encoding: .utf8))
  }

  private static func parse(_ text: String) -> [String: ThemeValue] {
    var values: [String: ThemeValue] = [:]
    var table = ""
    var pending = ""
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      pending += line.replacing(/\s\s# .*$/, with: "")
      if pending.contains("= ["), !pending.hasSuffix("]") { continue }
      defer { pending = "" }
      if let header = pending.wholeMatch(of: /\[(\w+)\]/) {
        table = header.1 + "."
      } else if let entry = pending.wholeMatch(of: /(\w+) *= (.*)/) {
        values[table + entry.1] = value(String(entry.2))
      }
    }
    return values
  }

  private static func value(_ text: String) -> ThemeValue {
    let strings = text.matches(of: /"([^"]*)"/).map { String($0.1) }
    let integers = text.matches(of: /\d+/).compactMap { Int($0.0) }
    if text.hasPrefix("[") { return strings.isEmpty ? .integers(integers) : .strings(strings) }
    return strings.first.map { .string($0) } ?? .integer(integers.first ?? 0)
  }
}
