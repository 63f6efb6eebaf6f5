#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The names of files that are not whole yet: `.earmark-0123456789abcdef-7.part`.
///
/// Beside them lies an empty file without the second number. Who writes them holds its lock, so
/// without a lock they were left by a process that is gone.
public enum TemporaryName {
  private static let start = Array(".earmark-".utf8)
  private static let end = Array(".part".utf8)
  private static let digitCount = 16
  private static let dash = UInt8(ascii: "-")

  /// Sixteen digits that nobody else has.
  static func random() -> [UInt8] {
    let digits = Array(String(UInt64.random(in: 0 ... .max), radix: 16).utf8)
    return [UInt8](repeating: UInt8(ascii: "0"), count: digitCount - digits.count) + digits
  }

  /// The name of the empty file.
  static func owner(_ digits: some Sequence<UInt8>) -> [UInt8] { start + digits + end }

  /// The name of one of the files beside it.
  static func file(_ digits: [UInt8], _ number: Int) -> [UInt8] {
    start + digits + [dash] + Array(String(number).utf8) + end
  }

  /// Whether a name is of that kind.
  public static func isOne(_ name: [UInt8]) -> Bool { digits(name) != nil }

  /// Removes what processes that were killed have left in a folder; not what is written now.
  ///
  /// - Parameter folder: The path as the file system's bytes; it may be missing.
  /// - Returns: How many files it removed.
  @discardableResult
  public static func removeLeftovers(in folder: [UInt8]) -> Int {
    guard let list = opendir(terminated(folder)) else { return 0 }
    defer { closedir(list) }
    var names: [[UInt8]: [[UInt8]]] = [:]
    while let entry = readdir(list) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if let digits = digits(name) { names[digits, default: []].append(name) }
    }
    var count = 0
    for (digits, group) in names where !isOwned(digits, dirfd(list)) {
      // The empty file goes last, as it tells of the others.
      for name in group.sorted(by: { $0.count > $1.count }) {
        count += unlinkat(dirfd(list), terminated(name), 0) == 0 ? 1 : 0
      }
    }
    return count
  }

  private static func isOwned(_ digits: [UInt8], _ folder: CInt) -> Bool {
    let file = retrying {
      openat(folder, terminated(owner(digits)), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    }
    guard file >= 0 else { return errno != ENOENT }
    defer { close(file) }
    return flock(file, LOCK_EX | LOCK_NB) != 0
  }

  /// The sixteen digits in a name of that kind, nil in others.
  private static func digits(_ name: [UInt8]) -> [UInt8]? {
    guard name.starts(with: start), name.suffix(end.count).elementsEqual(end),
      name.count >= start.count + digitCount + end.count
    else { return nil }
    let middle = name[start.count..<name.count - end.count]
    let digits = middle.prefix(digitCount)
    guard digits.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
      return nil
    }
    let rest = middle.dropFirst(digitCount)
    let isNumbered = rest.first == dash && rest.dropFirst().allSatisfy { (48...57).contains($0) }
    return rest.isEmpty || isNumbered ? Array(digits) : nil
  }
}
