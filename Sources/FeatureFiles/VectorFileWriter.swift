import Labeling

/// The formats of files of vectors; the name is the extension too.
public enum VectorFileFormat: String, Sendable, Hashable, CaseIterable {
  /// A NumPy array, `[vectors, values]`.
  case npy
  /// The NumPy arrays `embeddings`, `[vectors, values]`, and `paths`.
  case npz
  /// A table: the path, then the values.
  case csv

  /// The format that the extension of a path stands for, in upper or lower case; nil without one.
  public init?(path: [UInt8]) {
    let name = RecordingPath(bytes: path).name.text
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    self.init(rawValue: name[name.index(after: dot)...].lowercased())
  }
}

/// Writes a vector for each of many recordings, one after the other, in constant memory but for the
/// paths.
///
/// The file appears, or replaces one of its name, whole and in ``finish()``.
public final class VectorFileWriter {
  private static let chunkLength = 1 << 16

  private let format: VectorFileFormat
  private let width: Int
  private let draft: DraftFile
  /// Where values go: into the draft itself, or a scratch file where an archive is made of it.
  private let file: OutputFile
  private let values = NumPyValues(nil)
  private var paths: [String] = []
  private var count = 0

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - path: The path's bytes. Links are followed.
  ///   - width: Values of a vector.
  /// - Throws: What keeps it from being written.
  public init(
    _ path: [UInt8], _ format: VectorFileFormat, width: Int
  ) throws(FeatureFileError) {
    precondition(width > 0, "a vector has at least one value")
    self.format = format
    self.width = width
    draft = try DraftFile(path)
    switch format {
    case .npz: file = try draft.makeScratch()
    case .npy:
      file = draft.file
      try file.append(NumPyHeader.bytes(values.kind, shape: [0, width]))
    case .csv:
      file = draft.file
      var row = Array("path".utf8)
      for place in 0..<width { row.append(",e\(place)") }
      try file.append(row + [UInt8(ascii: "\n")])
    }
  }

  /// Adds the vector of a recording.
  ///
  /// - Precondition: It has as many values as was said.
  /// - Throws: What keeps it from being written; nothing of the file is left then.
  public func add(_ vector: [Float], of path: RecordingPath) throws(FeatureFileError) {
    precondition(vector.count == width, "vectors have \(width) values each")
    count += 1
    do throws(FeatureFileError) {
      switch format {
      case .npy: try append(vector)
      case .npz:
        paths.append(path.text)
        try append(vector)
      case .csv: try file.append(VectorFileWriter.row(vector, path))
      }
    } catch {
      draft.discard()
      throw error
    }
  }

  /// Ends the file and gives it its name.
  ///
  /// - Throws: What keeps it from being written; nothing of the file is left then.
  public func finish() throws(FeatureFileError) {
    do throws(FeatureFileError) {
      switch format {
      case .csv: break
      case .npy:
        try file.replace(at: 0, with: NumPyHeader.bytes(values.kind, shape: [count, width]))
      case .npz: try ZipArchive.write([embeddings, names], to: draft)
      }
    } catch {
      draft.discard()
      throw error
    }
    try draft.commit()
  }

  private func append(_ vector: [Float]) throws(FeatureFileError) {
    try vector.withUnsafeBufferPointer { buffer throws(FeatureFileError) in
      try values.append(buffer, to: file)
    }
  }

  private var embeddings: ZipMember {
    let header = NumPyHeader.bytes(values.kind, shape: [count, width])
    return ZipMember("embeddings.npy", size: header.count + file.size) {
      [file] offset throws(FeatureFileError) in
      guard offset >= header.count else { return header }
      return try file.bytes(at: offset - header.count, count: VectorFileWriter.chunkLength)
    }
  }

  /// Texts of the same width in UTF-32, which NumPy reads without unpickling anything.
  private var names: ZipMember {
    let longest = max(1, paths.map(\.unicodeScalars.count).max() ?? 1)
    var bytes = NumPyHeader.bytes("<U\(longest)", shape: [paths.count])
    for path in paths {
      let scalars = path.unicodeScalars.map(\.value)
      for value in scalars + [UInt32](repeating: 0, count: longest - scalars.count) {
        bytes += withUnsafeBytes(of: value.littleEndian) { Array($0) }
      }
    }
    return ZipMember("paths.npy", bytes)
  }

  private static func row(_ vector: [Float], _ path: RecordingPath) -> [UInt8] {
    let text = path.text
    let isPlain = !text.contains { $0 == "," || $0 == "\"" || $0.isNewline }
    var row = Array(
      (isPlain
        ? text : "\"" + text.split(separator: "\"", omittingEmptySubsequences: false)
          .joined(separator: "\"\"") + "\"").utf8)
    for value in vector {
      row.append(UInt8(ascii: ","))
      row.append(number: value)
    }
    row.append(UInt8(ascii: "\n"))
    return row
  }
}
