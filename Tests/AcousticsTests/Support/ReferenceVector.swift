import Foundation
import Testing

/// A matrix that another program made of a clip, with what is known of it.
struct ReferenceVector: Sendable, CustomTestStringConvertible {
  /// How near to it a result must be.
  struct Tolerance: Sendable, Decodable {
    var kind: String
    var value: Double
  }

  /// An entry of the manifest.
  private struct Entry: Decodable {
    var file: String
    var clip: String?
    var library: String
    var version: String?
    var layout: String
    var tolerance: Tolerance
  }

  private struct Manifest: Decodable {
    var vectors: [Entry]
  }

  /// The clip's name; `shared` for tables that belong to none.
  let clip: String
  /// The vector's name, without the clip's.
  let name: String
  /// Who made it, with the version.
  let library: String
  /// Whether rows are bins and columns frames.
  let isTransposed: Bool
  let tolerance: Tolerance
  private let folder: String

  var testDescription: String { "\(clip)/\(name)" }

  /// Those that come with the tests, and where there is a shared folder all others.
  static let all: [ReferenceVector] = {
    var known: Set<String> = []
    let folders = [Fixtures.reference] + (SharedFolder.path.map { [$0 + "/reference"] } ?? [])
    return folders.flatMap { vectors(in: $0) }.filter { known.insert($0.testDescription).inserted }
  }()

  private static func vectors(in folder: String) -> [ReferenceVector] {
    guard let bytes = FileManager.default.contents(atPath: folder + "/manifest.json"),
      let manifest = try? JSONDecoder().decode(Manifest.self, from: bytes)
    else { return [] }
    return manifest.vectors.map { entry in
      let parts = entry.file.split(separator: "/")
      return ReferenceVector(
        clip: String(parts[1]), name: String(parts[2].dropLast(4)),
        library: "\(entry.library) \(entry.version ?? "")",
        isTransposed: entry.layout.hasSuffix("frame]") && entry.layout.contains(","),
        tolerance: entry.tolerance, folder: folder)
    }
  }

  /// What the other program made, `[frames, bins]`.
  func expected() throws -> [Float] {
    let matrix = try Reference(folder: folder, "\(clip)/\(name)")
    return isTransposed ? matrix.transposed : matrix.values
  }

  /// The clip's samples and rate.
  func sound() throws -> (samples: [Float], rate: Double) {
    (try Reference.clip(folder: folder, clip), clip.hasPrefix("fsdd") ? 8000 : 16_000)
  }

  /// How far a result lies from the vector, as a share of what is tolerated.
  func excess(_ found: [Float], bins: Int) throws -> Double {
    let expected = try expected()
    guard found.count == expected.count, found.allSatisfy(\.isFinite) else { return .infinity }
    let pairs = zip(found, expected).filter { !$0.1.isNaN }.map { (Double($0), Double($1)) }
    let worst = pairs.reduce(0.0) { max($0, abs($1.0 - $1.1)) }
    switch tolerance.kind {
    case "peak_relative":
      let peak = pairs.reduce(0.0) { max($0, abs($1.1)) }
      return worst / (tolerance.value * max(peak, 1e-300))
    case "relative":
      let far = pairs.filter { abs($0.0 - $0.1) > tolerance.value * abs($0.1) }.count
      return Double(far) / (0.02 * Double(pairs.count))
    case "frame_energy":
      return frameEnergyExcess(found, expected, bins)
    default: return worst / tolerance.value
    }
  }

  /// Log energies as energies against the loudest band of their frame, and as they are within 60 dB.
  private func frameEnergyExcess(_ found: [Float], _ expected: [Float], _ bins: Int) -> Double {
    var excess = 0.0
    for start in stride(from: 0, to: expected.count, by: bins) {
      let row = start..<(start + bins)
      let highest = Double(expected[row].max() ?? 0)
      for place in row {
        let (a, r) = (Double(found[place]), Double(expected[place]))
        excess = max(excess, abs(exp(a - highest) - exp(r - highest)) / tolerance.value)
        if r > highest - 13.8 { excess = max(excess, abs(a - r) / 1e-3) }
      }
    }
    return excess
  }
}

/// What comes with the tests.
enum Fixtures {
  /// The folder of reference vectors of clips that anybody may have.
  static let reference: String = {
    let own = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return own.deletingLastPathComponent().deletingLastPathComponent().path
      + "/Fixtures/reference"
  }()
}
