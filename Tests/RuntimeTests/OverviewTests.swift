import Acoustics
import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import Testing

@Suite struct OverviewTests {
  private static let length = 300_000

  private func make(
    _ path: [UInt8], _ shelf: PyramidShelf?, feature: FeatureID? = .spectrogram,
    span: Range<Int>? = nil
  ) throws -> ClipPicture {
    try PictureMaker.picture(
      of: path, span: span, columns: 60, feature: feature, channel: nil, shelf: shelf)
  }

  @Test func aLongRecordingIsDrawnFromItsOverviewAndKept() throws {
    let folder = try FolderTree()
    let path = try folder.write(Sound.wav(samples: Self.length), "long.wav")
    let cache = OverviewCache(folder: folder.text + "/cache/overviews")
    let shelf = PyramidShelf(cache: cache, threads: 2, length: 100_000)
    let made = try make(path, shelf)
    shelf.finish()
    #expect(cache.contents().count == 1)

    let exact = try make(path, nil)
    let wanted = exact.feature?.values ?? []
    let found = made.feature?.values ?? []
    #expect(found.count == wanted.count && !made.isPreview)
    let near = zip(found, wanted).filter { abs($0 - $1) < 1 }.count
    #expect(Double(near) > 0.98 * Double(wanted.count))
    #expect(made.waveform.maxima == exact.waveform.maxima)

    let other = PyramidShelf(cache: cache, threads: 1, length: 100_000)
    #expect(try make(path, other) == made)
    let wave = try make(path, other, feature: nil)
    #expect(wave.feature == nil && wave.waveform == made.waveform)
    let coefficients = try make(path, other, feature: .mfcc)
    #expect(coefficients.feature?.unit == .coefficient)
    other.finish()
    #expect(cache.contents().count == 1)
  }

  @Test func whatIsFinerThanAnOverviewIsSketchedFirst() throws {
    let folder = try FolderTree()
    let path = try folder.write(Sound.wav(samples: 800_000), "long.wav")
    let shelf = PyramidShelf(cache: nil, length: 100_000)
    _ = try make(path, shelf)
    let maker = try PictureMaker(
      path, span: 100_000..<700_000, columns: 4000, feature: .spectrogram, channel: nil)
    var previews: [ClipPicture] = []
    let made = try maker.make(
      shelf: shelf, isWanted: { true }, wait: { _ in }, preview: { previews.append($0) })
    #expect(previews.map(\.isPreview) == [true])
    #expect(previews.first?.feature?.grid == made?.feature?.grid)
    let exact = try maker.make(shelf: nil, isWanted: { true }, wait: nil, preview: nil)
    #expect(made == exact && made?.isPreview == false)
    #expect(previews.first?.feature?.values != exact?.feature?.values)

    previews = []
    let left = try maker.make(
      shelf: shelf, isWanted: { false }, wait: { _ in }, preview: { previews.append($0) })
    #expect(left == nil && previews.count == 1)
    shelf.finish()
  }

  @Test func meansAndFineCoefficientsAreThoseOfTheSamples() throws {
    let folder = try FolderTree()
    let path = try folder.write(Sound.wav(samples: Self.length), "long.wav")
    let shelf = PyramidShelf(cache: nil, threads: 2, length: 100_000)
    func make(
      _ shelf: PyramidShelf?, _ columns: Int, _ feature: FeatureID, _ pooling: LevelPooling
    ) throws -> [Float] {
      try PictureMaker.picture(
        of: path, span: nil, columns: columns, feature: feature, channel: nil, pooling: pooling,
        shelf: shelf
      ).feature?.values ?? []
    }
    let mean = try make(shelf, 60, .spectrogram, .mean)
    let exact = try make(nil, 60, .spectrogram, .mean)
    let loudest = try make(shelf, 60, .spectrogram, .loudest)
    #expect(zip(mean, exact).filter { abs($0 - $1) < 1 }.count > mean.count * 98 / 100)
    #expect(zip(mean, loudest).filter { $0 <= $1 + 0.5 }.count == mean.count)
    let coefficients = try make(shelf, 600, .mfcc, .loudest)
    #expect(try coefficients == make(nil, 600, .mfcc, .loudest))
    shelf.finish()
  }

  @Test(arguments: [
    FeatureID.multitaper, .reassigned, .bark, .erb, .constantQ, .chroma, .harmonic, .percussive,
  ])
  func everyWayOfSeeingHasAnOverview(feature: FeatureID) throws {
    let folder = try FolderTree()
    let path = try folder.write(Sound.wav(samples: Self.length), "long.wav")
    let shelf = PyramidShelf(cache: nil, threads: 2, length: 100_000)
    func make(_ shelf: PyramidShelf?) throws -> FeaturePicture {
      try #require(
        PictureMaker.picture(
          of: path, span: nil, columns: 60, feature: feature, channel: nil, shelf: shelf
        ).feature)
    }
    let (known, exact) = (try make(shelf), try make(nil))
    #expect(known.binAxis == exact.binAxis && known.values.count == exact.values.count)
    let near = zip(known.values, exact.values).count { abs($0 - $1) < 1.5 }
    #expect(near > exact.values.count * 9 / 10, "\(near) of \(exact.values.count)")
    shelf.finish()
  }

  @Test func whatIsMarkedIsMeasuredWithItsSurroundings() throws {
    let folder = try FolderTree()
    try folder.write(Sound.wav(samples: 16_000), "a.wav")
    let service = MeasureService(
      location: try LibraryLocation([Array(folder.text.utf8)], library: nil), mailbox: Mailbox())
    func measures(_ span: Range<Int>) throws -> SoundMeasures {
      try service.measures(
        of: MeasureRequest(
          path: RecordingPath("a.wav"), span: span, hertz: 100...3000, channel: nil,
          surroundings: 0..<16_000))
    }
    let found = try measures(4000..<8000)
    #expect(found.duration > 0 && (found.level ?? 0) < 0)
    #expect(found.peakHertz.map { (100...3000).contains($0) } == true)
    #expect(throws: Failure.self) {
      _ = try service.measures(
        of: MeasureRequest(
          path: RecordingPath("b.wav"), span: 0..<10, hertz: nil, channel: nil,
          surroundings: 0..<10))
    }
  }

  @Test func aDamagedOverviewIsMadeAgain() throws {
    let folder = try FolderTree()
    let path = try folder.write(Sound.wav(samples: Self.length), "long.wav")
    let cache = OverviewCache(folder: folder.text + "/overviews")
    let shelf = PyramidShelf(cache: cache, length: 100_000)
    let made = try make(path, shelf)
    shelf.finish()
    let names = try FileManager.default.contentsOfDirectory(atPath: cache.folder)
    let name = try #require(names.first { $0.hasSuffix(".overview") })
    let file = cache.folder + "/" + name
    var bytes = try #require(FileManager.default.contents(atPath: file))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(filePath: file))
    let again = PyramidShelf(cache: cache, length: 100_000)
    #expect(try make(path, again) == made)
    again.finish()
    #expect(cache.contents().count == 1)
  }

  @Test func aRecordingThatChangesIsLookedAtAnew() throws {
    let folder = try FolderTree()
    let path = try folder.write(Sound.wav(samples: Self.length), "long.wav")
    let shelf = PyramidShelf(cache: nil, length: 100_000)
    let first = try make(path, shelf)
    try folder.write(Sound.wav(samples: Self.length + 40_000, seed: 3), "long.wav")
    let longer = try make(path, shelf)
    #expect(longer.clipSamples.count == Self.length + 40_000)
    #expect(longer != first)
    #expect(throws: Failure.self) {
      _ = try make(path, shelf, span: 900_000..<910_000)
    }
    try folder.write(Sound.wav(samples: 800), "long.wav")
    #expect(try make(path, shelf).clipSamples.count == 800)
    try FileManager.default.removeItem(atPath: FilePath.text(path))
    #expect(throws: Failure.self) { _ = try make(path, shelf) }
    shelf.finish()
  }

  @Test func withoutRoomNothingIsKeptAndNothingIsLost() throws {
    let folder = try FolderTree()
    let path = try folder.write(Sound.wav(samples: Self.length), "long.wav")
    try folder.write("no folder", "file")
    let cache = OverviewCache(folder: folder.text + "/file/overviews")
    let shelf = PyramidShelf(cache: cache, length: 100_000)
    #expect(try !make(path, shelf).isPreview)
    shelf.finish()
    #expect(cache.contents().count == 0)
    #expect(throws: Failure.self) { try cache.setLimit(5) }
  }

  @Test func theLimitRemovesWhatWasUsedLeastRecently() throws {
    let folder = try FolderTree()
    let cache = OverviewCache(folder: folder.text + "/overviews")
    for (place, name) in ["a", "b", "c"].enumerated() {
      let file = try folder.write([UInt8](repeating: 1, count: 100), "overviews/\(name).overview")
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: Double(1000 * (3 - place)))],
        ofItemAtPath: FilePath.text(file))
    }
    #expect(cache.limit == OverviewCache.usualLimit)
    #expect(cache.contents() == OverviewCache.Contents(count: 3, bytes: 300))
    try cache.setLimit(250)
    #expect(cache.limit == 250)
    let left = try FileManager.default.contentsOfDirectory(atPath: cache.folder).sorted()
    #expect(left == ["a.overview", "b.overview", "limit"])
    try cache.clear()
    #expect(cache.contents().count == 0)
    #expect(cache.limit == 250)
  }

  @Test func whoQuitsWaitsForNoPieceOfAnOverview() throws {
    let folder = try FolderTree()
    let path = try folder.write(Sound.wav(samples: 5 << 20), "long.wav")
    let subject = try #require(
      PyramidSubject(path, channel: nil, feature: .spectrogram, pooling: .loudest))
    let settings = AnalysisSettings.standard(sampleRate: 8000)
    let axis = try FeatureRegistry.make(.spectrogram, settings).binAxis
    // A piece may have been ready just when all was given up, but not every time.
    let wasLeft = (0..<5).contains { _ in
      let shelf = PyramidShelf(cache: nil, threads: 1, length: 100_000)
      let pyramid = shelf.pyramid(
        of: subject, settings: settings, sampleCount: 5 << 20, binAxis: axis, lookingAt: nil)
      pyramid.begin()
      usleep(20_000)
      pyramid.giveUp()
      let progress = pyramid.progress
      shelf.finish()
      return pyramid.progress == progress && !pyramid.isComplete
    }
    #expect(wasLeft)
  }

  @Test func piecesComeFromWhatIsLookedAtOutwards() throws {
    let pyramid = RecordingPyramid(
      sampleCount: 20 << 20, windowLength: 200,
      binAxis: .hertz(lowest: 0, step: 1, count: 257))
    pyramid.look(at: 15 << 20)
    let middles = (0..<5).compactMap { _ in pyramid.takePiece() }
      .map { pyramid.grid.samples(ofColumns: $0).lowerBound >> 20 }
    #expect(middles.first.map { abs($0 - 15) <= 1 } == true)
    #expect(middles.allSatisfy { abs($0 - 15) <= 3 })
    #expect(pyramid.progress == 0 && !pyramid.isComplete)
    pyramid.giveUp()
    #expect(pyramid.takePiece() == nil)
  }
}
