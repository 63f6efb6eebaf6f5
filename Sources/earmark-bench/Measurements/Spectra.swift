import Acoustics
import Explorer
import ExplorerRuntime

/// From samples to frames and pictures, in this process, on one thread.
struct Spectra {
  let folder: SoundFolder
  private static let pictureLimit = 16.0
  private static let seconds = 60
  private static let rate = 16_000.0

  /// A clip's picture with reading the file, and frames of long sound.
  func rows() throws -> [Row] {
    let path = Array((folder.sounds + "/clip00000.wav").utf8)
    let picture = try ProcessorClock.milliseconds(rounds: 51) {
      _ = try PictureMaker.picture(
        of: path, span: nil, columns: 4 * 66, feature: .spectrogram, channel: nil)
    }
    let rows = [
      Row(
        what: "spectrogram of a clip, file read", measured: picture, unit: "ms",
        limit: Self.pictureLimit)
    ]
    let noise = Self.noise()
    return try Spectra.tasks().reduce(into: rows) { rows, task in
      rows += try self.rows(task.name, task.feature, noise)
    }
  }

  /// What other libraries are measured by too.
  private static func tasks() throws -> [(name: String, feature: any Feature)] {
    let tasks: [(String, PeerTask)] = [
      ("log-mel 512/160/80", .logMel), ("MFCC-40 512/160/80", .mfcc),
      ("power 1024/256", .spectrogram), ("TensorFlow's MFCC-40, double", .exactMFCC),
    ]
    return try tasks.map { name, task in
      (name, try FeatureRegistry.make(task.feature, task.settings()))
    }
  }

  /// How many times faster than it sounds, and how much of what the processor could do at most.
  private func rows(_ name: String, _ feature: any Feature, _ samples: [Float]) throws -> [Row] {
    guard case .spectrum(let recipe) = feature.source else { return [] }
    let operations = try SpectralPlan(feature.settings, recipe: recipe).operationsPerFrame
    var peaks: [Double] = []
    var times: [Double] = []
    var frames = 0
    for _ in 0..<9 {
      peaks.append(Self.peak())
      times.append(
        try ProcessorClock.milliseconds(rounds: 1) {
          frames = try FeatureMatrix(feature, of: samples).frameCount
        } / 1000)
    }
    let time = Spread(times).median
    let share = 100 * operations * Double(frames) / time / Spread(peaks).median
    return [
      Row(
        what: name, measured: Double(Self.seconds) / time, unit: "x", limit: nil),
      Row(what: "  share of the core's FMA peak", measured: share, unit: "%", limit: nil),
    ]
  }

  /// Operations a second that this core does at most, in single precision.
  private static func peak() -> Double {
    let start = ProcessorClock.ofThread
    let operations = KernelPeak.run(rounds: 200_000)
    return Double(operations) / (ProcessorClock.ofThread - start)
  }

  private static func noise() -> [Float] {
    var state: UInt32 = 1
    return (0..<seconds * Int(rate)).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return Float(state >> 8) / 16_777_216 - 0.5
    }
  }
}
