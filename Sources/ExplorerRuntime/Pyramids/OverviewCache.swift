import Acoustics
import Explorer
import Foundation

/// Overviews of long recordings in the user's cache folder, the latest used up to a limit.
///
/// Nothing depends on it: what can't be kept or read is made again.
public struct OverviewCache: Sendable {
  /// Bytes kept unless somebody chose another limit: 1 GiB.
  public static let usualLimit = 1 << 30
  /// How the names of overviews end.
  private static let ending = ".overview"
  private static let limitName = "limit"

  /// What is kept.
  public struct Contents: Sendable, Equatable {
    /// How many overviews.
    public let count: Int
    /// Bytes that they take.
    public let bytes: Int

    /// Makes a count.
    public init(count: Int, bytes: Int) {
      self.count = count
      self.bytes = bytes
    }
  }

  /// The folder.
  public let folder: String

  /// Takes a folder, which need not be there.
  public init(folder: String) { self.folder = folder }

  /// The cache of the user; nil where there is no home.
  ///
  /// - Source: XDG Base Directory Specification 0.8.
  public init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
    if let base = environment["XDG_CACHE_HOME"], base.hasPrefix("/") {
      self.init(folder: base + "/earmark/overviews")
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      self.init(folder: home + "/.cache/earmark/overviews")
    } else {
      return nil
    }
  }

  /// Bytes that may be kept.
  public var limit: Int {
    guard let bytes = FileManager.default.contents(atPath: path(Self.limitName)),
      let limit = Int(
        String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)),
      limit >= 0
    else { return Self.usualLimit }
    return limit
  }

  /// Chooses how many bytes may be kept and removes what is beyond.
  ///
  /// - Throws: Why the limit can't be written down.
  public func setLimit(_ bytes: Int) throws(Failure) {
    if let code = makeFolder() ?? write(Array("\(bytes)\n".utf8), as: Self.limitName) {
      throw failure("Cannot set the limit of \(folder)", code)
    }
    trim(to: bytes)
  }

  /// What is kept now.
  public func contents() -> Contents {
    let files = files()
    return Contents(count: files.count, bytes: files.reduce(0) { $0 + $1.bytes })
  }

  /// Removes every overview.
  ///
  /// - Throws: Why one can't be removed.
  public func clear() throws(Failure) {
    for file in files() where unlink(path(file.name)) != 0 && errno != ENOENT {
      throw failure("Cannot clear \(folder)", errno)
    }
  }

  /// Reads an overview and marks it as used now; nil if it is not there or damaged.
  func load(
    _ name: String, binAxis: BinAxis, pooling: LevelPooling
  ) -> (pyramid: FeaturePyramid, peaks: PeakColumns)? {
    let descriptor = open(path(name), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { return nil }
    let overview = OverviewFile.overview(
      size: Int(facts.st_size), binAxis: binAxis, pooling: pooling
    ) { Self.bytes($0, of: descriptor) }
    guard let overview else {
      unlink(path(name))
      return nil
    }
    utimes(path(name), nil)
    return overview
  }

  /// The next bytes of a file; nil if there are not that many.
  private static func bytes(_ wanted: Int, of descriptor: Int32) -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
      while count < buffer.count {
        let rest = UnsafeMutableBufferPointer(rebasing: buffer[count...])
        let step = read(descriptor, rest.baseAddress, rest.count)
        if step > 0 {
          count += step
        } else if step == 0 || errno != EINTR {
          return
        }
      }
    }
    return bytes.count == wanted ? bytes : nil
  }

  /// Keeps an overview if it fits; where the disk is full nothing is kept, and nothing is lost.
  ///
  /// - Returns: Whether it is kept.
  @discardableResult
  func store(_ pyramid: FeaturePyramid, _ peaks: PeakColumns, as name: String) -> Bool {
    let bytes = OverviewFile.bytes(pyramid, peaks)
    let limit = limit
    guard bytes.count <= limit, makeFolder() == nil else { return false }
    trim(to: limit - bytes.count)
    return write(bytes, as: name) == nil
  }

  private struct File {
    let name: String
    let bytes: Int
    let used: FileTime
  }

  private func files() -> [File] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      // A folder that is not there holds nothing.
      return []
    }
    return names.compactMap { name in
      guard name.hasSuffix(Self.ending), let facts = FilePath.facts(Array(path(name).utf8)) else {
        return nil
      }
      return File(name: name, bytes: Int(facts.st_size), used: FileTime(facts))
    }
  }

  /// Removes what was used least recently until so many bytes are left.
  private func trim(to limit: Int) {
    var files = files().sorted { $0.used > $1.used }
    var bytes = files.reduce(0) { $0 + $1.bytes }
    while bytes > limit, let oldest = files.popLast() {
      unlink(path(oldest.name))
      bytes -= oldest.bytes
    }
  }

  private func path(_ name: String) -> String { folder + "/" + name }

  private func makeFolder() -> Int32? {
    var path = ""
    for part in folder.split(separator: "/") {
      path += "/" + part
      if mkdir(path, 0o700) != 0, errno != EEXIST { return errno }
    }
    return nil
  }

  /// Writes a file that takes its name once it is whole; the result is the error number.
  private func write(_ bytes: [UInt8], as name: String) -> Int32? {
    let draft = path(".draft-" + String(UInt64.random(in: 0...(.max)), radix: 16))
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return errno }
    var code = FileOutput.write(bytes, to: descriptor)
    if close(descriptor) != 0 { code = code ?? errno }
    if code == nil, rename(draft, path(name)) != 0 { code = errno }
    if code != nil { unlink(draft) }
    return code
  }

  private func failure(_ what: String, _ code: Int32) -> Failure {
    Failure(
      what: what, why: FilePath.reason(code),
      remedy: "check the folder, or name another in XDG_CACHE_HOME")
  }
}
