import Acoustics
import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import Testing

/// Moments that are found in the samples of files.
@Suite struct PlaceServiceTests {
  private let folder: FolderTree
  private let service: PlaceService

  init() throws {
    folder = try FolderTree()
    service = PlaceService(
      location: try LibraryLocation([folder.path], environment: [:]), mailbox: Mailbox()
    ) { false }
  }

  private func request(
    _ kind: PlaceRequest.Kind, _ samples: Range<Int>, cursor: Int = 0
  ) -> PlaceRequest {
    PlaceRequest(
      clip: ID(row: 1), path: RecordingPath("a.wav"), channel: nil, kind: kind, samples: samples,
      cursor: cursor)
  }

  private func write(_ samples: [Int16]) throws {
    try folder.write(Sound.wav(samples, rate: 8000), "a.wav")
  }

  @Test func theLoudestSampleIsExact() throws {
    var samples = (0..<40_000).map { Int16($0 % 700) }
    samples[12_345] = -9000
    samples[30_001] = 8999
    samples[30_500] = 8999
    try write(samples)
    func loudest(_ stretches: [(Range<Int>, Float)]) -> FoundPlace? {
      let all = stretches.map { PlaceRequest.Stretch(samples: $0.0, peak: $0.1) }
      return service.place(of: request(.loudest(all), 0..<40_000)) { false }
    }
    #expect(loudest([(0..<40_000, .infinity)]) == .at(12_345))
    #expect(loudest([(20_000..<40_000, .infinity)]) == .at(30_001))
    #expect(loudest([(30_002..<90_000, .infinity)]) == .at(30_500))
    // A stretch that can hold nothing louder is not looked at.
    #expect(loudest([(30_000..<31_000, 0.275), (12_000..<13_000, 0.2)]) == .at(30_001))
    #expect(loudest([(30_000..<31_000, 0.275), (12_000..<13_000, 0.9)]) == .at(12_345))
    #expect(loudest([(0..<1, .infinity)]) == .nowhere)
    #expect(
      service.place(
        of: request(
          .loudest([PlaceRequest.Stretch(samples: 0..<9, peak: .infinity)]), 0..<40_000)
      ) { true } == nil)
  }

  @Test func onsetsAreFoundOnBothSidesOverPieces() throws {
    let onsets = [16_000, 150_000, 152_000]
    let samples = (0..<200_000).map { sample -> Int16 in
      guard let onset = onsets.last(where: { $0 <= sample }) else { return Int16(sample % 2) }
      let since = Double(sample - onset) / 8000
      return Int16(12_000 * sin(4000 * since + 1) * exp(-40 * since))
    }
    try write(samples)
    func near(_ found: FoundPlace?, _ onset: Int) -> Bool {
      guard case .at(let sample)? = found else { return false }
      return abs(sample - onset) <= 24
    }
    func next(_ cursor: Int) -> FoundPlace? {
      service.place(
        of: request(.onset(isNext: true), cursor + 1..<200_000, cursor: cursor)
      ) { false }
    }
    func previous(_ cursor: Int) -> FoundPlace? {
      service.place(of: request(.onset(isNext: false), 0..<cursor, cursor: cursor)) { false }
    }
    #expect(near(next(0), 16_000))
    #expect(near(next(17_000), 150_000))
    #expect(near(next(150_100), 152_000))
    #expect(next(153_000) == .nowhere)
    #expect(near(previous(199_999), 152_000))
    #expect(near(previous(151_000), 150_000))
    #expect(near(previous(149_000), 16_000))
    #expect(previous(15_000) == .nowhere)
  }

  @Test func aFileThatIsGoneIsSaid() {
    let found = service.place(of: request(.onset(isNext: true), 0..<9)) { false }
    guard case .failed? = found else {
      Issue.record("\(String(describing: found))")
      return
    }
  }
}
