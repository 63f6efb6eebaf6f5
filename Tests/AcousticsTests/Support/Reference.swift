import Acoustics
import Foundation
import Testing

/// A matrix that another program made.
struct Reference {
  let rows: Int
  let columns: Int
  let values: [Float]

  /// Reads a `.npy` file of float32 in C order.
  init(folder: String, _ name: String) throws {
    let bytes = try Reference.bytes("\(folder)/vectors/\(name).npy")
    let headerLength = Int(bytes[8]) | Int(bytes[9]) << 8
    let header = String(decoding: bytes[10..<10 + headerLength], as: UTF8.self)
    try #require(header.contains("'<f4'") && header.contains("'fortran_order': False"))
    let shape = try #require(header.firstMatch(of: /\(([0-9, ]*)\)/)).output.1
      .split(separator: ",").compactMap { Int($0.filter(\.isNumber)) }
    let body = bytes[(10 + headerLength)...]
    values = body.withUnsafeBytes { raw in
      (0..<raw.count / 4).map { raw.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self) }
    }
    columns = try #require(shape.last)
    rows = shape.count > 1 ? shape[0] : 1
    try #require(values.count == rows * columns)
  }

  /// The value at a place.
  subscript(row: Int, column: Int) -> Float { values[row * columns + column] }

  /// The largest absolute value.
  var peak: Float { values.reduce(0) { max($0, abs($1)) } }

  /// The same with rows and columns exchanged.
  var transposed: [Float] {
    (0..<columns).flatMap { column in (0..<rows).map { self[$0, column] } }
  }

  /// Reads one of the reference clips, 16-bit mono.
  static func clip(folder: String, _ name: String) throws -> [Float] {
    let bytes = try Reference.bytes("\(folder)/clips/\(name).wav")
    return bytes[44...].withUnsafeBytes { raw in
      (0..<raw.count / 2).map {
        Float(raw.loadUnaligned(fromByteOffset: $0 * 2, as: Int16.self)) / 32_768
      }
    }
  }
}

extension Reference {
  /// Reads a vector of the shared folder.
  init(_ name: String) throws {
    try self.init(folder: try #require(SharedFolder.path) + "/reference", name)
  }

  /// Reads a clip of the shared folder.
  static func clip(_ name: String) throws -> [Float] {
    try clip(folder: try #require(SharedFolder.path) + "/reference", name)
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}

extension Feature {
  /// What the kernels do; nothing but power for a feature of samples.
  var recipe: SpectralRecipe {
    if case .spectrum(let recipe) = source { recipe } else { SpectralRecipe() }
  }
}

/// The largest absolute difference of two arrays of equal length; infinite for other lengths,
/// and where something found is no number.
func deviation(_ found: [Float], _ expected: [Float]) -> Float {
  guard found.count == expected.count, found.allSatisfy(\.isFinite) else { return .infinity }
  return zip(found, expected).reduce(0) { max($0, abs($1.0 - $1.1)) }
}

/// Deterministic noise.
struct Noise: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Samples in −1…1.
  mutating func samples(_ count: Int) -> [Float] {
    (0..<count).map { _ in Float.random(in: -1...1, using: &self) }
  }
}

/// A sine, `cos` at its beginning.
func sine(hertz: Double, amplitude: Double, rate: Double, count: Int) -> [Float] {
  (0..<count).map { Float(amplitude * cos(2 * Double.pi * hertz * Double($0) / rate)) }
}
