import Explorer
import Foundation

/// The rules of where a library lies.
struct LibraryPlace {
  let file: String
  let kind: LibraryLocation.Kind
  let root: [UInt8]
  let base: [UInt8]
  /// Whether the root is a folder of recordings, not just where the user put the file.
  let isOfFolder: Bool

  private static let folderName = Array(".earmark".utf8)
  private static let fileName = Array("library.sqlite".utf8)

  /// The file that the user named.
  ///
  /// Its root depends on the file alone, whatever folder is asked for: a label never comes to
  /// belong to a recording of the same name in another folder.
  init(named path: [UInt8], for folder: [UInt8]) throws(Failure) {
    guard let file = String(validating: path, as: UTF8.self) else {
      throw Failure(
        what: "Cannot use the library \(FilePath.text(path))", why: "its path is not UTF-8",
        remedy: "name another with --library")
    }
    let holder = FilePath.parent(path)
    let isInside = FilePath.name(holder) == Self.folderName
    self.file = file
    kind = .explicit
    isOfFolder = isInside
    root = isInside ? FilePath.parent(holder) : holder
    base = isInside || Self.contains(root, folder) ? root : folder
  }

  /// The library of a folder.
  init(for folder: [UInt8], environment: [String: String]) throws(Failure) {
    let data = Self.dataFolder(environment)
    for ancestor in Self.upwards(from: folder) {
      let own = FilePath.join(ancestor, Self.folderName)
      if FilePath.isFolder(own), FilePath.isText(own) {
        self.init(own + [UInt8(ascii: "/")] + Self.fileName, .folder, ancestor)
        return
      }
      if let data {
        let kept = Self.dataFile(of: ancestor, in: data)
        if FilePath.facts(kept) != nil {
          self.init(kept, .userData, ancestor)
          return
        }
      }
    }
    if FilePath.isWritable(folder), FilePath.isText(folder) {
      let own = FilePath.join(folder, Self.folderName)
      self.init(own + [UInt8(ascii: "/")] + Self.fileName, .folder, folder)
    } else if let data {
      self.init(Self.dataFile(of: folder, in: data), .userData, folder)
    } else {
      throw Failure(
        what: "Cannot keep labels for \(FilePath.text(folder))",
        why: "the folder is read-only and HOME is not set", remedy: "name a file with --library")
    }
  }

  private init(_ file: [UInt8], _ kind: LibraryLocation.Kind, _ root: [UInt8]) {
    self.file = FilePath.text(file)
    self.kind = kind
    self.root = root
    base = root
    isOfFolder = true
  }

  /// Whether a path is a folder or lies below it.
  static func contains(_ folder: [UInt8], _ path: [UInt8]) -> Bool {
    let slash = UInt8(ascii: "/")
    return folder == path || path.starts(with: folder.last == slash ? folder : folder + [slash])
  }

  private static func upwards(from folder: [UInt8]) -> [[UInt8]] {
    var folders = [folder]
    while let last = folders.last, last.count > 1 { folders.append(FilePath.parent(last)) }
    return folders
  }

  /// The folder for the program's data, nil if the user has no home.
  ///
  /// - Source: XDG Base Directory Specification 0.8: a relative path is invalid and passed over.
  private static func dataFolder(_ environment: [String: String]) -> [UInt8]? {
    if let folder = environment["XDG_DATA_HOME"], folder.hasPrefix("/") {
      return FilePath.absolute(Array("\(folder)/earmark".utf8))
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return FilePath.absolute(Array("\(home)/.local/share/earmark".utf8))
  }

  /// The file for a folder: its name for people, and a number that tells folders of one name apart.
  private static func dataFile(of folder: [UInt8], in data: [UInt8]) -> [UInt8] {
    let real = FilePath.resolved(folder) ?? folder
    let name = FilePath.text(FilePath.name(real)).unicodeScalars.map { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        ? Character(scalar) : "-"
    }
    let short = String(name.prefix(40))
    return FilePath.join(data, Array("\(short)-\(fingerprint(real)).sqlite".utf8))
  }

  /// Eight hexadecimal digits that a path always has.
  ///
  /// - Source: FNV-1a of 64 bits, the halves folded together.
  private static func fingerprint(_ path: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in path { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(UInt32(truncatingIfNeeded: hash ^ hash >> 32), radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
