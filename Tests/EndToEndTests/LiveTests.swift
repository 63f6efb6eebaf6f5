import CellCanvas
import EarmarkTestSupport
import Foundation
import Testing

/// `earmark live` in a pseudo-terminal, with sound from a pipe and from a program.
@Suite(.serialized) struct LiveTests {
  private func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// Samples of a rising tone, 16 bits at 8 kHz.
  private func samples(_ count: Int) -> [UInt8] {
    Array(SoundBytes.wav(hertz: 300, samples: count).dropFirst(44))
  }

  private func session(
    _ folder: TestFolder, _ pipe: String, _ arguments: [String],
    size: CellSize = CellSize(columns: 80, rows: 24)
  ) throws -> ExplorerSession {
    try ExplorerSession(
      ["live", folder.sounds] + arguments, home: folder.home, size: size,
      launcher: ["/bin/bash", "-c", "exec \"$0\" \"$@\" < <(\(pipe))"])
  }

  private func keptFiles(_ folder: TestFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.sounds)
      .filter { $0.hasSuffix(".flac") || $0.hasSuffix(".wav") }.sorted()
  }

  /// Raw samples on standard input: keys come from the terminal, and a clip is kept and labelled.
  @Test func rawSamplesOnStandardInput() throws {
    let folder = try TestFolder()
    let raw = folder.path + "/sound.raw"
    try folder.write(samples(24_000), to: raw)
    let session = try session(
      folder, "(cat '\(raw)'; sleep 6)",
      ["--stdin", "--format", "s16le", "--rate", "8000", "--keep-seconds", "2"])
    session.wait(for: "8 kHz mono")
    session.wait(for: "no sound for")
    session.type("ebell\r")
    session.wait(for: "1 kept")
    session.wait(for: "↶ 1")
    session.wait(for: "✓ saved")
    session.type(" ")
    session.wait(for: "FROZEN")
    session.quit()
    let files = try keptFiles(folder)
    #expect(files.count == 1 && files.first?.hasSuffix(".flac") == true)
    let list = try Program.run(["labels", "list", folder.sounds, "--json"], home: folder.home)
    #expect(list.output.contains("\"bell\"") && list.output.contains("\"person\""))
    let facts = try Program.run(
      ["info", folder.sounds + "/" + (files.first ?? ""), "--json"], home: folder.home)
    #expect(facts.output.contains("\"samples\":16000"))
  }

  /// A WAV file whose header does not know its length, and a recording from the first sample on.
  @Test func aWaveOfUnknownLength() throws {
    let folder = try TestFolder()
    let wave = folder.path + "/sound.wav"
    var bytes = Array(SoundBytes.wav(hertz: 300, samples: 20_000))
    bytes.replaceSubrange(4..<8, with: little(0xFFFF_FFFF, 4))
    bytes.replaceSubrange(40..<44, with: little(0xFFFF_FFFF, 4))
    try folder.write(bytes, to: wave)
    let session = try session(
      folder, "cat '\(wave)'", ["--stdin", "--record", "--record-format", "wav"],
      size: CellSize(columns: 120, rows: 40))
    session.wait(for: "Standard input has ended")
    session.wait(for: "1 recorded")
    session.quit()
    let files = try keptFiles(folder)
    #expect(files.count == 1)
    let written = try Data(
      contentsOf: URL(filePath: folder.sounds + "/" + (files.first ?? "")))
    #expect(written.range(of: Data(bytes.dropFirst(44))) != nil)
  }

  /// A program, its words split without a shell; its messages are in the log, its end a sentence.
  @Test func aProgram() throws {
    let folder = try TestFolder()
    let wave = folder.path + "/a sound.wav"
    try folder.write(SoundBytes.wav(hertz: 300, samples: 20_000), to: wave)
    let log = folder.path + "/log.txt"
    let session = try ExplorerSession(
      [
        "live", folder.sounds, "--log-file", log, "--style", "sweep", "--from",
        "sh -c 'cat \"$1\"; echo a word >&2; exit 4' x '\(wave)'",
      ], home: folder.home)
    session.wait(for: "sh has ended")
    session.wait(for: "status 4")
    session.wait(for: "sweep")
    session.quit()
    let text = try String(contentsOf: URL(filePath: log), encoding: .utf8)
    #expect(text.contains("a word"))
  }

  /// Leaving ends a program that goes on for ever.
  @Test func aProgramIsEndedWithUs() throws {
    let folder = try TestFolder()
    let mark = folder.path + "/ended"
    let session = try ExplorerSession(
      [
        "live", folder.sounds, "--format", "s16le", "--rate", "8000", "--from",
        "sh -c 'trap \"echo > \\\"$1\\\"; exit\" TERM; while :; do printf 0123456789; sleep 0.05; done' x '\(mark)'",
      ], home: folder.home)
    session.wait(for: "8 kHz mono")
    session.quit()
    for _ in 0..<200 where !FileManager.default.fileExists(atPath: mark) { usleep(10_000) }
    #expect(FileManager.default.fileExists(atPath: mark))
  }

  /// A sound that is played on a virtual card is heard, where there is one.
  @Test func aVirtualMicrophone() throws {
    let card = Program.root.deletingLastPathComponent()
      .appending(path: "shared/tools/virtual-audio").path
    guard FileManager.default.isExecutableFile(atPath: card),
      FileManager.default.isExecutableFile(atPath: "/usr/bin/paplay"),
      FileManager.default.isExecutableFile(atPath: "/usr/bin/pulseaudio")
    else {
      print("skipped: no virtual sound card here")
      return
    }
    // A machine may be too busy once.
    if try !isHeard(on: card) { #expect(try isHeard(on: card)) }
  }

  private func isHeard(on card: String) throws -> Bool {
    let folder = try TestFolder()
    let raw = folder.path + "/sound.raw"
    try folder.write(samples(8000 * 20), to: raw)
    let play = "paplay --raw --rate=8000 --channels=1 --format=s16le '\(raw)'"
    let session = try ExplorerSession(
      ["live", folder.sounds, "--keep-seconds", "2"], home: folder.home,
      launcher: [card, "run", "--", "/bin/sh", "-c", "\(play) & exec \"$0\" \"$@\""])
    let isLoud = session.terminal.pump(
      until: { $0.text.contains(" dBFS   peak") && !$0.text.contains("<−60") }, timeout: 20)
    session.type("\r")
    let isKept = session.terminal.pump(until: { $0.text.contains("1 kept") }, timeout: 10)
    session.type("q")
    session.terminal.finish(timeout: 15)
    return try isLoud && isKept && keptFiles(folder).count == 1
  }

  /// From the list and back.
  @Test func fromTheExplorerAndBack() throws {
    let folder = try TestFolder()
    try folder.addClips(3) { "clip_\($0).wav" }
    let session = try ExplorerSession(
      [folder.sounds], home: folder.home, environment: ["PULSE_SERVER": "unix:/nonexistent"])
    session.wait(for: "0 of 3 labelled")
    session.type("gv")
    session.wait(for: "LIVE")
    session.type("gb")
    session.wait(for: "BROWSE")
    session.wait(for: "1/3")
    session.quit()
  }

  @Test func wrongUses() throws {
    let folder = try TestFolder()
    let plain = try Program.run(["live", folder.sounds], home: folder.home)
    #expect(plain.status == 1)
    #expect(
      plain.error
        == "earmark: Cannot show live sound: standard output is not a terminal; "
        + "run it in one; earmark record needs none\n")
    for arguments in [
      ["--stdin", "--from", "x"], ["--format", "s16le", "--rate", "8000"],
      ["--stdin", "--format", "s16le"], ["--stdin", "--rate", "8000"],
      ["--from", "'open"], ["--style", "spin"], ["--keep-seconds", "0"],
      ["--stdin", "--format", "s16le", "--rate", "0"],
    ] {
      let result = try Program.run(["live", folder.sounds] + arguments, home: folder.home)
      #expect(result.status == 2, "\(arguments)")
      #expect(result.error.split(separator: "\n").count == 1)
    }
  }
}
