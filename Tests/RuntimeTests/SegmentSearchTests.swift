import Acoustics
import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import Testing

@Suite struct SegmentSearchTests {
  private let tree = try? FolderTree()

  /// Mono of 16 bits at 8 kHz: 4 s of faint noise with tones from 1 to 1.5 s and from 2.5 to 3 s.
  private static var wav: [UInt8] {
    var state: UInt64 = 9
    let samples = (0..<32_000).map { place -> Int16 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let noise = Double(state >> 40) / Double(1 << 24) - 0.5
      let isTone = (8000..<12_000).contains(place) || (20_000..<24_000).contains(place)
      let tone = isTone ? 0.3 * sin(2 * .pi * 700 * Double(place) / 8000) : 0
      return Int16(32_000 * (tone + 0.002 * noise))
    }
    func little(_ value: Int, _ width: Int) -> [UInt8] {
      (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    let data = samples.flatMap { little(Int($0), 2) }
    return Array("RIFF".utf8) + little(36 + data.count, 4) + Array("WAVEfmt ".utf8)
      + little(16, 4) + little(1, 2) + little(1, 2) + little(8000, 4) + little(16_000, 4)
      + little(2, 2) + little(16, 2) + Array("data".utf8) + little(data.count, 4) + data
  }

  private func search(
    _ path: [UInt8], _ method: String, span: Range<Int>? = nil, piece: Int
  ) throws -> [SoundSegment] {
    var search = try SegmentSearch(
      SegmentRequest(
        number: 1, path: RecordingPath("a.wav"), span: span, channel: nil, method: method,
        settings: SegmentationSettings()), path)
    while try search.step(piece) { #expect(search.share < 1) }
    #expect(search.share == 1)
    return search.found
  }

  @Test(arguments: SegmentationRegistry.all.map { $0.id })
  func piecesDoNotMatterAndSpansAreOfTheRecording(method: String) throws {
    let tree = try #require(tree)
    let path = try tree.write(Self.wav, "a.wav")
    let whole = try search(path, method, piece: 1 << 20)
    #expect(try search(path, method, piece: 1000) == whole)
    guard method == "energy" else { return }
    #expect(whole.count == 2)
    #expect(abs((whole.first?.span.range.lowerBound ?? 0) - 8000) < 400)
    let part = try search(path, method, span: 16_000..<32_000, piece: 4096)
    #expect(part.count == 1)
    #expect(abs((part.first?.span.range.lowerBound ?? 0) - 20_000) < 400)
  }

  @Test func aBandTheRecordingDoesNotHaveIsRefused() throws {
    let tree = try #require(tree)
    let path = try tree.write(Self.wav, "a.wav")
    var settings = SegmentationSettings()
    (settings.lowHertz, settings.highHertz) = (5000, 9000)
    #expect(throws: Failure.self) {
      try SegmentSearch(
        SegmentRequest(
          number: 1, path: RecordingPath("a.wav"), span: nil, channel: nil, method: "energy",
          settings: settings), path)
    }
  }
}
