import CellCanvas
import EarmarkTestSupport
import Foundation

/// Live sound from a paced program: how long a sound takes to the screen, and what it costs.
///
/// There need be no sound card: a device of 100 ms latency hands on what a block of 100 ms holds, so
/// the latency is added to what the pipe took.
struct LiveSound {
  let program: String
  private static let device = 0.1
  private static let delayLimit = 180.0
  private static let seconds = 6.0
  private static let pulses = 12
  private static let wide = CellSize(columns: 200, rows: 50)
  /// Zoomed in as far as it goes, a column stands for a thirtieth of a second.
  private static let zoomIn = "++"
  /// Red of the newest column that a burst adds at least, of 25 rows with two colours each.
  private static let rise = 3000

  /// The delay, and the work of two styles.
  func rows(home: String) throws -> [Row] {
    try [
      delay(home: home)
    ] + work("scroll", limit: 20, home: home) + work("waterfall", limit: 12, home: home)
  }

  /// From the first loud sample to a changed picture on the terminal, a device's latency included.
  private func delay(home: String) throws -> Row {
    var stage = try LiveStage(program, [], home: home)
    try stage.pass(3)
    // The first loud sound sets the levels of the picture.
    stage.pacer.loudBlocks = 10
    try stage.pass(2)
    var delays: [Double] = []
    for _ in 0..<Self.pulses {
      try stage.pass(0.7)
      let before = Self.bright(stage.run.terminal.model)
      let start = stage.run.now.wall
      stage.pacer.loudBlocks = 10
      let limit = start + 5
      while Self.bright(stage.run.terminal.model) <= before + Self.rise {
        try stage.pass(0.001)
        guard stage.run.now.wall < limit else {
          throw BenchFailure.noAnswer(to: "a burst", screen: stage.run.terminal.model.text)
        }
      }
      delays.append(stage.run.lastRead.wall - start + Self.device)
    }
    stage.end()
    let spread = Spread(delays)
    return Row(
      what: "live: sound to column, a device's 100 ms in it", measured: spread.median * 1000,
      unit: "ms", limit: Self.delayLimit, wall: spread)
  }

  /// Share of a processor for features and drawing while sound runs, and what is sent.
  private func work(_ style: String, limit: Double, home: String) throws -> [Row] {
    var stage = try LiveStage(program, ["--style", style], home: home, size: Self.wide)
    stage.run.terminal.type(Self.zoomIn)
    // The picture has to be full, so that all of it moves.
    try stage.pass(8)
    let (before, frames) = (stage.run.now, stage.run.terminal.model.redrawCount)
    let bytes = stage.run.terminal.model.bytes.count
    try stage.pass(Self.seconds)
    let after = stage.run.now
    let drawn = stage.run.terminal.model.redrawCount - frames
    let sent = Double(stage.run.terminal.model.bytes.count - bytes) / Double(max(1, drawn))
    stage.end()
    let name = "live 200x50, 30/s: \(style)"
    return [
      Row(
        what: name + ", of a core",
        measured: 100 * (after.work - before.work) / (after.wall - before.wall), unit: "%",
        limit: limit),
      Row(
        what: name + ", redraws a second", measured: Double(drawn) / Self.seconds, unit: "",
        limit: nil),
      Row(what: name + ", bytes a frame", measured: sent / 1000, unit: "kB", limit: nil),
    ]
  }

  /// How bright the newest column of the picture is.
  private static func bright(_ model: VTModel) -> Int {
    (3..<28).reduce(0) { sum, row in
      let pen = model[column: 110, row: row].pen
      return sum + red(pen.background) + red(pen.foreground)
    }
  }

  private static func red(_ color: VTColor) -> Int {
    if case .rgb(let rgb) = color { Int(rgb.red) } else { 0 }
  }
}

/// The program in a terminal, listening to a pipe that this process fills.
private struct LiveStage {
  let run: ProgramRun
  var pacer: LivePacer
  private let fifo: String

  init(
    _ program: String, _ arguments: [String], home: String, size: CellSize? = nil
  ) throws {
    fifo = home + "/live-\(UUID().uuidString)"
    guard mkfifo(fifo, 0o600) == 0 else {
      throw BenchFailure.system(what: "make a pipe", code: errno)
    }
    run = try ProgramRun(
      program,
      ["live", home, "--format", "s16le", "--rate", "16000", "--from", "cat \(fifo)"] + arguments,
      home: home, size: size)
    pacer = LivePacer(open(fifo, O_WRONLY))
  }

  /// Lets sound run for some seconds and reads what is drawn.
  mutating func pass(_ seconds: Double) throws {
    let end = run.now.wall + seconds
    repeat {
      pacer.feed()
      run.terminal.readAvailable()
      usleep(500)
    } while run.now.wall < end
  }

  /// Leaves the program.
  func end() {
    run.quit()
    close(pacer.pipe)
    unlink(fifo)
  }
}

/// Noise as fast as it would sound, with loud blocks where they are asked for.
private struct LivePacer {
  let pipe: Int32
  /// Blocks of 10 ms that are loud from now on.
  var loudBlocks = 0
  private var count = 0
  private var noise: UInt32 = 1
  private let start = Date()
  private static let rate = 16_000.0
  private static let block = 160

  init(_ pipe: Int32) {
    self.pipe = pipe
    signal(SIGPIPE, SIG_IGN)
  }

  /// Writes what is due.
  mutating func feed() {
    while Double(count) / Self.rate < Date().timeIntervalSince(start) {
      let divisor = loudBlocks > 0 ? 2 : 400
      loudBlocks = max(0, loudBlocks - 1)
      let samples = (0..<Self.block).map { _ -> Int16 in
        noise = noise &* 1_664_525 &+ 1_013_904_223
        return Int16(truncatingIfNeeded: (Int(noise >> 16) - 32_768) / divisor)
      }
      _ = samples.withUnsafeBytes { write(pipe, $0.baseAddress, $0.count) }
      count += Self.block
    }
  }
}
