import CellCanvas
import EarmarkTestSupport
import Explorer
import Foundation
import LabelStore
import Labeling

/// A review of a hundred thousand clips: from the key of a verdict to the picture of the next clip,
/// which plays, and what an edit costs beside a bare write.
struct Reviewing {
  let program: String
  private static let keyLimit = 33.0
  private static let commitLimit = 2.0
  private static let keys = 100
  private static let commits = 200
  /// As fast as somebody judges who does not listen to the end.
  private static let pause = 0.15

  /// Reviews a folder.
  func rows(of folder: SoundFolder) throws -> [Row] {
    _ = try ChildRun(program, ["scan", folder.sounds, "--quiet"])
    return [try keyRow(folder), try commitRow(folder)]
  }

  private func keyRow(_ folder: SoundFolder) throws -> Row {
    let pipe = try SoundPipe(folder.home + "/review.pipe")
    let run = try ProgramRun(
      program,
      ["review", folder.sounds, "--queue", "random", "--audio-out", "pipe:" + pipe.path],
      home: folder.home)
    defer { run.terminal.send(signal: SIGKILL) }
    try run.wait(for: "the review", seconds: 240) { Self.shows(0, $0) }
    _ = try run.press("efirst\r") { Self.shows(1, $0) }
    var walls: [Double] = []
    var loudest = 0
    for key in 0..<Self.keys {
      walls.append(try run.press("1") { Self.shows(key + 2, $0) })
      let end = run.now.wall + Self.pause
      while run.now.wall < end {
        run.pass(0.02)
        loudest = max(loudest, pipe.level())
      }
    }
    guard loudest > 0 else {
      throw BenchFailure.noAnswer(to: "play on arrival", screen: run.terminal.model.text)
    }
    return Row(
      what: "verdict to next picture, 100,000 clips", measured: Spread(walls).median * 1000,
      unit: "ms", limit: Self.keyLimit, wall: Spread(walls))
  }

  /// Edits and bare writes of 4 KiB take turns on the same disk.
  private func commitRow(_ folder: SoundFolder) throws -> Row {
    let store = try LabelStore(
      path: folder.library, author: "bench", session: UUID().uuidString, access: .write)
    let clips = try store.library().clips.prefix(Self.commits).map(\.id)
    let bare = open(folder.sounds + "/.earmark/bare", O_CREAT | O_WRONLY | O_TRUNC, 0o600)
    guard bare >= 0 else { throw BenchFailure.system(what: "write beside", code: errno) }
    defer { close(bare) }
    let page = [UInt8](repeating: 7, count: 4096)
    let clock = ContinuousClock()
    var edits: [Double] = []
    var writes: [Double] = []
    for clip in clips {
      let start = clock.now
      _ = pwrite(bare, page, page.count, off_t(writes.count * page.count))
      guard fdatasync(bare) == 0 else {
        throw BenchFailure.system(what: "sync beside", code: errno)
      }
      let middle = clock.now
      _ = try store.commit(
        .add(
          Annotation(
            id: UUID(), clip: clip, label: "second", origin: .person, annotator: "bench",
            created: Date())))
      writes.append((middle - start) / .seconds(1))
      edits.append((clock.now - middle) / .seconds(1))
    }
    try store.close()
    return Row(
      what: "an edit, beyond a bare fdatasync",
      measured: (Spread(edits).median - Spread(writes).median) * 1000, unit: "ms",
      limit: Self.commitLimit, wall: Spread(edits))
  }

  /// Whether so many verdicts and a picture are on the screen.
  private static func shows(_ verdicts: Int, _ model: VTModel) -> Bool {
    model.line(0).contains(" \(verdicts) of \(Format.count(100_000)) verdicts")
      && ProgramRun.showsPicture(model)
  }
}
