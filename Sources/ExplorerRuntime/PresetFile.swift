import Acoustics
import Explorer
import Foundation
import TOMLKit

/// Presets as TOML files: `summary`, `feature`, `base` and a table `[parameters]`.
enum PresetFile {
  /// Reads a preset.
  ///
  /// - Throws: The file, the line or the key, and what is wrong with it.
  static func preset(at path: String, name: String) throws(Failure) -> Preset {
    let what = "Cannot use \(path)"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(what: what, why: "it can't be read", remedy: "check the path and its rights")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Failure(what: what, why: "it is not UTF-8", remedy: "save it as UTF-8")
    }
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw Failure(
        what: what, why: "line \(error.source.begin.line): \(error.description)",
        remedy: "correct the line; earmark presets show librosa shows how")
    } catch {
      throw Failure(what: what, why: "\(error)", remedy: "earmark presets show librosa shows how")
    }
    do throws(Failure) {
      return try preset(of: table, name: name)
    } catch {
      throw Failure(what: what, why: error.why, remedy: error.remedy)
    }
  }

  private static func preset(of table: TOMLTable, name: String) throws(Failure) -> Preset {
    let base = table["base"]?.string ?? Preset.standardName
    guard let start = PresetRegistry.preset(base) else {
      throw Failure(FeatureError.unknownPreset(base, names: PresetRegistry.all.map(\.name)))
    }
    var parameters = ParameterTable()
    let rows = table["parameters"]?.table
    for key in rows?.keys ?? [] {
      guard let value = rows?[key] else { continue }
      do {
        try parameters.set(key, to: try self.value(value, of: key))
      } catch let error as FeatureError {
        throw Failure(error)
      } catch let error as Failure {
        throw error
      } catch {
        throw Failure(what: "", why: "\(error)")
      }
    }
    let feature = table["feature"]?.string.map { FeatureID(rawValue: $0) } ?? start.feature
    guard FeatureRegistry.feature(feature) != nil else {
      throw Failure(FeatureError.unknownFeature(feature.rawValue))
    }
    return Preset(
      name, table["summary"]?.string ?? "", source: "yours", feature: feature,
      start.parameters.merging(parameters))
  }

  private static func value(
    _ value: any TOMLValueConvertible, of key: String
  ) throws(Failure) -> ParameterValue {
    if let number = value.int { return .number(Double(number)) }
    if let number = value.double { return .number(number) }
    if let flag = value.bool { return .flag(flag) }
    if let word = value.string { return .word(word) }
    throw Failure(
      what: "", why: "\(key) is a \(value.type)", remedy: "give a number, text, true or false")
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
