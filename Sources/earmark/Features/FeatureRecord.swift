import Acoustics
import Explorer
import ExplorerRuntime
import FeatureFiles
import Foundation
import Labeling

/// How the features of a folder were made: kept in the folder, so that work is only taken up again
/// the same way.
struct FeatureRecord: Equatable {
  private let lines: [String: String]

  private static let name = ".earmark-features.json"

  /// The record of a plan.
  init(
    _ chosen: ChosenAnalysis, _ part: PartOptions, _ format: FeatureFileFormat,
    _ quantization: Quantization?
  ) {
    var lines = ["feature": chosen.feature.rawValue, "format": format.rawValue]
    for (name, value) in chosen.parameters.rows { lines[name] = value.text }
    if let start = part.start { lines["start"] = "\(start)" }
    if let end = part.end { lines["end"] = "\(end)" }
    if let quantization { lines["quantize"] = "\(quantization.lowest):\(quantization.highest)" }
    self.lines = lines
  }

  /// Makes the folder and keeps the record there.
  ///
  /// - Parameter resumes: Whether files that are there are kept; they must have the same record.
  /// - Throws: Why the folder can't be used.
  func keep(in folder: [UInt8], resumes: Bool) throws(Failure) {
    let path = FilePath.join(folder, Array(Self.name.utf8))
    if resumes, let difference = Self.lines(at: path).flatMap(difference) {
      throw Failure(
        what: "Cannot go on in \(FilePath.text(folder))", why: difference,
        remedy: "name another folder, or leave out --resume to make all anew")
    }
    try OutputPlan.makeFolder(folder)
    let object = JSONValue.object(
      lines.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
    try FileOutput.write(object.compact + "\n", to: path)
  }

  private func difference(from other: [String: String]) -> String? {
    for name in Set(lines.keys).union(other.keys).sorted() where lines[name] != other[name] {
      let (was, now) = (other[name] ?? "not set", lines[name] ?? "not set")
      return "its files were made with \(name) \(was), now it is \(now)"
    }
    return nil
  }

  private static func lines(at path: [UInt8]) -> [String: String]? {
    guard let data = FileManager.default.contents(atPath: FilePath.text(path)) else { return nil }
    do {
      return try JSONDecoder().decode([String: String].self, from: data)
    } catch {
      return ["record": "unreadable"]
    }
  }
}
