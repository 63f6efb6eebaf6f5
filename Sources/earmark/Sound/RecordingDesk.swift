import Explorer
import ExplorerRuntime
import SoundDevices
import SoundFiles
import Synchronization

/// A recording that was written.
struct RecordedFile: Sendable {
  /// Its path, as the file system's bytes.
  let path: [UInt8]
  let format: SoundFormat
  let sampleCount: Int
  /// How many samples were lost while it was recorded.
  let lostCount: Int
}

/// How a recording stands.
struct RecordingStatus: Sendable {
  /// What the device gives; nil before it is open.
  var format: StreamFormat?
  /// Samples of time that were written.
  var writtenCount = 0
  /// Whether something is being written.
  var isWriting = false
  /// The loudest amplitude since it was asked for last, and of all.
  var peak: Float = 0
  var highest: Float = 0
  var losses = RecordingLosses()
  var clippedCount = 0
}

/// Takes what a recorder gives, on its thread, and writes it.
final class RecordingDesk: Sendable {
  private struct Values {
    var status = RecordingStatus()
    var writing: Writing?
    var files: [RecordedFile] = []
    var trigger: LevelTrigger?
    /// The samples that a triggered recording may begin with, and the number of the first.
    var recent = RecentSamples()
    var failure: Failure?
    var isOver = false
  }

  /// The file that is open; only the thread that holds the lock touches it.
  private struct Writing: @unchecked Sendable {
    let writer: SoundFileWriter
    let lostBefore: Int
  }

  /// What came last, `[count, channels]`.
  private struct RecentSamples {
    var amplitudes: [Float] = []
    var first = 0

    func end(_ channels: Int) -> Int { first + amplitudes.count / channels }

    func samples(_ span: Range<Int>, _ channels: Int) -> [Float] {
      Array(amplitudes[(span.lowerBound - first) * channels..<(span.upperBound - first) * channels])
    }

    mutating func keep(last count: Int, _ channels: Int) {
      let surplus = max(0, amplitudes.count / channels - count)
      amplitudes.removeFirst(surplus * channels)
      first += surplus
    }
  }

  private let target: RecordingTarget
  private let seconds: Double?
  private let triggerSetup: RecordingRun.Trigger?
  private let values = Mutex(Values())

  init(_ target: RecordingTarget, seconds: Double?, trigger: RecordingRun.Trigger?) {
    self.target = target
    self.seconds = seconds
    triggerSetup = trigger
  }

  /// Whether nothing more is to be recorded.
  var isOver: Bool { values.withLock { $0.isOver } }

  /// What went wrong.
  var failure: Failure? { values.withLock { $0.failure } }

  /// What was written.
  var files: [RecordedFile] { values.withLock { $0.files } }

  /// How it stands; the peak begins anew.
  var status: RecordingStatus {
    values.withLock { values in
      defer { values.status.peak = 0 }
      return values.status
    }
  }

  /// Takes what the recorder tells.
  func take(_ event: RecorderEvent) {
    values.withLock { values in
      switch event {
      case .started(let format): begin(format, &values)
      case .block(let block): take(block, &values)
      case .overrun(let losses): values.status.losses = losses
      case .failed(let error), .deviceLost(let error): fail(Failure(error.sentence), &values)
      }
    }
  }

  /// Ends what is being written.
  func finish() { values.withLock { close(&$0) } }

  private func begin(_ format: StreamFormat, _ values: inout Values) {
    values.status.format = format
    values.trigger = triggerSetup.map {
      LevelTrigger(
        decibels: Float($0.decibels), preRollSeconds: $0.preRoll, hangSeconds: $0.hold,
        sampleRate: format.sampleRate)
    }
  }

  private func take(_ block: RecordedBlock, _ values: inout Values) {
    guard !values.isOver else { return }
    let peak = block.amplitudes.reduce(0) { max($0, abs($1)) }
    values.status.peak = max(values.status.peak, peak)
    values.status.highest = max(values.status.highest, peak)
    guard var trigger = values.trigger, values.writing == nil || target.isFolder else {
      write(block.amplitudes, block.format, &values)
      return
    }
    let channels = block.format.channelCount
    let first = values.recent.end(channels)
    values.recent.amplitudes += block.amplitudes
    let steps = trigger.take(
      block.amplitudes[...], channelCount: channels, first: first, oldest: values.recent.first)
    values.trigger = trigger
    for step in steps where !values.isOver {
      switch step {
      case .begin(let span) where !target.isFolder:
        // A single file goes on, whatever comes.
        let rest = span.lowerBound..<values.recent.end(channels)
        write(values.recent.samples(rest, channels), block.format, &values)
        return
      case .begin(let span), .add(let span):
        write(values.recent.samples(span, channels), block.format, &values)
      case .end: close(&values)
      }
    }
    let preRoll = Int(((triggerSetup?.preRoll ?? 0) * block.format.sampleRate).rounded())
    values.recent.keep(last: preRoll, channels)
  }

  private func write(_ samples: [Float], _ format: StreamFormat, _ values: inout Values) {
    let limit = seconds.map { Int(($0 * format.sampleRate).rounded()) } ?? .max
    let count = min(samples.count / format.channelCount, limit - values.status.writtenCount)
    do throws(SoundWritingError) {
      if values.writing == nil {
        values.writing = Writing(
          writer: try target.begin(format), lostBefore: values.status.losses.droppedCount)
        values.status.isWriting = true
      }
      try values.writing?.writer.append(Array(samples.prefix(count * format.channelCount)))
      values.status.writtenCount += count
      if values.status.writtenCount >= limit {
        close(&values)
        values.isOver = true
      }
    } catch {
      fail(Failure(error.sentence), &values)
    }
  }

  private func close(_ values: inout Values) {
    guard let writing = values.writing else { return }
    values.writing = nil
    values.status.isWriting = false
    values.status.clippedCount += writing.writer.clippedCount
    if writing.writer.sampleCount > 0 {
      values.files.append(
        RecordedFile(
          path: writing.writer.path, format: writing.writer.format,
          sampleCount: writing.writer.sampleCount,
          lostCount: values.status.losses.droppedCount - writing.lostBefore))
    }
    do throws(SoundWritingError) {
      try writing.writer.finish()
    } catch {
      values.failure = values.failure ?? Failure(error.sentence)
    }
  }

  private func fail(_ failure: Failure, _ values: inout Values) {
    values.failure = values.failure ?? failure
    close(&values)
    values.isOver = true
  }
}
