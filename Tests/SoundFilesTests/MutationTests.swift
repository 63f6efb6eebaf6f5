import Acoustics
import Foundation
import SoundFiles
import Testing

/// Files with random damage, most of it in their headers: nothing may crash or hang.
struct MutationTests {
  /// Deterministic numbers.
  private struct Dice {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 1 }

    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, sides)
    }
  }

  private static let seeds: [[UInt8]] = {
    let samples = (0..<500).map { Int16($0 * 50) }
    let made = [
      SoundBuilder.wav(SoundBuilder.pcm16(samples)),
      SoundBuilder.wav(SoundBuilder.pcm16(samples), channels: 2, marker: "RIFX"),
      SoundBuilder.wav(SoundBuilder.pcm16(samples), dataSize: 0xFFFF_FFFF, marker: "RF64"),
      SoundBuilder.aiff(samples, rate: 8000),
    ]
    let recorded = [
      "matrix/flac_pcm_16.flac", "matrix/ogg_vorbis.ogg", "matrix/mp3_mpeg_layer_iii.mp3",
      "matrix/w64_pcm_16.w64", "matrix/rf64_pcm_16.rf64", "matrix/caf_pcm_16.caf",
      "matrix/au_pcm_16.au", "matrix/wav_ms_adpcm.wav", "encoders/mp3_mpeg2_22050_mono.mp3",
      "encoders/mp3_vbr_v9_id3.mp3",
    ]
    guard let shared = SharedFolder.path else { return made }
    return made
      + recorded.compactMap { FileManager.default.contents(atPath: "\(shared)/data/formats/\($0)") }
      .map { [UInt8]($0.prefix(20_000)) }
  }()

  @Test("every damaged file opens or is refused", arguments: 0..<15)
  func mutations(round: Int) throws {
    let folder = try TemporaryFolder()
    for (number, seed) in Self.seeds.enumerated() {
      var dice = Dice(UInt64(round * 1000 + number))
      var bytes = seed
      for _ in 0...dice.roll(6) {
        let reach = dice.roll(3) == 0 ? bytes.count : min(bytes.count, 128)
        let place = dice.roll(reach)
        switch dice.roll(4) {
        case 0: bytes[place] = [0, 1, 0x7F, 0x80, 0xFF][dice.roll(5)]
        case 1: for step in place..<min(bytes.count, place + 4) { bytes[step] = 0xFF }
        case 2: bytes[place] = UInt8(dice.roll(256))
        default: if bytes.count > 8 { bytes.removeLast(dice.roll(bytes.count / 4)) }
        }
      }
      let path = try folder.write(bytes)
      do throws(SoundFileError) {
        let sound = try SoundFile(path)
        let span = SampleRange(sound.facts.sampleCount / 2..<sound.facts.sampleCount)
        let end = min(span.upperBound, span.lowerBound + 5000)
        _ = try sound.read(SampleRange(span.lowerBound..<end), .mix)
        #expect(try SoundFileSurvey(path).peak.isFinite)
      } catch {
        expectSentence(error)
      }
    }
  }
}
