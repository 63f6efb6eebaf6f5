import CellCanvas
import Explorer
import Foundation

/// A keymap as it was read, and what could not be done as its file says.
public struct LoadedKeymap: Sendable {
  /// The keys.
  public let keymap: Keymap
  /// What is wrong with the file.
  public let problems: [FileProblem]

  /// Makes a keymap that was read.
  public init(keymap: Keymap = .standard, problems: [FileProblem] = []) {
    self.keymap = keymap
    self.problems = problems
  }
}

/// The keymaps that can be chosen: every file of some folders, and the one of the user.
///
/// The default keys are built in. Whatever is wrong with a file, a keymap comes of it.
public struct KeymapCatalog: Sendable {
  /// The folders of named keymaps, those that are not there among them.
  public let folders: [String]
  /// The keymap that holds unless another one is named; it need not be there.
  public let usersFile: String?

  private static let ending = ".toml"
  /// Bytes of a file; a longer one is no keymap.
  private static let mostBytes = 1 << 20
  /// Keymaps that stand on one another.
  private static let mostBases = 8

  /// Makes a catalog of folders.
  public init(folders: [String], usersFile: String? = nil) {
    self.folders = folders
    self.usersFile = usersFile
  }

  /// Makes the catalog of a user: their own folder, the installed one, that of the source tree.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    folders = ProgramFolders.all(
      "keymaps", inSource: "themes/keymaps", environment: environment,
      executable: ProgramFolders.executable())
    usersFile = ProgramFolders.configuration(environment).map { $0 + "/keymap.toml" }
  }

  /// The names of the keymaps.
  public func names() -> [String] {
    Set(files().map(\.name) + [Keymap.standardName]).sorted()
  }

  /// Whether some file, or the program itself, has a keymap of this name.
  public func hasKeymap(named name: String) -> Bool {
    name == Keymap.standardName || path(of: name) != nil
  }

  /// The keymap of the user's own file; the default one if there is none.
  public func usersKeymap() -> LoadedKeymap {
    guard let usersFile, FilePath.facts(Array(usersFile.utf8)) != nil else { return LoadedKeymap() }
    do throws(Failure) {
      return try read(usersFile, name: "your", bases: 0)
    } catch {
      let problem = FileProblem(
        file: "keymap.toml", line: nil, rule: error.why, instead: "the default keys hold")
      return LoadedKeymap(problems: [problem])
    }
  }

  /// The keymap of a name, or of the file at a path that ends in `.toml`.
  ///
  /// - Throws: Which keymaps there are, or why the file can't be read.
  public func keymap(named name: String) throws(Failure) -> LoadedKeymap {
    try keymap(named: name, bases: 0)
  }

  private func keymap(named name: String, bases: Int) throws(Failure) -> LoadedKeymap {
    guard let path = path(of: name) else {
      if name == Keymap.standardName { return LoadedKeymap() }
      throw Failure(
        what: "Cannot find the keymap \(name)", why: "no file has this name",
        remedy: "use \(names().joined(separator: ", "))")
    }
    return try read(path, name: name.hasSuffix(Self.ending) ? "your" : name, bases: bases)
  }

  private func read(_ path: String, name: String, bases: Int) throws(Failure) -> LoadedKeymap {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let text = KeymapText(try contents(path), file: file)
    var base = LoadedKeymap()
    var problems: [FileProblem] = []
    if let wanted = text.base {
      do throws(Failure) {
        guard bases < Self.mostBases else {
          throw Failure(what: "", why: "its keymaps stand on one another in a ring", remedy: "")
        }
        base = try keymap(named: wanted.name, bases: bases + 1)
        problems = base.problems
      } catch {
        problems = [
          FileProblem(
            file: file, line: wanted.line, rule: "the base \"\(wanted.name)\": \(error.why)",
            instead: "the default keys are the base")
        ]
      }
    }
    let reading = KeymapReading(text, over: base.keymap, name: name)
    return LoadedKeymap(keymap: reading.keymap, problems: problems + reading.problems)
  }

  private func contents(_ path: String) throws(Failure) -> String {
    let what = "Cannot use \(path)"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(what: what, why: "it can't be read", remedy: "check the path and its rights")
    }
    guard data.count <= Self.mostBytes else {
      throw Failure(what: what, why: "it is longer than a megabyte", remedy: "name a keymap file")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Failure(what: what, why: "it is not UTF-8", remedy: "save it as UTF-8")
    }
    return text.hasPrefix("\u{feff}") ? String(text.dropFirst()) : text
  }

  private func files() -> [NamedFiles.File] { NamedFiles.all(in: folders, ending: Self.ending) }

  private func path(of name: String) -> String? {
    name.hasSuffix(Self.ending) ? name : files().first { $0.name == name }?.path
  }
}
