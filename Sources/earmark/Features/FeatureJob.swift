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
  /// Whether a warning is an error.
  let isStrict: Bool
  /// Whether a file that is there, and not older than its input, is kept.
  let keepsOld: Bool

  /// Writes the features of an input.
  ///
  /// - Throws: Why that can't be done, with the input's name.
  func run(_ item: OutputPlan.Item) throws(Failure) -> Result {
    if let refusal = item.refusal { throw refusal }
    switch item.input {
    case .failed(_, let failure): throw failure
    case .file(let shown, _, let path):
      if keepsOld, isThere(item.target, newerThan: path) { return Result() }
      do throws(Failure) {
        return try write(path, shown, to: item.target)
      } catch {
        throw error.naming(shown)
      }
    }
  }

  private func write(
    _ path: [UInt8], _ shown: RecordingPath, to target: [UInt8]
  ) throws(Failure) -> Result {
    let reading = try FeatureReading(path, request)
    var result = Result(bins: reading.feature.binAxis.count, warnings: reading.warnings)
    if isStrict { try reading.refuseWarnings() }
    try OutputPlan.makeFolder(FilePath.parent(target))
    let writer: FeatureFileWriter
    do {
      writer = try FeatureFileWriter(target, format, contents(reading, shown))
    } catch {
      throw Failure(error)
    }
    do throws(Failure) {
      let notFinite = try reading.frames(isCancelled: { Interruption.isSet }) {
        frame throws(Failure) in
        do throws(FeatureFileError) { try writer.add(frame) } catch { throw Failure(error) }
      }
      if notFinite > 0 {
        if isStrict { try reading.refuse("\(notFinite) samples are not finite") }
        result.warnings.append("\(notFinite) samples that are not finite count as 0")
      }
    } catch {
      writer.discard()
      throw error
    }
    do {
      try writer.finish()
    } catch {
      throw Failure(error)
    }
    result.frames = writer.frameCount
    return result
  }

  private func contents(_ reading: FeatureReading, _ shown: RecordingPath) -> FeatureFileContents {
    FeatureFileContents(
      path: shown, feature: request.feature, timeAxis: TimeAxis(reading.feature.settings),
      binAxis: reading.feature.binAxis,
      startSeconds: Double(reading.span.lowerBound) / reading.facts.sampleRate,
      settings: [("preset", preset)] + request.parameters.rows.map { ($0.name, $0.value.text) },
      quantization: quantization)
  }

  private func isThere(_ target: [UInt8], newerThan source: [UInt8]) -> Bool {
    guard let target = FilePath.facts(target), let source = FilePath.facts(source) else {
      return false
    }
    let (made, changed) = (target.modification, source.modification)
    return (made.tv_sec, made.tv_nsec) >= (changed.tv_sec, changed.tv_nsec)
  }
}

extension stat {
  /// When the contents changed last.
  fileprivate var modification: timespec {
    #if canImport(Darwin)
      st_mtimespec
    #else
      st_mtim
    #endif
  }
}

extension Failure {
  /// The same about a file by its whole path, where the sentence does not name it yet.
  func naming(_ path: RecordingPath) -> Failure {
    if self == FeatureReading.interrupted || what.hasPrefix("Cannot write ") { return self }
    let about = about(path)
    if about != self || what.contains(path.name.text) { return about }
    return Failure(what: "Cannot analyze \(path.text)", why: why, remedy: remedy)
  }
}
