import CellCanvas
import Explorer
import Foundation

/// The themes and colour maps that can be chosen: every file of some folders.
///
/// A folder holds themes, and colour maps in `colormaps` below it. A name in an earlier folder
/// hides the same name in later ones.
public struct ThemeCatalog: Sendable {
  /// The folders, those that are not there among them.
  public let folders: [String]

  private static let ending = ".toml"

  /// Makes a catalog of folders.
  public init(folders: [String]) { self.folders = folders }

  /// Makes the catalog of a user: their own folder, the installed one, that of the source tree.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    folders = ProgramFolders.all(
      "themes", inSource: "themes", environment: environment,
      executable: ProgramFolders.executable())
  }

  /// Every theme that can be used, by name; `midnight` is built in.
  public func themes() -> [Theme] {
    var themes = usable(themeFiles(), ThemeFile.theme)
    if !themes.contains(where: { $0.name == Theme.midnight.name }) { themes.append(.midnight) }
    return themes.sorted { $0.name < $1.name }
  }

  /// Every colour map that can be used, by name.
  public func colorMaps() -> [ColorMap] { usable(mapFiles(), ThemeFile.colorMap) }

  /// What is wrong with the files that can't be used.
  public func failures() -> [Failure] {
    failures(themeFiles(), ThemeFile.theme) + failures(mapFiles(), ThemeFile.colorMap)
  }

  /// Whether some file, or the program itself, has a theme of this name.
  public func hasTheme(named name: String) -> Bool {
    name == Theme.midnight.name || file(name, themeFiles()) != nil
  }

  /// Whether some file has a colour map of this name.
  public func hasColorMap(named name: String) -> Bool { file(name, mapFiles()) != nil }

  /// The theme of a name, or of the file at a path that ends in `.toml`.
  ///
  /// - Throws: What is wrong with its file, or which themes there are.
  public func theme(named name: String) throws(Failure) -> Theme {
    if let file = file(name, themeFiles()) {
      return try ThemeFile.theme(at: file.path, name: file.name)
    }
    if name == Theme.midnight.name { return .midnight }
    throw unknown("theme", name, themes().map(\.name))
  }

  /// The colour map of a name, or of the file at a path that ends in `.toml`.
  ///
  /// - Throws: What is wrong with its file, or which colour maps there are.
  public func colorMap(named name: String) throws(Failure) -> ColorMap {
    if let file = file(name, mapFiles()) {
      return try ThemeFile.colorMap(at: file.path, name: file.name)
    }
    throw unknown("colour map", name, colorMaps().map(\.name))
  }

  private typealias File = NamedFiles.File

  private func themeFiles() -> [File] { NamedFiles.all(in: folders, ending: Self.ending) }

  private func mapFiles() -> [File] {
    NamedFiles.all(in: folders.map { $0 + "/colormaps" }, ending: Self.ending)
  }

  private func file(_ name: String, _ files: [File]) -> File? {
    guard name.hasSuffix(Self.ending) else { return files.first { $0.name == name } }
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return (String(last.dropLast(Self.ending.count)), name)
  }

  private func usable<Value>(
    _ files: [File], _ read: (String, String) throws(Failure) -> Value
  ) -> [Value] {
    var values: [Value] = []
    for file in files {
      do throws(Failure) { values.append(try read(file.path, file.name)) } catch { continue }
    }
    return values
  }

  private func failures<Value>(
    _ files: [File], _ read: (String, String) throws(Failure) -> Value
  ) -> [Failure] {
    var failures: [Failure] = []
    for file in files {
      do throws(Failure) { _ = try read(file.path, file.name) } catch { failures.append(error) }
    }
    return failures
  }

  private func unknown(_ kind: String, _ name: String, _ names: [String]) -> Failure {
    Failure(
      what: "Cannot find the \(kind) \(name)", why: "no file has this name",
      remedy: names.isEmpty ? "check the installation" : "use \(names.joined(separator: ", "))")
  }
}
