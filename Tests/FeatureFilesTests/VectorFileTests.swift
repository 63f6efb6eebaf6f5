import FeatureFiles
import Foundation
import Labeling
import Testing

struct VectorFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let vectors: [(path: String, values: [Float])] = [
    ("a.wav", [1, -0.5]), ("b, \"c\".wav", [0.25, .nan]), ("été.wav", [3, 4]),
  ]

  private func write(_ name: String) throws {
    let path = folder.file(name)
    let format = try #require(VectorFileFormat(path: path))
    let writer = try VectorFileWriter(path, format, width: 2)
    for vector in Self.vectors {
      try writer.add(vector.values, of: RecordingPath(vector.path))
    }
    try writer.finish()
  }

  private func bytes(of values: [Float]) -> [UInt8] {
    values.flatMap { value in
      (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
    }
  }

  @Test func anArrayHasARowForEach() throws {
    try write("v.npy")
    let found = try folder.bytes("v.npy")
    #expect(String(decoding: found[10..<128], as: UTF8.self).contains("'shape': (3, 2), }"))
    #expect(Array(found[128...]) == bytes(of: Self.vectors.flatMap(\.values)))
  }

  @Test func anArchiveHasThePathsToo() throws {
    try write("v.npz")
    let members = try ZipReading.members(folder.bytes("v.npz"))
    #expect(members.map(\.name) == ["embeddings.npy", "paths.npy"])
    #expect(Array(members[0].bytes.dropFirst(128)) == bytes(of: Self.vectors.flatMap(\.values)))
    let header = String(decoding: members[1].bytes[10..<128], as: UTF8.self)
    #expect(header.contains("'<U10', 'fortran_order': False, 'shape': (3,), }"))
    let body = Array(members[1].bytes.dropFirst(128))
    let texts = (0..<3).map { row in
      String(
        String.UnicodeScalarView(
          (0..<10).compactMap { place -> Unicode.Scalar? in
            let start = 40 * row + 4 * place
            let value = (0..<4).reduce(UInt32(0)) { $0 | UInt32(body[start + $1]) << (8 * $1) }
            return value == 0 ? nil : Unicode.Scalar(value)
          }))
    }
    #expect(texts == Self.vectors.map(\.path))
  }

  @Test func aTableQuotesWhatNeedsIt() throws {
    try write("v.csv")
    let text = String(decoding: try folder.bytes("v.csv"), as: UTF8.self)
    #expect(
      text == "path,e0,e1\na.wav,1,-0.5\n\"b, \"\"c\"\".wav\",0.25,nan\nété.wav,3,4\n")
  }

  @Test func nothingIsThereBeforeTheEnd() throws {
    let path = folder.file("v.npy")
    let writer = try VectorFileWriter(path, .npy, width: 1)
    try writer.add([1], of: RecordingPath("a.wav"))
    #expect(!FileManager.default.fileExists(atPath: String(decoding: path, as: UTF8.self)))
    #expect(throws: FeatureFileError.self) {
      try VectorFileWriter(folder.file("none/v.npy"), .npy, width: 1)
    }
  }
}
