import Foundation
import GRDB
import LabelStore
import Labeling
import Testing

/// Libraries from a size on, which are read on two connections at once.
@Suite struct LargeLibraryTests {
  @Test func aLargeLibraryIsReadAsASmallOneIs() throws {
    let library = try TemporaryLibrary()
    let store = try library.open(holding: (0..<300).map { "word\($0 % 7)/clip\($0).wav" })
    let clips = try store.library().clips
    let times = [3, 1, 2].map { 1_700_000_000 + Double($0) }
    for seconds in times {
      _ = try store.commit(
        .batch(
          clips.prefix(200).enumerated().map { place, clip in
            .add(region(clip, place + Int(seconds), at: seconds))
          }))
    }
    let small = try store.library()
    let part = try store.library(under: [RecordingPath("word3")])
    try enlarge(library.path)
    #expect(try store.library().clips == small.clips)
    #expect(try store.library(under: [RecordingPath("word3")]).clips == part.clips)
    let order = small.clips.first?.annotations.filter { $0.span != nil }.map {
      $0.created.timeIntervalSince1970
    }
    #expect(order == times.sorted())
    try store.close()
    let again = try library.open()
    #expect(try again.library().clips == small.clips)
  }

  private func region(_ clip: Clip, _ onset: Int, at seconds: Double) -> Annotation {
    var region = annotation("call", on: clip.id, at: seconds)
    region.span = onset..<onset + 10
    return region
  }

  /// Makes the file of a library as large as one of hundreds of thousands of clips.
  private func enlarge(_ path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { database in
      try database.execute(
        sql: "CREATE TABLE filling (bytes BLOB); INSERT INTO filling VALUES (zeroblob(70000000))")
    }
    _ = try queue.writeWithoutTransaction { database in try database.checkpoint(.truncate) }
    try queue.close()
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    try #require(size ?? 0 > 1 << 26)
  }
}
