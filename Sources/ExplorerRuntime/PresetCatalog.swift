import Acoustics
import Explorer
import Foundation

/// The presets that can be chosen: those of the program, and the user's own files.
public struct PresetCatalog: Sendable {
  /// The folder of the user's presets; nil without a home.
  public let folder: String?

  private static let ending = ".toml"

  /// Makes a catalog with the presets of a folder.
  public init(folder: String?) { self.folder = folder }

  /// Makes the catalog of a user.
  ///
  /// - Source: XDG Base Directory Specification 0.8.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    if let config = environment["XDG_CONFIG_HOME"], config.hasPrefix("/") {
      folder = "\(config)/earmark/presets"
    } else {
      folder = environment["HOME"].flatMap { home in
        home.hasPrefix("/") ? "\(home)/.config/earmark/presets" : nil
      }
    }
  }

  /// Every preset that can be used, the program's first; and what is wrong with other files.
  public func presets() -> (usable: [Preset], failures: [Failure]) {
    var usable = PresetRegistry.all
    var failures: [Failure] = []
    for name in ownNames() {
      do throws(Failure) { usable.append(try own(name)) } catch { failures.append(error) }
    }
    return (usable, failures)
  }

  /// Whether a preset has this name, be its file right or wrong.
  public func hasPreset(named name: String) -> Bool {
    PresetRegistry.preset(name) != nil || isPath(name) || ownNames().contains(name)
  }

  /// The preset of a name, or of a file whose path ends in `.toml`.
  ///
  /// - Throws: What is wrong with its file, or which presets there are.
  public func preset(named name: String) throws(Failure) -> Preset {
    if let preset = PresetRegistry.preset(name) { return preset }
    if isPath(name) {
      let last = name.split(separator: "/").last.map(String.init) ?? name
      return try PresetFile.preset(at: name, name: String(last.dropLast(Self.ending.count)))
    }
    guard ownNames().contains(name) else {
      let names = PresetRegistry.all.map(\.name)
      let own = ownNames().filter { !names.contains($0) }
      throw Failure(FeatureError.unknownPreset(name, names: names + own))
    }
    return try own(name)
  }

  /// A preset as its file has it.
  public static func text(of preset: Preset) -> String { PresetFile.text(of: preset) }

  /// Saves a preset in the user's folder and returns the path of its file.
  ///
  /// - Throws: Why it can't be saved.
  public func save(_ preset: Preset) throws(Failure) -> String {
    let what = "Cannot save the preset \(preset.name)"
    let isPlain = preset.name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || "-_".unicodeScalars.contains($0)
    }
    guard isPlain, !preset.name.isEmpty else {
      throw Failure(
        what: what, why: "its name has other signs than letters, digits, - and _",
        remedy: "choose another name")
    }
    guard PresetRegistry.preset(preset.name) == nil else {
      throw Failure(
        what: what, why: "the program has a preset of this name", remedy: "choose another name")
    }
    guard let folder else {
      throw Failure(what: what, why: "HOME is not set", remedy: "set HOME to your home folder")
    }
    let path = "\(folder)/\(preset.name)\(Self.ending)"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(PresetFile.text(of: preset).utf8).write(
        to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Failure(
        what: what, why: error.localizedDescription, remedy: "check the folder \(folder)")
    }
    return path
  }

  private func isPath(_ name: String) -> Bool { name.hasSuffix(Self.ending) }

  private func own(_ name: String) throws(Failure) -> Preset {
    let path = "\(folder ?? "")/\(name)\(Self.ending)"
    guard PresetRegistry.preset(name) == nil else {
      throw Failure(
        what: "Cannot use \(path)", why: "the program has a preset of this name",
        remedy: "give the file another name")
    }
    return try PresetFile.preset(at: path, name: name)
  }

  private func ownNames() -> [String] {
    NamedFiles.all(in: [folder].compactMap(\.self), ending: Self.ending).map(\.name)
  }
}
