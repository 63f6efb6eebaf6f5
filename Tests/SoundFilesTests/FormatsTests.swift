import Acoustics
import Crypto
import Foundation
import SoundFiles
import Testing

/// One recording in every container and encoding that libsndfile reads, and in some it does not.
@Suite(.enabled(if: SharedFolder.path != nil))
struct FormatsTests {
  private static let rows = SharedFolder.table("formats/EXPECTED.csv")

  private func path(_ name: String) throws -> [UInt8] {
    Array("\(try #require(SharedFolder.path))/data/formats/\(name)".utf8)
  }

  @Test("facts are those of the table")
  func facts() throws {
    #expect(Self.rows.count == 200)
    for row in Self.rows {
      let name = try #require(row["path"])
      let facts = try SoundFile.probe(path(name))
      #expect(facts.container == row["container"], "\(name)")
      #expect(facts.encoding == row["subtype"]?.replacing("_", with: " "), "\(name)")
      #expect(String(Int(facts.sampleRate)) == row["sample_rate"], "\(name)")
      #expect(String(facts.channelCount) == row["channels"], "\(name)")
      #expect(String(facts.sampleCount) == row["frames"], "\(name)")
      #expect(!facts.isTruncated && facts.issues.isEmpty, "\(name): \(facts.issues)")
    }
  }

  @Test("samples are those of the table, whole and by channel")
  func samples() throws {
    for row in Self.rows {
      let name = try #require(row["path"])
      let sound = try SoundFile(path(name))
      let all = SampleRange(0..<sound.facts.sampleCount)
      let channels = try (0..<sound.facts.channelCount).map { try sound.read(all, .channel($0)) }
      #expect(channels.allSatisfy { $0.count == sound.facts.sampleCount }, "\(name)")
      let peak = channels.joined().reduce(Float(0)) { max($0, abs($1)) }
      let expected = try #require(row["peak"].flatMap { Float($0) })
      // Lossy decoders of other versions round differently.
      #expect(abs(peak - expected) < 0.002, "\(name) peaks at \(peak)")
      guard let digest = row["lossless_md5_int32"], !digest.isEmpty else { continue }
      // A float holds 24 bits, so longer samples can't be compared to the last one.
      let isLonger = ["PCM_32", "ALAC_32"].contains(row["subtype"]) || name.hasSuffix("pcm_24.sds")
      if !isLonger { #expect(Self.md5(channels) == digest, "\(name)") }
    }
  }

  @Test("a span read alone equals the same span of the whole")
  func spans() throws {
    for row in Self.rows {
      let name = try #require(row["path"])
      let sound = try SoundFile(path(name))
      let count = sound.facts.sampleCount
      let whole = try sound.read(SampleRange(0..<count), .mix)
      for onset in [count / 2, 10, count - 5, count - 1, 0, count / 3, 1700]
      where (0..<count).contains(onset) {
        let span = SampleRange(onset..<min(count, onset + 1500))
        let found = try sound.read(span, .mix)
        let isEqual =
          found.count == span.count
          && zip(found, whole[span.range]).allSatisfy { abs($0 - $1) < 1e-5 }
        #expect(isEqual, "\(name) from \(onset)")
      }
    }
  }

  @Test("valid files that libsndfile does not open are named for what they are")
  func unsupported() throws {
    let names = SharedFolder.files("formats/unsupported_by_libsndfile")
    #expect(names.count == 17)
    for name in names {
      let error = try refusal(path("unsupported_by_libsndfile/\(name)"))
      guard case .unsupportedFormat(_, let format) = error else {
        Issue.record("\(name): \(String(describing: error))")
        continue
      }
      #expect(!format.isEmpty)
      if let error { expectSentence(error) }
    }
    #expect(
      try refusal(path("raw_s16le_16000Hz_mono.raw"))
        == .unrecognized(
          name: "raw_s16le_16000Hz_mono.raw"))
  }

  @Test("MP3 of variable bit rate without a length header is read to its end")
  func headerless() throws {
    let source = String(decoding: try path("encoders/mp3_vbr_v2.mp3"), as: UTF8.self)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: source)))
    let whole = try SoundFile(Array(source.utf8))
    let mark = try #require((0..<200).first { bytes[$0..<$0 + 4].elementsEqual("Xing".utf8) })
    let next = try #require(
      (mark..<2000).first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xFB })
    let folder = try TemporaryFolder()
    let sound = try SoundFile(folder.write(Array(bytes[next...]), "bare.mp3"))
    let count = sound.facts.sampleCount
    // The length header also said how much the encoder added at both ends, at most two blocks each.
    #expect(count >= 44_100 && count <= 44_100 + 4 * 1152)
    #expect(sound.facts.issues.count == 1)
    #expect(sound.facts.issues[0].hasPrefix("it has no length header; "))
    let found = try sound.read(SampleRange(0..<count), .mix)
    #expect(found.count == count)
    let end = try whole.read(SampleRange(40_000..<43_000), .mix)
    let shifts = (0..<(count - 43_000)).map { shift in
      zip(end, found[(40_000 + shift)...]).reduce(Float(0)) { max($0, abs($1.0 - $1.1)) }
    }
    #expect(try #require(shifts.min()) < 1e-4)
  }

  @Test("a survey of each file agrees with the table")
  func surveys() throws {
    for row in Self.rows {
      let name = try #require(row["path"])
      let survey = try SoundFileSurvey(path(name))
      #expect(String(survey.sampleCount) == row["frames"], "\(name)")
      #expect(abs(survey.peak - (Double(row["peak"] ?? "") ?? -1)) < 0.002, "\(name)")
      #expect(!survey.isTruncated, "\(name)")
      #expect(survey.rms > 0 && survey.rms < survey.peak, "\(name)")
    }
  }

  /// MD5 of interleaved samples as little-endian int32, left-justified.
  private static func md5(_ channels: [[Float]]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(channels.count * channels[0].count * 4)
    for place in channels[0].indices {
      for channel in channels {
        bytes += SoundBuilder.little(Int32(Double(channel[place]) * 0x1p31))
      }
    }
    return Insecure.MD5.hash(data: bytes).map {
      String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
    }
    .joined()
  }
}
