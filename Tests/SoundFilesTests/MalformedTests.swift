import Acoustics
import Foundation
import SoundFiles
import Testing

/// Broken and hostile files: each opens or is refused in a sentence, and none is changed.
@Suite(.enabled(if: SharedFolder.path != nil))
struct MalformedTests {
  /// Samples a channel of files that open, where libsndfile alone finds another number.
  private static let counts: [String: Int] = [
    "flac_testbench/01 - wrong max blocksize.flac": 28_271,
    "flac_testbench/05 - wrong total number of samples.flac": 109_487,
    "made/data_size_0.wav": 3457,
    "made/streaminfo_total_samples_huge.flac": 3457,
    "made/truncated_half.mp3": 623,
    "taglib/empty-seektable.flac": 24_576,
    "taglib/invalid-frames1.mp3": 17_262,
  ]

  private func names() -> [String] {
    SharedFolder.files("malformed").filter {
      !$0.hasPrefix("annotations/") && !$0.hasSuffix(".csv") && !$0.hasSuffix(".md")
    }
  }

  private func path(_ name: String) throws -> String {
    "\(try #require(SharedFolder.path))/data/malformed/\(name)"
  }

  @Test("each file opens or is refused in a sentence, and is left as it was")
  func sentences() throws {
    #expect(names().count > 120)
    for name in names() {
      let path = try path(name)
      let before = try FileManager.default.attributesOfItem(atPath: path)
      let clock = ContinuousClock().now
      do throws(SoundFileError) {
        let sound = try SoundFile(Array(path.utf8))
        let facts = sound.facts
        #expect(facts.sampleCount > 0 && facts.channelCount > 0 && facts.sampleRate > 0, "\(name)")
        #expect(facts.issues.allSatisfy { !$0.contains(where: \.isNewline) }, "\(name)")
        let found = try sound.read(SampleRange(0..<facts.sampleCount), .mix)
        #expect(found.count <= facts.sampleCount, "\(name)")
        _ = try sound.read(SampleRange(facts.sampleCount / 2..<facts.sampleCount + 9), .channel(0))
      } catch {
        expectSentence(error)
      }
      #expect(ContinuousClock().now - clock < .seconds(5), "\(name)")
      let after = try FileManager.default.attributesOfItem(atPath: path)
      #expect(after[.size] as? Int == before[.size] as? Int, "\(name)")
      #expect(after[.modificationDate] as? Date == before[.modificationDate] as? Date, "\(name)")
    }
  }

  @Test("what libsndfile opens, opens here with as many samples, or more where its header lies")
  func agreement() throws {
    for row in SharedFolder.table("malformed/INDEX.csv") {
      guard let name = row["path"], let verdict = row["libsndfile_1.2.2"], !name.contains("names"),
        verdict.hasPrefix("opens: "),
        let reads = verdict.firstMatch(of: /reads ([0-9]+)/).flatMap({ Int($0.output.1) })
      else { continue }
      let expected = Self.counts[name] ?? reads
      let path = Array(try path(name).utf8)
      guard expected > 0 else {
        #expect(refusal(path) != nil, "\(name)")
        continue
      }
      let survey = try SoundFileSurvey(path)
      #expect(survey.sampleCount == expected, "\(name)")
      #expect(survey.peak.isFinite && survey.rms.isFinite && survey.dcOffset.isFinite, "\(name)")
      let rate = try #require(verdict.firstMatch(of: /opens: ([0-9]+) Hz/)).output.1
      #expect(String(Int(survey.facts.sampleRate)) == rate, "\(name)")
    }
  }

  @Test("refusals say what is wrong")
  func reasons() throws {
    let expected: [String: String] = [
      "made/zero_length.wav": "it has 0 bytes",
      "made/truncated_at_44.wav": "it ends after 44 bytes, its header promises 6958",
      "made/truncated_at_20.wav": "its fmt chunk is cut",
      "made/truncated_at_04.wav": "it ends before its header is whole",
      "made/header_only_44.wav": "its header is whole, but no samples follow",
      "made/channels_0.wav": "its header says 0 channels",
      "made/channels_65535.wav": "it has 65 535 channels, the limit is 1024",
      "made/rate_0.wav": "its header says 0 samples a second, the limits are 1 and 10 000 000",
      "made/html_404.flac": "it is a web page, not sound",
      "made/text_named.wav": "it is text, not sound",
      "made/format_tag_0xdead.wav": "libsndfile does not decode WAV codec 0xdead",
      "made/bits_255.wav": "libsndfile does not decode WAV with 255 bits a sample",
      "made/data_before_fmt.wav": "its data chunk stands before its fmt chunk",
      "made/two_data_chunks.wav": "it has 2 data chunks",
      "made/id3_size_huge.mp3": "no sound is found behind its ID3 tag",
      "made/bit_rot.flac": "its first block of samples is not whole",
      "made/marker_only.flac": "it ends before its header is whole",
      "lfs_pointer_instead_of_audio.wav": "it is a Git LFS pointer, not sound",
    ]
    for (name, why) in expected {
      #expect(try refusal(Array(path(name).utf8))?.sentence.why == why, "\(name)")
    }
  }

  @Test("surveys say what is odd about the samples")
  func issues() throws {
    let expected: [String: [String]] = [
      "made/all_zero.wav": ["it is silent"],
      "made/nan.wav": ["100 samples are not finite and count as 0"],
      "made/inf.wav": ["2 samples are not finite and count as 0"],
      "made/denormals.wav": ["nothing in it is louder than −60 dB"],
      "made/clipped_square.wav": ["8000 samples are clipped, up to 8000 in a row"],
      "made/dc_full_scale.wav": [
        "8000 samples are clipped, up to 8000 in a row", "it is off center by 1.0 of full scale",
      ],
      "made/truncated_half.wav": ["it ends after 3479 bytes; its header promises 6958"],
      "made/UPPERCASE.WAV": [],
    ]
    for (name, issues) in expected {
      let survey = try SoundFileSurvey(Array(path(name).utf8))
      #expect(survey.issues == issues, "\(name)")
      #expect(survey.isTruncated == (name == "made/truncated_half.wav"))
    }
  }
}
