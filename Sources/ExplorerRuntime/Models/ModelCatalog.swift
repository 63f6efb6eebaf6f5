import Explorer
import Foundation
import Labeling
import Recognition
import SoundFiles

/// The models that have names: every file of some folders.
///
/// A name in an earlier folder hides the same name in later ones.
public struct ModelCatalog: Sendable {
  /// The folders, those that are not there among them.
  public let folders: [String]

  /// How names of model files end.
  public static let ending = ".earmark"
  /// Larger files are no models.
  private static let byteLimit = 1 << 30
  /// Where shipped models lie in the source tree.
  private static let source = "Sources/Recognition/Models"

  /// Makes a catalog of folders.
  public init(folders: [String]) { self.folders = folders }

  /// Makes the catalog of a user: their own folder, the installed one, that of the source tree.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    folders = ProgramFolders.all(
      "models", inSource: ModelCatalog.source, environment: environment,
      executable: ProgramFolders.executable())
  }

  /// A model with a name.
  public struct Entry: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// The absolute path of its file.
    public let path: String
  }

  /// The models by name.
  public func entries() -> [Entry] {
    NamedFiles.all(in: folders, ending: Self.ending).map { Entry(name: $0.name, path: $0.path) }
  }

  /// The path of a model that the user named: a file, or the name of a model.
  ///
  /// - Throws: Which models there are.
  public func path(of argument: [UInt8]) throws(Failure) -> [UInt8] {
    let isPath = argument.contains(UInt8(ascii: "/"))
    let path = FilePath.absolute(argument)
    if let facts = FilePath.facts(path), isPath || facts.st_mode & S_IFMT == S_IFREG { return path }
    let name = FilePath.text(argument)
    let known = isPath ? [] : entries()
    if let entry = known.first(where: { $0.name == name || $0.name + Self.ending == name }) {
      return Array(entry.path.utf8)
    }
    let names = known.map(\.name).joined(separator: ", ")
    throw Failure(
      what: "Cannot find the model \(name)",
      why: isPath || names.isEmpty
        ? "no file is there" : "no file and no model has this name",
      remedy: names.isEmpty ? "name a model file, or train one" : "name a file, or one of \(names)")
  }

  /// Reads a model that the user named: a file, or the name of a model.
  ///
  /// - Throws: Why it can't be read.
  public func model(_ argument: [UInt8]) throws(Failure) -> ModelFile {
    try ModelCatalog.read(try path(of: argument))
  }

  /// Reads a model at an absolute path.
  ///
  /// - Throws: Why it can't be read.
  public static func read(_ path: [UInt8]) throws(Failure) -> ModelFile {
    let name = FilePath.text(path)
    let what = "Cannot read the model \(name)"
    let bytes = try RegularFile.bytes(
      path, what: what, limit: byteLimit, remedy: "use a model that earmark wrote"
    ) { descriptor, size throws(Failure) in
      try checkHeader(descriptor, size, what)
    }
    do {
      return try ModelFile(bytes)
    } catch {
      throw Failure(error, model: name)
    }
  }

  /// Writes a model whole, in place of one of its name.
  ///
  /// - Throws: Why it can't be written; then the file of its name is as it was.
  public static func write(_ model: ModelFile, to path: [UInt8]) throws(Failure) {
    do {
      try WholeFile.replace(path, with: model.bytes)
    } catch {
      throw Failure(error)
    }
  }

  /// Refuses what is no model before room is made for it.
  private static func checkHeader(
    _ descriptor: Int32, _ size: Int, _ what: String
  ) throws(Failure) {
    var prefix = [UInt8](repeating: 0, count: 8)
    let count = max(0, pread(descriptor, &prefix, prefix.count, 0))
    do {
      _ = try SafeTensors.headerLength(prefix.prefix(count), fileBytes: size)
    } catch {
      throw Failure(what: what, why: error.sentence.why, remedy: error.sentence.remedy)
    }
  }
}
