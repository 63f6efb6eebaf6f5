import Foundation

/// Where themes lie.
enum ThemeFolders {
  /// The folders in the order in which names are looked for.
  ///
  /// - Source: XDG Base Directory Specification 0.8, for the user's folder.
  static func all(environment: [String: String], executable: String) -> [String] {
    var folders: [String] = []
    if let config = environment["XDG_CONFIG_HOME"], config.hasPrefix("/") {
      folders.append("\(config)/earmark/themes")
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      folders.append("\(home)/.config/earmark/themes")
    }
    let place = above(executable)
    folders.append("\(above(place))/share/earmark/themes")
    var folder = place
    while folder != "/", !folder.isEmpty {
      if isSourceTree(folder) {
        folders.append("\(folder)/themes")
        break
      }
      folder = above(folder)
    }
    return folders
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
