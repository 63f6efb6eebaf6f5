import Labeling

/// The formats of feature files; the name is the extension too.
public enum FeatureFileFormat: String, Sendable, Hashable, CaseIterable {
  /// A NumPy array.
  case npy
  /// Several NumPy arrays in a ZIP archive.
  case npz
  /// A table of text.
  case csv
  /// One JSON object.
  case json
  /// C source with an array, for programs of small devices.
  case c

  /// The format that the extension of a path stands for, in upper or lower case; nil without one.
  public init?(path: [UInt8]) {
    let name = RecordingPath(bytes: path).name.text
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    self.init(rawValue: name[name.index(after: dot)...].lowercased())
  }

  /// What is in such a file, in a line.
  public var summary: String {
    switch self {
    case .npy: "NumPy array, float32 (uint8 when quantized), C order, [frames, bins]"
    case .npz: "NumPy arrays: features [frames, bins], times, frequencies, settings"
    case .csv: "a row a frame: the seconds of its center, then its values"
    case .json: "an object: path, feature, settings, bins, values [[...]], times"
    case .c: "C array with its width and height, as wav_to_features writes it"
    }
  }

  var encoder: any FrameEncoder.Type {
    switch self {
    case .npy: NumPyEncoder.self
    case .npz: NumPyArchiveEncoder.self
    case .csv: TableEncoder.self
    case .json: JSONObjectEncoder.self
    case .c: CSourceEncoder.self
    }
  }
}
