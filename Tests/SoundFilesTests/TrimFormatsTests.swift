import Acoustics
import Foundation
import SoundFiles
import Testing

/// A part of every lossless recording of the table: its samples bit by bit, and its metadata.
@Suite(.enabled(if: SharedFolder.path != nil))
struct TrimFormatsTests {
  private static let lossy: Set<String> = [
    "VORBIS", "OPUS", "IMA_ADPCM", "MS_ADPCM", "GSM610", "G721_32", "G723_24", "G723_40",
    "NMS_ADPCM_16", "NMS_ADPCM_24", "NMS_ADPCM_32", "MPEG_LAYER_II", "MPEG_LAYER_III",
  ]
  /// What is made anew for each file.
  private static let structure: Set<String> = [
    "fmt ", "fact", "data", "ds64", "PEAK", "COMM", "SSND", "FVER", "STREAMINFO",
  ]
  /// Containers in which libsndfile adds samples or drops bits, so that WAV is written instead.
  private static let unfaithful = ["paf_pcm_24", "sds_", "voc_alaw", "voc_ulaw"]

  private static func rows(lossless: Bool) -> [[String: String]] {
    SharedFolder.table("formats/EXPECTED.csv").filter {
      lossy.contains($0["subtype"] ?? "") != lossless
    }
  }

  private func source(_ name: String) throws -> [UInt8] {
    Array("\(try #require(SharedFolder.path))/data/formats/\(name)".utf8)
  }

  private func names(_ chunks: [ChunkList.Chunk]) -> String {
    chunks.isEmpty ? "none there" : chunks.map(\.id).joined(separator: " ")
  }

  /// Whether a chunk is as it was, but for the time of the first sample and for positions.
  private static func isSame(
    _ before: ChunkList.Chunk, _ after: ChunkList.Chunk, movedBy onset: Int
  ) -> Bool {
    switch before.id {
    case "bext":
      let moved = SoundBuilder.little(
        before.body[338..<346].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
          + UInt64(onset))
      return after.body == Array(before.body[..<338]) + moved + Array(before.body[346...])
    case "SEEKTABLE": return after.body.count.isMultiple(of: 18) && !after.body.isEmpty
    default: return before == after
    }
  }

  @Test("every lossless file: samples bit-identical, metadata kept")
  func lossless() throws {
    let folder = try TemporaryFolder()
    var table = ["path | exact | metadata kept | losses"]
    var (exact, kept, lost) = (0, 0, 0)
    let rows = Self.rows(lossless: true)
    #expect(rows.count == 162)
    for row in rows {
      let name = try #require(row["path"])
      let path = try source(name)
      let whole = try SampleOracle(path)
      let span = whole.count / 3..<max(whole.count / 3 + 1, whole.count * 2 / 3)
      let target = folder.file("part.\(name.split(separator: ".").last ?? "")")
      var options = TrimOptions()
      options.existing = .replace
      let report = try SoundTrim.export(SampleRange(span), of: path, to: target, options)
      let part = try SampleOracle(target)
      let isExact = part.samples.elementsEqual(whole.span(span))
      #expect(isExact, "\(name)")
      if Self.unfaithful.contains(where: name.contains) {
        #expect(report.format.hasPrefix("WAV ") && report.notices.count == 1, "\(name)")
      } else {
        #expect(part.format == whole.format, "\(name): \(report.format)")
      }
      #expect(part.sampleRate == whole.sampleRate, "\(name)")
      #expect(report.samples == span.count, "\(name)")
      let before = try ChunkList(path: path).without(Self.structure)
      let after = try ChunkList(path: target).without(Self.structure)
      let isKept =
        after.map(\.id) == before.map(\.id)
        && zip(before, after).allSatisfy { Self.isSame($0, $1, movedBy: span.lowerBound) }
      let isChunked = ["WAV", "WAVEX", "RF64", "AIFF", "FLAC"].contains(row["container"])
      if isChunked {
        #expect(isKept, "\(name): \(names(before)) became \(names(after))")
        #expect(report.losses.isEmpty, "\(name): \(report.losses)")
      }
      // libsndfile puts its own name there.
      let (texts, texts0) = (part.texts.filter { $0.key != 3 }, whole.texts.filter { $0.key != 3 })
      #expect(texts == texts0, "\(name)")
      exact += isExact ? 1 : 0
      kept += (isChunked ? isKept : texts == texts0) ? 1 : 0
      lost += report.losses.isEmpty ? 0 : 1
      let metadata = isChunked ? names(after) : texts.isEmpty ? "none there" : "texts"
      let cells = [name, isExact ? "yes" : "NO", metadata, report.losses.joined(separator: "; ")]
      table.append(cells.joined(separator: " | "))
    }
    print(table.joined(separator: "\n"))
    print(
      "\(rows.count) lossless files: \(exact) exact, \(kept) keep metadata, \(lost) announce losses"
    )
  }
}
