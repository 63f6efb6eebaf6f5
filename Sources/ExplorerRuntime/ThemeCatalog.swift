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

  /// What all files hold; each is read once.
  public func contents() -> LoadedThemes {
    let (themes, brokenThemes) = read(themeFiles(), ThemeFile.usablePart)
    let (maps, brokenMaps) = read(mapFiles(), ThemeFile.colorMap)
    let hasDefault = themes.contains { $0.theme.name == Theme.midnight.name }
    let builtIn = hasDefault ? [] : [LoadedTheme(theme: .midnight)]
    let all = (themes + builtIn).sorted { $0.theme.name < $1.theme.name }
    return LoadedThemes(
      themes: all.map(\.theme), colorMaps: maps,
      problems: all.flatMap(\.problems)
        + brokenThemes.map { Self.problem($0, instead: "the theme is passed over") }
        + brokenMaps.map { Self.problem($0, instead: "the colour map is passed over") })
  }

  /// Every theme of which something can be used, by name; `midnight` is built in.
  public func themes() -> [Theme] { contents().themes }

  /// What is wrong with the files, and what is used instead.
  public func problems() -> [FileProblem] { contents().problems }

  /// A failure of a whole file, and what is used instead.
  static func problem(_ failure: (file: File, failure: Failure), instead: String) -> FileProblem {
    let name = FilePath.text(FilePath.name(Array(failure.file.path.utf8)))
    return FileProblem(file: name, line: nil, rule: failure.failure.why, instead: instead)
  }

  /// Every colour map that can be used, by name.
  public func colorMaps() -> [ColorMap] { read(mapFiles(), ThemeFile.colorMap).values }

  /// What is wrong with the files that can't be used.
  public func failures() -> [Failure] {
    (read(themeFiles(), ThemeFile.theme).failures + read(mapFiles(), ThemeFile.colorMap).failures)
      .map(\.failure)
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

  /// The theme of a name or a path as far as its file is right, with what is wrong.
  ///
  /// Of a file that can't be read at all it is `midnight`.
  ///
  /// - Throws: Which themes there are, if none has the name.
  public func usableTheme(named name: String) throws(Failure) -> LoadedTheme {
    guard let file = file(name, themeFiles()),
      FilePath.facts(Array(file.path.utf8)) != nil
    else { return LoadedTheme(theme: try theme(named: name)) }
    do throws(Failure) {
      return try ThemeFile.usablePart(at: file.path, name: file.name)
    } catch {
      return LoadedTheme(
        theme: .midnight,
        problems: [Self.problem((file, error), instead: "midnight is used")])
    }
  }

  /// The colour map of a name or a path; nil where its file is broken, with what is wrong.
  ///
  /// - Throws: Which colour maps there are, if none has the name.
  public func usableColorMap(
    named name: String
  ) throws(Failure) -> (map: ColorMap?, problems: [FileProblem]) {
    guard let file = file(name, mapFiles()), FilePath.facts(Array(file.path.utf8)) != nil else {
      return (try colorMap(named: name), [])
    }
    do throws(Failure) {
      return (try ThemeFile.colorMap(at: file.path, name: file.name), [])
    } catch {
      return (nil, [Self.problem((file, error), instead: "the theme's own colours are used")])
    }
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

  typealias File = NamedFiles.File

  private func themeFiles() -> [File] { NamedFiles.all(in: folders, ending: Self.ending) }

  private func mapFiles() -> [File] {
    NamedFiles.all(in: folders.map { $0 + "/colormaps" }, ending: Self.ending)
  }

  private func file(_ name: String, _ files: [File]) -> File? {
    guard name.hasSuffix(Self.ending) else { return files.first { $0.name == name } }
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return (String(last.dropLast(Self.ending.count)), name)
  }

  /// The values of the files that can be used, and what is wrong with the others.
  private func read<Value>(
    _ files: [File], _ read: (String, String) throws(Failure) -> Value
  ) -> (values: [Value], failures: [(file: File, failure: Failure)]) {
    var values: [Value] = []
    var failures: [(file: File, failure: Failure)] = []
    for file in files {
      do throws(Failure) {
        values.append(try read(file.path, file.name))
      } catch {
        failures.append((file, error))
      }
    }
    return (values, failures)
  }

  private func unknown(_ kind: String, _ name: String, _ names: [String]) -> Failure {
    Failure(
      what: "Cannot find the \(kind) \(name)", why: "no file has this name",
      remedy: names.isEmpty ? "check the installation" : "use \(names.joined(separator: ", "))")
  }
}
