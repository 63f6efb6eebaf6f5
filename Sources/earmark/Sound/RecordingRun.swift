import ArgumentParser
import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import SoundDevices
import SoundFiles

/// Recording from an input into files, until enough is recorded or the user ends it.
struct RecordingRun {
  /// What is loud enough to be kept.
  struct Trigger {
    let decibels, preRoll, hold: Double
  }

  private let target: RecordingTarget
  private let seconds: Double?
  private let trigger: Trigger?
  private let reports: ReportOptions

  private static let nap: UInt32 = 20_000

  init(
    _ target: RecordingTarget, seconds: Double?, reports: ReportOptions, trigger: Trigger?
  ) {
    self.target = target
    self.seconds = seconds
    self.reports = reports
    self.trigger = trigger
  }

  /// Records, shows the level, and prints what was written.
  ///
  /// - Throws: Why nothing can be recorded or written; what was written is kept.
  func run(
    _ input: any AudioInput, _ wish: StreamFormat?, latency: Double, _ output: JSONListOptions
  ) throws {
    let desk = RecordingDesk(target, seconds: seconds, trigger: trigger)
    let recorder = Recorder(input: input, wish: wish, latency: latency) { desk.take($0) }
    var meter = LevelMeter(reports.style)
    let reporter = Reporter(reports)
    recorder.start()
    while !desk.isOver, !Interruption.isSet {
      usleep(Self.nap)
      meter.show(desk.status)
    }
    recorder.stop()
    desk.finish()
    meter.clear()
    let status = desk.status
    for note in notes(status, wish) { reporter.note(note) }
    try write(desk.files, output)
    if let failure = desk.failure { throw failure }
    if Interruption.isSet { throw ExitCode(ExitStatus.interrupted) }
  }

  private func notes(_ status: RecordingStatus, _ wish: StreamFormat?) -> [String] {
    var notes: [String] = []
    if status.losses.droppedCount > 0 || status.losses.deviceGapCount > 0 {
      notes.append(
        "\(Format.count(status.losses.droppedCount)) samples were lost in"
          + " \(status.losses.overrunCount + status.losses.deviceGapCount) gaps,"
          + " because the machine was busy")
    }
    if let wish, let format = status.format, format != wish {
      notes.append(
        "the device gives \(Format.sampleRate(format.sampleRate)),"
          + " \(Format.channels(format.channelCount)); other than asked for")
    }
    if status.clippedCount > 0 {
      notes.append("\(Format.count(status.clippedCount)) samples were cut off at full scale")
    }
    return notes
  }

  private func write(_ files: [RecordedFile], _ output: JSONListOptions) throws(Failure) {
    guard output.isJSON else {
      for file in files { try StandardOutput.write(FilePath.text(file.path) + "\n") }
      return
    }
    var list = JSONList(isLines: output.jsonl)
    for file in files {
      try list.add(
        .object(
          RecordingPath(bytes: file.path).jsonMembers + [
            ("sampleRate", .integer(file.format.sampleRate)),
            ("channels", .integer(file.format.channelCount)),
            ("samples", .integer(file.sampleCount)),
            (
              "duration", .number(Double(file.sampleCount) / Double(file.format.sampleRate))
            ),
            ("lostSamples", .integer(file.lostCount)),
          ]))
    }
    try list.finish()
  }
}
