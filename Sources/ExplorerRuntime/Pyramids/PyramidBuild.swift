import Acoustics
import Explorer
import Foundation
import SoundFiles

/// The threads that make the overview of a recording, and give way to everything else.
enum PyramidBuild {
  /// How much the threads give way, as `nice` counts.
  private static let niceness: Int32 = 10
  private static let stackBytes = 8 << 20
  /// Samples after which the threads look whether they may go: who quits waits no longer than that.
  private static let stepLength = 1 << 16

  /// Starts threads; they end when all is done, given up, or can't be made.
  ///
  /// - Parameters:
  ///   - group: Is entered by every thread until it ends.
  ///   - completed: Called by the thread that put the last piece in.
  static func start(
    _ subject: PyramidSubject, _ pyramid: RecordingPyramid, threads: Int,
    in group: DispatchGroup, completed: @escaping @Sendable () -> Void
  ) {
    for number in 0..<max(1, threads) {
      group.enter()
      let thread = Thread {
        defer { group.leave() }
        // The first 0 is PRIO_PROCESS, which on Linux means the calling thread alone.
        setpriority(0, 0, niceness)
        do throws(Failure) {
          try work(subject, pyramid, completed)
        } catch {
          pyramid.fail(error)
        }
      }
      thread.name = "overview \(number + 1)"
      thread.stackSize = stackBytes
      thread.start()
    }
  }

  private static func work(
    _ subject: PyramidSubject, _ pyramid: RecordingPyramid, _ completed: () -> Void
  ) throws(Failure) {
    do {
      let file = try SoundFile(subject.path)
      let settings = FeatureRegistry.standardSettings(
        of: subject.feature, sampleRate: file.facts.sampleRate)
      var analyzer = try PictureAnalyzer(
        feature: subject.feature, settings: settings, grid: pyramid.grid.columns,
        sampleCount: file.facts.sampleCount, pooling: subject.pooling)
      let channels: ChannelChoice = subject.channel.map { .channel($0) } ?? .mix
      while let columns = pyramid.takePiece() {
        let own = pyramid.grid.samples(ofColumns: columns)
        let needed = analyzer.samplesNeeded(forColumns: columns)
        let wide =
          max(0, min(own.lowerBound, needed.lowerBound))..<max(own.upperBound, needed.upperBound)
        guard let samples = try read(wide, of: file, channels, for: pyramid),
          let bytes = levels(of: columns, samples, from: wide.lowerBound, &analyzer, for: pyramid)
        else { return }
        var waveform = WaveformPicture(
          grid: ColumnGrid(span: SampleRange(own), count: columns.count))
        waveform.add(samples, firstSample: wide.lowerBound)
        if pyramid.put(bytes, waveform, at: columns) { completed() }
      }
    } catch {
      throw Failure(ofSound: error)
    }
  }

  /// Reads samples in short steps; nil if the overview was given up meanwhile.
  private static func read(
    _ span: Range<Int>, of file: SoundFile, _ channels: ChannelChoice, for pyramid: RecordingPyramid
  ) throws(SoundFileError) -> [Float]? {
    var samples: [Float] = []
    samples.reserveCapacity(span.count)
    for start in stride(from: span.lowerBound, to: span.upperBound, by: stepLength) {
      guard !pyramid.isGivenUp else { return nil }
      let step = start..<min(start + stepLength, span.upperBound)
      let part: [Float]
      do throws(SoundFileError) {
        part = try file.read(SampleRange(step), channels)
      } catch {
        // What was decoded before the damage is shown.
        guard samples.isEmpty else { break }
        throw error
      }
      samples += part
      guard part.count == step.count else { break }
    }
    return samples
  }

  /// Computes the levels of columns in short steps; nil if the overview was given up meanwhile.
  private static func levels(
    of columns: Range<Int>, _ samples: [Float], from firstSample: Int,
    _ analyzer: inout PictureAnalyzer, for pyramid: RecordingPyramid
  ) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(columns.count * analyzer.binAxis.count)
    let step = max(1, stepLength / pyramid.grid.columnLength)
    for start in stride(from: columns.lowerBound, to: columns.upperBound, by: step) {
      guard !pyramid.isGivenUp else { return nil }
      let values = analyzer.columns(
        start..<min(start + step, columns.upperBound), samples: samples, firstSample: firstSample)
      bytes += values.map { LevelByte.byte(ofDecibels: $0) }
    }
    return bytes
  }
}
