import Foundation

/// Where files lie that belong to the program: themes, models.
enum ProgramFolders {
  /// The folders of a kind in the order in which names are looked for.
  ///
  /// - Parameters:
  ///   - kind: The last part of the folders of the user and of the installation.
  ///   - source: Where they lie in the source tree.
  static func all(
    _ kind: String, inSource source: String, environment: [String: String], executable: String
  ) -> [String] {
    var folders = configuration(environment).map { ["\($0)/\(kind)"] } ?? []
    let place = above(executable)
    folders.append("\(above(place))/share/earmark/\(kind)")
    var folder = place
    while folder != "/", !folder.isEmpty {
      if isSourceTree(folder) {
        folders.append("\(folder)/\(source)")
        break
      }
      folder = above(folder)
    }
    return folders
  }

  /// The folder of what the user sets up; nil if there is none.
  ///
  /// - Source: XDG Base Directory Specification 0.8.
  static func configuration(_ environment: [String: String]) -> String? {
    own("XDG_CONFIG_HOME", else: ".config", environment)
  }

  /// The folder of what the program remembers between two runs; nil if there is none.
  ///
  /// - Source: XDG Base Directory Specification 0.8.
  static func state(_ environment: [String: String]) -> String? {
    own("XDG_STATE_HOME", else: ".local/state", environment)
  }

  private static func own(
    _ variable: String, else place: String, _ environment: [String: String]
  ) -> String? {
    if let folder = environment[variable], folder.hasPrefix("/") { return folder + "/earmark" }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return "\(home)/\(place)/earmark"
  }

  /// The absolute path of the program that runs, without links.
  static func executable() -> String {
    #if canImport(Darwin)
      let path = Bundle.main.executablePath ?? ""
    #else
      let path = "/proc/self/exe"
    #endif
    return FilePath.text(FilePath.resolved(Array(path.utf8)) ?? [UInt8(ascii: "/")])
  }

  private static func isSourceTree(_ folder: String) -> Bool {
    FilePath.facts(Array("\(folder)/Package.swift".utf8)) != nil
      && FilePath.isFolder(Array("\(folder)/themes".utf8))
  }

  private static func above(_ path: String) -> String {
    FilePath.text(FilePath.parent(Array(path.utf8)))
  }
}
