import CellCanvas
import EarmarkTestSupport
import Foundation
import Testing

@Suite(.serialized) struct HostileInputTests {
  private func files(below folder: String) -> [String] {
    let walk = FileManager.default.enumerator(atPath: folder)
    return (walk?.compactMap { $0 as? String } ?? []).map { folder + "/" + $0 }.filter {
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: $0, isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }

  /// Nothing but line feeds and printable text, and no escape.
  private func isClean(_ text: String) -> Bool {
    !text.unicodeScalars.contains {
      ($0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t")
        || (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value)
    }
  }

  @Test(arguments: ["malformed", "formats"])
  func everyFileThroughTheCommands(folder: String) throws {
    guard let path = Program.shared(folder) else { return }
    let place = try TestFolder()
    for file in files(below: path) {
      for arguments in [
        ["render", file, "--size", "60x16", "--color", "mono"], ["info", file],
        ["info", file, "--json"],
      ] {
        let result = try Program.run(arguments, home: place.home)
        #expect(
          [0, 1, 3].contains(result.status), "\(arguments): \(result.status) \(result.error)")
        #expect(isClean(result.output), "\(arguments)")
        #expect(isClean(result.error), "\(arguments): \(result.error)")
        if result.status != 0, arguments.contains("--json") {
          #expect(result.output.contains("\"error\":{\"what\":"), "\(arguments): \(result.output)")
        } else if result.status != 0 {
          let lines = result.error.split(separator: "\n")
          #expect(
            lines.count == 1 && lines[0].hasPrefix("earmark: "), "\(arguments): \(result.error)")
          #expect(lines.first?.contains(": ") == true && lines.first?.contains("; ") == true)
        }
      }
    }
  }

  @Test(arguments: ["malformed", "formats"])
  func everyFileByBrowsing(folder: String) throws {
    guard let path = Program.shared(folder) else { return }
    let place = try TestFolder()
    let session = try ExplorerSession(
      [path, "--library", place.home + "/library.sqlite"], home: place.home)
    session.wait(for: "✓ saved")
    session.wait("the scan is over") { !$0.text.contains("reading ") }
    let count = Int(session.statusRow.split(separator: "/").last?.prefix { $0.isNumber } ?? "") ?? 0
    #expect(count > 5)
    for place in 0..<count {
      session.wait("clip \(place + 1)") {
        $0.line(22).contains(" \(place + 1)/\(count)")
      }
      session.type(place % 3 == 0 ? "s" : "s")
      session.type("j")
    }
    #expect(session.terminal.model.unknown == [])
    session.quit()
  }

  @Test func namesAreNeverSentAsTheyAre() throws {
    let folder = try TestFolder()
    let evil: [[UInt8]] = [
      Array("\u{1b}]0;pwned\u{07}.wav".utf8), Array("\u{1b}[31mred.wav".utf8),
      Array("new\nline.wav".utf8), Array("tab\tbed.wav".utf8), Array("\u{202e}vaw.exe.wav".utf8),
      Array("c1\u{9b}31m.wav".utf8), [0xff, 0xfe] + Array("broken.wav".utf8),
      Array("bell\u{07}.wav".utf8), Array("zero\u{200b}width.wav".utf8),
    ]
    for name in evil {
      try SoundBytesFile.write(SoundBytes.wav(hertz: 500), folder: folder.sounds, name: name)
    }
    let session = try ExplorerSession([folder.sounds], home: folder.home)
    session.wait(for: "0 of \(evil.count) labelled")
    for place in 0..<evil.count {
      session.wait(for: "\(place + 1)/\(evil.count)")
      session.type("Ij")
      session.type("j")
    }
    session.type("G")
    session.wait(for: "\(evil.count)/\(evil.count)")
    let bytes = session.terminal.model.bytes
    for text in ["\u{1b}]0;", "\u{1b}[31mred", "\u{7}", "\u{202e}", "\u{9b}", "\u{200b}"] {
      #expect(!contains(bytes, Array(text.utf8)), "\(text.debugDescription) was sent")
    }
    #expect(session.terminal.model.text.contains("\\x1b[31mred"))
    session.quit()

    for arguments in [
      ["labels", "list", folder.sounds], ["scan", folder.sounds], ["info", folder.sounds],
      ["info", folder.sounds, "--json"], ["history", folder.sounds],
    ] {
      let result = try Program.run(arguments, home: folder.home)
      #expect(result.status == 0, "\(arguments) \(result.error)")
      #expect(isClean(result.output), "\(arguments) \(result.output.debugDescription)")
    }
  }

  private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
    guard bytes.count >= part.count else { return false }
    return (0...(bytes.count - part.count)).contains { start in
      bytes[start] == part[0] && Array(bytes[start..<(start + part.count)]) == part
    }
  }

  @Test func noTerminalGivesTheFirstScreenAsText() throws {
    let folder = try TestFolder()
    try folder.addClips(3, in: "yes") { "clip_\($0).wav" }
    let result = try Program.run([folder.sounds], home: folder.home)
    #expect(result.status == 0)
    #expect(result.output.contains("clip_1") && result.output.contains("Next: "))
    #expect(!FileManager.default.fileExists(atPath: folder.sounds + "/.earmark"))
  }

  @Test(arguments: [["TERM": ""], ["TERM": "dumb"], ["TERM": "no-such-terminal"]])
  func aTerminalThatCannotBeUsed(changes: [String: String]) throws {
    let folder = try TestFolder()
    try folder.addClips(2) { "clip_\($0).wav" }
    let session = try ExplorerSession(
      [folder.sounds], home: folder.home, environment: changes.mapValues { $0 })
    session.wait(for: "earmark: ")
    #expect(session.terminal.finish(timeout: 10) == 1)
    #expect(session.terminal.model.text.contains("TERM"))
  }

  @Test func aCorruptAndANewerLibraryAreNamed() throws {
    let folder = try TestFolder()
    try folder.addClips(2) { "clip_\($0).wav" }
    try FileManager.default.createDirectory(
      atPath: folder.sounds + "/.earmark", withIntermediateDirectories: true)
    let library = folder.sounds + "/.earmark/library.sqlite"
    try folder.write(Array(String(repeating: "this is no library. ", count: 400).utf8), to: library)
    let before = try Data(contentsOf: URL(filePath: library))
    let result = try Program.run(["labels", "list", folder.sounds], home: folder.home)
    #expect(result.status == 1 && result.error.hasPrefix("earmark: "))
    let session = try ExplorerSession([folder.sounds], home: folder.home)
    session.wait(for: "read-only")
    session.type("ebell\r")
    session.wait(for: "clip_0")
    session.type("q")
    #expect(session.terminal.finish(timeout: 10) == 0)
    #expect(try Data(contentsOf: URL(filePath: library)) == before)
  }

  @Test func aFullDiskKeepsLabelsInMemory() throws {
    let folder = try TestFolder()
    try folder.addClips(12) { "clip_\($0).wav" }
    #expect(try Program.run(["scan", folder.sounds], home: folder.home).status == 0)
    let session = try ExplorerSession(
      [folder.sounds], home: folder.home,
      launcher: ["/bin/bash", "-c", "ulimit -S -f 100; exec \"$@\"", "bash"])
    session.wait(for: "0 of 12")
    session.type("ebell\r")
    session.wait(for: "1 of 12")
    session.type("11111111111")
    session.wait(for: "12 of 12")
    session.wait(for: "unsaved")
    session.type("q")
    session.wait(for: "not saved.")
    session.type("d")
    _ = session.terminal.finish(timeout: 10)
    session.expectRestored()
  }

  @Test func aReadOnlyFolderSendsLabelsHome() throws {
    let folder = try TestFolder()
    try folder.addClips(2) { "clip_\($0).wav" }
    let isRoot = getuid() == 0
    chmod(folder.sounds, 0o555)
    chmod(folder.path, 0o755)
    chmod(folder.home, 0o777)
    try folder.write([1, 2, 3], to: folder.home + "/secret.wav")
    defer { chmod(folder.sounds, 0o755) }
    let user =
      isRoot ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"] : []
    let session = try ExplorerSession([folder.sounds], home: folder.home, launcher: user)
    session.wait(for: "data folder")
    session.type("ebell\r")
    session.wait(for: "1 of 2")
    session.wait(for: "✓ saved")
    session.quit()
    #expect(!FileManager.default.fileExists(atPath: folder.sounds + "/.earmark"))
    let list = try Program.run(
      ["labels", "list", folder.sounds, "--json"], home: folder.home, launcher: user)
    #expect(list.output.contains("bell"))
    chmod(folder.sounds + "/clip_1.wav", 0o000)
    let info = try Program.run(
      ["info", folder.sounds + "/clip_1.wav"], home: folder.home, launcher: user)
    #expect(info.status != 0 && info.error.contains("clip_1.wav"))
  }
}

/// Files whose names are bytes.
enum SoundBytesFile {
  static func write(_ bytes: [UInt8], folder: String, name: [UInt8]) throws {
    let path = Array(folder.utf8) + [UInt8(ascii: "/")] + name + [0]
    let descriptor = path.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { text in
        text.baseAddress.map { open($0, O_CREAT | O_WRONLY | O_TRUNC, 0o644) } ?? -1
      }
    }
    guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
    defer { close(descriptor) }
    _ = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
  }
}
