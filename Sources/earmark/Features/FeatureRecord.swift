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
    _ request: FeatureReading.Request, _ format: FeatureFileFormat, _ quantization: Quantization?
  ) {
    var lines = ["feature": request.feature.rawValue, "format": format.rawValue]
    for (name, value) in request.parameters.rows { lines[name] = value.text }
    if let start = request.start { lines["start"] = "\(start)" }
    if let end = request.end { lines["end"] = "\(end)" }
    if request.allowsNotFinite { lines["allow-non-finite"] = "true" }
    if request.isStrict { lines["strict"] = "true" }
    if let quantization { lines["quantize"] = "\(quantization.lowest):\(quantization.highest)" }
    self.lines = lines
  }

  /// Makes the folder and keeps the record there.
  ///
  /// - Parameter resumes: Whether files that are there are kept; they must have the same record.
  /// - Returns: From when on files were made this way; nil if none was.
  /// - Throws: Why the folder can't be used.
  func keep(in folder: [UInt8], resumes: Bool) throws(Failure) -> FileTime? {
    let path = FilePath.join(folder, Array(Self.name.utf8))
    if resumes, let time = FileTime(path) {
      if let difference = difference(from: Self.lines(at: path)) {
        throw Failure(
          what: "Cannot go on in \(FilePath.text(folder))", why: difference,
          remedy: "name another folder, or leave out --resume to make all anew")
      }
      return time
    }
    try OutputPlan.makeFolder(folder)
    let object = JSONValue.object(
      lines.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
    try FileOutput.write(object.compact + "\n", to: path)
    return nil
  }

  private func difference(from other: [String: String]?) -> String? {
    guard let other else { return "its \(Self.name) does not say how its files were made" }
    // What was asked for comes first, what follows from it later.
    let names = ["feature", "format"] + Set(lines.keys).union(other.keys).sorted()
    for name in names where lines[name] != other[name] {
      let (was, now) = (other[name] ?? "not set", lines[name] ?? "not set")
      return "its files were made with \(name) \(was), now it is \(now)"
    }
    return nil
  }

  private static func lines(at path: [UInt8]) -> [String: String]? {
    guard let name = String(validating: path, as: UTF8.self),
      let data = FileManager.default.contents(atPath: name)
    else { return nil }
    do {
      return try JSONDecoder().decode([String: String].self, from: data)
    } catch {
      return nil
    }
  }
}
