import Foundation

/// Paths as the file system's bytes: they need not be UTF-8.
package enum FilePath {
  private static let slash = UInt8(ascii: "/")

  /// An absolute path without `.`, doubled slashes and a slash at the end.
  ///
  /// A path with `..` is looked up, because a link may lie before the dots; where that fails, the
  /// dots take back the part before them.
  package static func absolute(_ path: [UInt8]) -> [UInt8] {
    let whole = path.first == slash ? path : join(currentFolder(), path)
    let parts = whole.split(separator: slash).filter { $0 != [UInt8(ascii: ".")] }
    let dots: ArraySlice<UInt8> = [UInt8(ascii: "."), UInt8(ascii: ".")]
    guard parts.contains(dots) else { return [slash] + parts.joined(separator: [slash]) }
    if let real = resolved(whole) { return real }
    var kept: [ArraySlice<UInt8>] = []
    for part in parts {
      if part == dots { _ = kept.popLast() } else { kept.append(part) }
    }
    return [slash] + kept.joined(separator: [slash])
  }

  /// The path without links, nil if nothing is there.
  package static func resolved(_ path: [UInt8]) -> [UInt8]? {
    guard let real = realpath(terminated(path), nil) else { return nil }
    defer { free(real) }
    return Array(UnsafeBufferPointer(start: real, count: strlen(real)).map(UInt8.init(bitPattern:)))
  }

  /// A path below a folder; an absolute one stays.
  package static func join(_ folder: [UInt8], _ path: [UInt8]) -> [UInt8] {
    if path.first == slash { return path }
    return (folder.last == slash ? folder : folder + [slash]) + path
  }

  /// The folder that holds an absolute path, `/` for the root.
  package static func parent(_ path: [UInt8]) -> [UInt8] {
    guard let last = path.lastIndex(of: slash), last > 0 else { return [slash] }
    return Array(path[..<last])
  }

  /// The part after the last slash.
  package static func name(_ path: [UInt8]) -> [UInt8] {
    guard let last = path.lastIndex(of: slash) else { return path }
    return Array(path[(last + 1)...])
  }

  /// The part after the last dot of the name in lower case, nil without one.
  package static func fileExtension(_ name: [UInt8]) -> String? {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return nil }
    return String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased()
  }

  /// The path as text; bytes that are not UTF-8 are U+FFFD.
  package static func text(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }

  /// Whether the bytes are UTF-8.
  package static func isText(_ path: [UInt8]) -> Bool {
    String(validating: path, as: UTF8.self) != nil
  }

  /// The path with a zero at its end, as system calls take it.
  package static func terminated(_ path: [UInt8]) -> [CChar] {
    path.map(CChar.init(bitPattern:)) + [0]
  }

  /// What the system says of the path, links followed; nil if nothing is there.
  package static func facts(_ path: [UInt8]) -> stat? {
    var facts = stat()
    guard !path.contains(0), stat(terminated(path), &facts) == 0 else { return nil }
    return facts
  }

  /// Whether a folder is there.
  package static func isFolder(_ path: [UInt8]) -> Bool {
    facts(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
  }

  /// Whether new files can be made in a folder.
  package static func isWritable(_ folder: [UInt8]) -> Bool {
    access(terminated(folder), W_OK | X_OK) == 0
  }

  /// The folder that relative paths begin at.
  package static func currentFolder() -> [UInt8] {
    guard let folder = getcwd(nil, 0) else { return [slash] }
    defer { free(folder) }
    return UnsafeBufferPointer(start: folder, count: strlen(folder)).map(UInt8.init(bitPattern:))
  }

  /// What the system says about an error number, in lower case.
  package static func reason(_ code: Int32) -> String {
    String(cString: strerror(code)).lowercased()
  }
}
