import FeatureFiles
import Foundation
import Labeling
import Testing

struct FeatureFileWriterTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("the file appears at the end, nothing else is left", arguments: FeatureFileFormat.allCases)
  func appears(format: FeatureFileFormat) throws {
    let name = "a.\(format)"
    try folder.write("old", name)
    let writer = try FeatureFileWriter(folder.file(name), format, .mel(2))
    try writer.add([1, 2, 3, 4])
    #expect(writer.frameCount == 2)
    #expect(try folder.text(name) == "old")
    try writer.finish()
    #expect(try folder.names == [name])
    #expect(try folder.bytes(name) != Array("old".utf8))
    writer.discard()
    #expect(try folder.names == [name], "a finished file stays")
  }

  @Test("given up, nothing is left and what was there stays", arguments: FeatureFileFormat.allCases)
  func discarded(format: FeatureFileFormat) throws {
    let name = "a.\(format)"
    for isDropped in [false, true] {
      try folder.write("old", name)
      do {
        let writer = try FeatureFileWriter(folder.file(name), format, .mel(2))
        try writer.add([Float](repeating: 1, count: 100_000))
        if !isDropped { writer.discard() }
      }
      #expect(try folder.names == [name])
      #expect(try folder.text(name) == "old")
    }
  }

  @Test("frames one by one or many at once give the same", arguments: FeatureFileFormat.allCases)
  func pieces(format: FeatureFileFormat) throws {
    let values = (0..<3000).map { Float($0) * 0.01 }
    let whole = try FeatureFileWriter(folder.file("a.\(format)"), format, .mel(10))
    try whole.add(values)
    try whole.finish()
    try folder.write(values, .mel(10), "b.\(format)")
    #expect(try folder.bytes("a.\(format)") == folder.bytes("b.\(format)"))
  }

  @Test("frames go to the disk, not into memory", arguments: FeatureFileFormat.allCases)
  func streams(format: FeatureFileFormat) throws {
    let writer = try FeatureFileWriter(
      folder.file("a.\(format)"), format, .coefficients(80).quantized(0, 1))
    let frames = [Float](repeating: 0.5, count: 8000)
    var added = 0
    for round in 1...40 {
      try writer.add(frames)
      added += frames.count
      guard round.isMultiple(of: 20) else { continue }
      #expect(try bytesOnDisk() >= added - 70_000)
    }
    writer.discard()
    #expect(try bytesOnDisk() == 0)
  }

  @Test("what can't be written is refused in a sentence, and nothing is left")
  func refusals() throws {
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/folder.npy", withIntermediateDirectories: false)
    try folder.write("", "file")
    let long = String(repeating: "n", count: 300)
    let before = try folder.names
    for format in FeatureFileFormat.allCases {
      #expect(refusal("none/a", format) == .noFolder(path: "\(folder.path)/none/a"))
      #expect(refusal("file/a", format) == .noFolder(path: "\(folder.path)/file/a"))
      #expect(refusal("none/", format) == .noFolder(path: "\(folder.path)/none/"))
      #expect(refusal("folder.npy", format) == .notRegular(path: "\(folder.path)/folder.npy"))
      #expect(refusal("folder.npy/", format) == .notRegular(path: "\(folder.path)/folder.npy/"))
      #expect(refusal(long, format)?.sentence.why == "its name is too long for the system")
      #expect(refusal("a\0b", format)?.sentence.why == "no file can have this name")
    }
    #expect(throws: FeatureFileError.notRegular(path: "/dev/null")) {
      try FeatureFileWriter(Array("/dev/null".utf8), .npy, .mel(1))
    }
    #expect(throws: FeatureFileError.failed(path: "", reason: "no file can have this name")) {
      try FeatureFileWriter([], .npy, .mel(1))
    }
    #expect(try folder.names == before)
  }

  @Test("a folder that vanishes is an error at the end", arguments: FeatureFileFormat.allCases)
  func vanished(format: FeatureFileFormat) throws {
    let inner = folder.path + "/inner"
    try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: false)
    let path = "\(inner)/a.\(format)"
    let writer = try FeatureFileWriter(Array(path.utf8), format, .mel(1))
    try writer.add([1])
    try FileManager.default.removeItem(atPath: inner)
    #expect(throws: FeatureFileError.noFolder(path: path)) { try writer.finish() }
    #expect(try folder.names.isEmpty)
  }

  @Test("links are followed, permissions are kept")
  func links() throws {
    try folder.write("old", "real.npy")
    let files = FileManager.default
    try files.createSymbolicLink(
      atPath: "\(folder.path)/link.npy", withDestinationPath: "real.npy")
    try files.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: "\(folder.path)/real.npy")
    try folder.write([1], .mel(1), "link.npy")
    #expect(try folder.names == ["link.npy", "real.npy"])
    #expect(try files.destinationOfSymbolicLink(atPath: "\(folder.path)/link.npy") == "real.npy")
    #expect(try folder.bytes("real.npy").count == 132)
    for format in FeatureFileFormat.allCases {
      let path = "\(folder.path)/a.\(format)"
      try folder.write("", "plain")
      let plain = try permissions("plain")
      try folder.write([1], .mel(1), "a.\(format)")
      #expect(try permissions("a.\(format)") == plain)
      try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
      try folder.write([1], .mel(1), "a.\(format)")
      #expect(try permissions("a.\(format)") == 0o640)
    }
  }

  @Test("names of any bytes and of the greatest length")
  func names() throws {
    for name in [[0xff, 0x2e, 0x63], Array(repeating: 0x61, count: 255), Array("-x y\n'\"".utf8)] {
      let path = Array(folder.path.utf8) + [0x2f] + name as [UInt8]
      for format in FeatureFileFormat.allCases {
        let writer = try FeatureFileWriter(path, format, .mel(1))
        try writer.finish()
        #expect(unlink(path.map { CChar(bitPattern: $0) } + [0]) == 0)
      }
    }
    #expect(try folder.names.isEmpty)
  }

  @Test("errors are three clauses")
  func sentences() {
    let errors: [FeatureFileError] = [
      .noFolder(path: "a"), .notPermitted(path: "a"), .notRegular(path: "a"), .noSpace(path: "a"),
      .failed(path: "a", reason: "input/output error"),
    ]
    #expect(Set(errors.map(\.sentence.why)).count == errors.count)
    for (what, why, remedy) in errors.map(\.sentence) {
      #expect(what == "Cannot write a")
      for clause in [why, remedy] { #expect(!clause.isEmpty && !clause.hasSuffix(".")) }
    }
  }

  private func refusal(_ name: String, _ format: FeatureFileFormat) -> FeatureFileError? {
    do throws(FeatureFileError) {
      _ = try FeatureFileWriter(folder.file(name), format, .mel(1))
      return nil
    } catch {
      return error
    }
  }

  private func permissions(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(name)")[.posixPermissions]
      as? Int
  }

  /// The bytes of all files of the folder that this process has open, without a name too.
  private func bytesOnDisk() throws -> Int {
    let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
    return descriptors.compactMap(CInt.init).reduce(0) { sum, descriptor in
      var (link, status) = ([CChar](repeating: 0, count: 4096), stat())
      let length = readlink("/proc/self/fd/\(descriptor)", &link, link.count)
      guard length > 0, fstat(descriptor, &status) == 0 else { return sum }
      let target = String(decoding: link[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      return target.hasPrefix(folder.path + "/") ? sum + Int(status.st_size) : sum
    }
  }
}
