import Acoustics
import Explorer
import ExplorerRuntime
import FeatureFiles
import Foundation
import Labeling
import SoundFiles

/// What is done with each input of `features`.
struct FeatureJob: Sendable {
  /// What came of an input.
  struct Result: Sendable {
    /// Frames written; nil for a file that was there already.
    var frames: Int?
    /// Values of a frame.
    var bins: Int?
    /// What is worth knowing about it, a clause each.
    var warnings: [String] = []
  }

  /// What is computed.
  let request: FeatureReading.Request
  /// The name of the preset.
  let preset: String
  /// How values become bytes.
  let quantization: Quantization?
  /// The format of the files.
  let format: FeatureFileFormat
  /// Files that are older than this, or than their input, are made anew; nil for all.
  let kept: FileTime?

  /// Writes the features of an input.
  ///
  /// - Throws: Why that can't be done, with the input's name.
  func run(_ item: OutputPlan.Item, progress: PlanRun.Progress) throws(Failure) -> Result {
    if let refusal = item.refusal { throw refusal }
    switch item.input {
    case .failed(_, let failure): throw failure
    case .file(let shown, _, let path):
      if isKept(item.target, source: path) { return Result() }
      do throws(Failure) {
        return try write(path, shown, to: item.target, progress)
      } catch {
        throw error.naming(shown)
      }
    }
  }

  private func write(
    _ path: [UInt8], _ shown: RecordingPath, to target: [UInt8], _ progress: PlanRun.Progress
  ) throws(Failure) -> Result {
    let reading = try FeatureReading(path, request)
    var result = Result(bins: reading.feature.binAxis.count, warnings: reading.warnings)
    try OutputGuard.check(target, as: .other)
    try OutputPlan.makeFolder(of: target)
    try OutputSize(reading, format, isQuantized: quantization != nil).check(target)
    let seconds = Double(reading.sampleCount) / reading.setup.settings.sampleRate
    do {
      let writer = try FeatureFileWriter(target, format, contents(reading, shown))
      // What is not finished vanishes with the writer.
      result.warnings += try reading.frames(isCancelled: { Interruption.isSet }) { share in
        progress(share * seconds, seconds)
      } _: { frame throws(Failure) in
        do throws(FeatureFileError) { try writer.add(frame) } catch { throw Failure(error) }
      }
      try writer.finish()
      result.frames = writer.frameCount
      return result
    } catch let error as FeatureFileError {
      throw Failure(error)
    } catch let error as Failure {
      throw error
    } catch {
      preconditionFailure("an error of another kind: \(error)")
    }
  }

  private func contents(_ reading: FeatureReading, _ shown: RecordingPath) -> FeatureFileContents {
    FeatureFileContents(
      path: shown, feature: request.feature, timeAxis: TimeAxis(reading.feature.settings),
      binAxis: reading.feature.binAxis,
      baseCoefficients: request.feature == .mfcc ? reading.feature.settings.coefficients : nil,
      startSeconds: Double(reading.span.lowerBound) / reading.facts.sampleRate,
      settings: settings, quantization: quantization)
  }

  private var settings: [(name: String, value: String)] {
    // Plain arrays and tables have no place for them.
    guard format != .npy, format != .csv else { return [] }
    return [("preset", preset)] + request.parameters.rows.map { ($0.name, $0.value.text) }
  }

  private func isKept(_ target: [UInt8], source: [UInt8]) -> Bool {
    guard let kept, let made = FileTime(target), let changed = FileTime(source) else {
      return false
    }
    return made >= kept && made >= changed
  }
}

extension Failure {
  /// The same about a file by its whole path, where the sentence does not name it yet.
  func naming(_ path: RecordingPath) -> Failure {
    if what.hasPrefix("Cannot read ") { return about(path) }
    let it = " it"
    if what.hasSuffix(it) {
      return Failure(
        what: "\(what.dropLast(it.count)) \(path.text)", why: why, remedy: remedy)
    }
    let isOfOutput = what.hasPrefix("Cannot write ") || what.hasPrefix("Cannot make the folder ")
    if isOfOutput || self == FeatureReading.interrupted { return self }
    return Failure(what: "Cannot analyze \(path.text)", why: why, remedy: remedy)
  }
}
