import Acoustics
import Explorer
import Foundation
import SoundFiles

/// The threads that make the overview of a recording, and give way to everything else.
enum PyramidBuild {
  /// How much the threads give way, as `nice` counts.
  private static let niceness: Int32 = 10
  private static let stackBytes = 8 << 20

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
      let settings = AnalysisSettings.standard(sampleRate: file.facts.sampleRate)
      var analyzer = try PictureAnalyzer(
        feature: subject.feature, settings: settings, grid: pyramid.grid.columns,
        sampleCount: file.facts.sampleCount, pooling: subject.pooling)
      let channels: ChannelChoice = subject.channel.map { .channel($0) } ?? .mix
      while let columns = pyramid.takePiece() {
        let own = pyramid.grid.samples(ofColumns: columns)
        let needed = analyzer.samplesNeeded(forColumns: columns)
        let wide =
          max(0, min(own.lowerBound, needed.lowerBound))..<max(own.upperBound, needed.upperBound)
        let samples = try file.read(SampleRange(wide), channels)
        let bytes = analyzer.columns(columns, samples: samples, firstSample: wide.lowerBound)
          .map { LevelByte.byte(ofDecibels: $0) }
        var waveform = WaveformPicture(
          grid: ColumnGrid(span: SampleRange(own), count: columns.count))
        waveform.add(samples, firstSample: wide.lowerBound)
        if pyramid.put(bytes, waveform, at: columns) { completed() }
      }
    } catch {
      throw Failure(ofSound: error)
    }
  }
}
