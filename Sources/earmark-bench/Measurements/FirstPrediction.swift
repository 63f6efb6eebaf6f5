import Foundation

/// From the start of the program to what a model says of one clip, with a small network and with the
/// largest of the original's.
struct FirstPrediction {
  let program: String
  private static let limit = 50.0
  private static let rounds = 15
  /// Clips of two classes that the large network learns from, so that there is a file of it.
  private static let lesson = 8

  /// A row for each network.
  func rows(of folder: SoundFolder) throws -> [Row] {
    let manager = FileManager.default
    let sounds = try manager.contentsOfDirectory(atPath: folder.sounds)
      .filter { $0.hasSuffix(".wav") }.sorted().prefix(Self.lesson)
    let paths = sounds.map { folder.sounds + "/" + $0 }
    let model = folder.home + "/conv.earmark"
    let table = folder.home + "/lesson.csv"
    defer { for path in [model, table] { unlink(path) } }
    let lines = paths.enumerated().map { "\($1),\($0.isMultiple(of: 2) ? "even" : "odd")\n" }
    try ("path,label\n" + lines.joined()).write(toFile: table, atomically: true, encoding: .utf8)
    _ = try ChildRun(
      program, ["train", table, "--model", "conv", "--epochs", "1", "-o", model, "--quiet"])
    return try [("digits", "ds-cnn-t"), (model, "conv")].map { model, name in
      let runs = try (0..<Self.rounds).map { _ in
        try ChildRun(program, ["predict", model, paths[0], "--quiet"])
      }
      return Row(
        what: "start to first prediction, \(name)",
        measured: Spread(runs.map { $0.work * 1000 }).median, unit: "ms", limit: Self.limit,
        wall: Spread(runs.map(\.wall)))
    }
  }
}
