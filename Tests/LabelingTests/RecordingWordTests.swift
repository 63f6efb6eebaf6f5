import Foundation
import Labeling
import Testing

/// Recordings that formats name by one word: no extension, and `_` for blanks.
@Suite struct RecordingWordTests {
  private func index(_ paths: [String]) -> ClipIndex {
    ClipIndex(
      paths.enumerated().map { row, path in
        Clip(
          id: ID(row: Int64(row)),
          recording: Recording(id: ID(row: Int64(row)), path: RecordingPath(path)))
      })
  }

  @Test(
    arguments: [
      ("Bird0_0", 0), ("my_song", 1), ("yes/take", 2), ("no/take", 3), ("take", nil), ("two", 5),
      ("deep_place/two", 5), ("elsewhere/two", nil), ("my song", 1), ("d.x", 6), ("d", nil),
      ("gone", nil), ("", nil),
    ] as [(String, Int64?)])
  func wordsFindRecordings(word: String, row: Int64?) {
    let index = index([
      "Bird0_0.flac", "my song.wav", "yes/take.wav", "no/take.wav", "x.wav", "deep place/two.wav",
      "d.x.wav",
    ])
    #expect(index.clip(endingLike: RecordingPath(word))?.id == row.map { ID(row: $0) })
  }

  @Test(arguments: ["rttm", "ctm", "htk"])
  func whatIsWrittenIsFoundAgain(id: String) throws {
    let paths = ["Bird0_0.flac", "my song.wav", "yes/take 1.wav", "no/take 1.wav"]
    let index = index(paths)
    let rows = paths.enumerated().map { row, path in
      LabelRow(
        path: RecordingPath(path), seconds: 0.1...0.2,
        annotation: Annotation(
          id: UUID(), clip: ID(row: Int64(row)), label: "x\(row)", origin: .person, annotator: "",
          created: Date(timeIntervalSince1970: 0)))
    }
    let format = try #require(FormatRegistry.format(id)).init()
    for label in try format.read(format.write(rows).text) {
      let clip = index.clip(endingLike: try #require(label.path))
      #expect(clip.map { "x\($0.id.row)" } == label.label)
    }
  }
}
