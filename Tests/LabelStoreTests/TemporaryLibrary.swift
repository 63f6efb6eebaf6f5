import Foundation
import LabelStore
import Labeling
import Testing

/// A folder for one test with the file of a library in it; it goes when all tests are over.
struct TemporaryLibrary {
  let folder: String
  var path: String { folder + "/library.sqlite" }

  private static let root: String = {
    atexit { try? FileManager.default.removeItem(atPath: TemporaryLibrary.root) }
    let folder = FileManager.default.temporaryDirectory
    return folder.appendingPathComponent("earmark-store-\(getpid())").path
  }()

  init() throws {
    folder = Self.root + "/" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// Opens the library; every opening is a session of its own.
  func open(
    as author: String = "ann", _ access: LabelStore.Access = .write, patience: Double = 5
  ) throws -> any LabelLibrary {
    try openFile(as: author, access, patience: patience)
  }

  /// Opens the library as the file that it is.
  func openFile(
    as author: String = "ann", _ access: LabelStore.Access = .write, patience: Double = 5
  ) throws -> LabelStore {
    try LabelStore(
      path: path, author: author, session: UUID().uuidString, access: access,
      patience: patience)
  }

  /// Opens the library and puts recordings into it, labelled by their folders.
  func open(holding names: [String], as author: String = "ann") throws -> any LabelLibrary {
    let store = try open(as: author)
    _ = try store.reconcile(names)
    return store
  }
}

extension LabelLibrary {
  /// Reconciles with files of a few bytes.
  @discardableResult
  func reconcile(_ names: [String], under prefixes: [String] = []) throws -> Reconciliation {
    try reconcile(
      names.map { FoundRecording(path: RecordingPath($0), byteCount: 10, modified: 1) },
      under: prefixes.map { RecordingPath($0) }, hash: { _ in nil },
      attribution: { Attribution(label: FolderLabel.label(of: $0)) })
  }

  /// The labels of the clips by their paths; `-` where there is none.
  func labels() throws -> [String: String] {
    let pairs = try library().clips.map { ($0.recording.path.text, $0.label ?? "-") }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// The clip of a recording.
  func clip(_ path: String) throws -> Clip {
    try #require(try library().clips.first { $0.recording.path.text == path })
  }
}

/// A label of a person on a whole clip.
func annotation(_ label: String, on clip: ID<Clip>, at seconds: Double = 1_700_000_000)
  -> Annotation
{
  Annotation(
    id: UUID(), clip: clip, label: label, origin: .person, annotator: "ann",
    created: Date(timeIntervalSince1970: seconds))
}

/// Random numbers that are the same in every run (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
