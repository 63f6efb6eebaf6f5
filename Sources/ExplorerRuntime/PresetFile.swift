import Acoustics
import Explorer
import Foundation
import TOMLKit

/// Presets as TOML files: `summary`, `feature`, `base` and a table `[parameters]`.
enum PresetFile {
  /// Bytes that no preset needs.
  private static let longest = 1 << 20
  private static let names = ["summary", "feature", "base", "parameters"]
  private static let example = "earmark presets show librosa shows how"

  /// Reads a preset.
  ///
  /// - Throws: The file, the line or the key, and what is wrong with it.
  static func preset(at path: String, name: String) throws(Failure) -> Preset {
    do throws(Failure) {
      let preset = try preset(of: table(try text(at: path)), name: name)
      if let error = preset.parameters.refusalAtAnyRate(preset.feature) {
        let failure = Failure(error)
        throw refusal(failure.why, failure.remedy.replacing("give --", with: "give "))
      }
      return preset
    } catch {
      throw Failure(what: "Cannot use \(path)", why: error.why, remedy: error.remedy)
    }
  }

  private static func text(at path: String) throws(Failure) -> String {
    guard let facts = FilePath.facts(Array(path.utf8)) else {
      throw refusal("it is not there", "check the path")
    }
    guard facts.st_mode & S_IFMT == S_IFREG, facts.st_size <= longest else {
      throw refusal("it is no file of up to 1 MB", "save it as text")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw refusal("it can't be read", "chmod u+r gives access to its owner")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw refusal("it is not UTF-8", "save it as UTF-8")
    }
    return text
  }

  private static func table(_ text: String) throws(Failure) -> TOMLTable {
    do {
      return try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw refusal(
        "line \(error.source.begin.line): \(error.description)", "correct the line; \(example)")
    } catch {
      throw refusal("\(error)", example)
    }
  }

  private static func preset(of table: TOMLTable, name: String) throws(Failure) -> Preset {
    if let key = table.keys.sorted().first(where: { !names.contains($0) }) {
      throw refusal(
        "nothing has the name \(key)", "the names are \(names.joined(separator: ", "))")
    }
    let base = try word("base", in: table) ?? Preset.standardName
    guard let start = PresetRegistry.preset(base) else {
      let known = PresetRegistry.all.map(\.name).joined(separator: ", ")
      throw refusal("base is \(base), which the program does not have", "use one of: \(known)")
    }
    let feature = try word("feature", in: table).map { FeatureID(rawValue: $0) } ?? start.feature
    guard FeatureRegistry.feature(feature) != nil else {
      let failure = Failure(FeatureError.unknownFeature(feature.rawValue))
      throw refusal("feature is \(feature.rawValue), which is none", failure.remedy)
    }
    return Preset(
      name, try word("summary", in: table) ?? "", source: "yours", feature: feature,
      start.parameters.merging(try parameters(of: table)))
  }

  private static func parameters(of table: TOMLTable) throws(Failure) -> ParameterTable {
    var parameters = ParameterTable()
    guard let value = table["parameters"] else { return parameters }
    guard let rows = value.table else {
      throw refusal("parameters is \(kind(value)), not a table", "write [parameters] on a line")
    }
    for key in rows.keys.sorted() {
      guard let row = rows[key] else { continue }
      let (value, before) = (try self.value(row, of: key), parameters.rows.count)
      do {
        try parameters.set(key, to: value)
      } catch {
        throw refusal("no parameter has the name \(key)", Failure(error).remedy)
      }
      guard parameters.rows.count > before else {
        throw refusal("\(key) says again what another line says", "keep one of the two")
      }
    }
    return parameters
  }

  private static func word(_ key: String, in table: TOMLTable) throws(Failure) -> String? {
    guard let value = table[key] else { return nil }
    guard let word = value.string else {
      throw refusal("\(key) is \(kind(value)), not text", "put it in quotes")
    }
    return word
  }

  private static func value(
    _ value: any TOMLValueConvertible, of key: String
  ) throws(Failure) -> ParameterValue {
    if let number = value.int { return .number(Double(number)) }
    if let number = value.double { return .number(number) }
    if let flag = value.bool { return .flag(flag) }
    if let word = value.string { return .word(word) }
    throw refusal("\(key) is \(kind(value))", "give a number, text, true or false")
  }

  private static func kind(_ value: any TOMLValueConvertible) -> String {
    let name = "\(value.type)"
    return ("aeiou".contains(name.prefix(1).lowercased()) ? "an " : "a ") + name
  }

  private static func refusal(_ why: String, _ remedy: String) -> Failure {
    Failure(what: "", why: why, remedy: remedy)
  }

  /// A preset as such a file has it.
  static func text(of preset: Preset) -> String {
    var text = "# An earmark preset; earmark presets --parameters says what each line is.\n"
    text += "summary = \(quoted(preset.summary))\n"
    text += "feature = \(quoted(preset.feature.rawValue))\n\n[parameters]\n"
    for (name, value) in preset.parameters.rows {
      if case .word(let word) = value {
        text += "\(name) = \(quoted(word))\n"
      } else {
        text += "\(name) = \(value.text)\n"
      }
    }
    return text
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        "\\u" + String(format: "%04X", scalar.value)
      default: String(scalar)
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}
