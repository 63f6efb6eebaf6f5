import Acoustics
import Foundation
import Testing

/// Every feature, live and from a file.
struct FeatureStreamingTests {
  /// Settings under which every feature has something to do.
  private func feature(
    _ id: FeatureID, _ preset: Preset, _ change: ParameterTable
  ) throws -> any Feature {
    let table = preset.parameters.merging(change)
    let setup = try table.setup(id, recordingRate: 16_000)
    return try FeatureRegistry.make(id, setup.settings)
  }

  private func frames(
    _ feature: any Feature, _ samples: [Float], _ peak: FeatureExtractor.PeakSource,
    piece: () -> Int
  ) throws -> [Float] {
    let extractor = try FeatureExtractor(feature, peak: peak)
    var values: [Float] = []
    var start = 0
    while start < samples.count {
      let end = min(samples.count, start + piece())
      extractor.push(Array(samples[start..<end])) { values.append(contentsOf: $0) }
      start = end
    }
    try extractor.finish { values.append(contentsOf: $0) }
    return values
  }

  @Test(
    "frames are the same, bit for bit, however the samples are cut",
    arguments: FeatureRegistry.all.map { $0.id },
    PresetRegistry.all.filter { $0.name != "bat" }.map { $0.name })
  func pieces(id: FeatureID, name: String) throws {
    let preset = try #require(PresetRegistry.preset(name))
    // Few frames of long transforms, and limits that every feature can take.
    let feature = try feature(id, preset, ["low-hz": 100, "high-hz": 7000])
    var noise = Noise(UInt64(name.count))
    for count in [5001, 9007 + Int.random(in: 0..<160, using: &noise)] {
      let offset = Int.random(in: 0..<500, using: &noise)
      let samples = Array(noise.samples(count + offset)[offset...])
      let whole = try FeatureMatrix(feature, of: samples)
      guard whole.frameCount > 0 else { continue }
      let cut = try frames(feature, samples, .wholeClip) {
        Int.random(in: 1...700, using: &noise)
      }
      #expect(cut == whole.values)
      #expect(whole.values.count == whole.frameCount * feature.binAxis.count)
    }
  }

  @Test("a peak found before gives what a clip held in memory gives")
  func knownPeak() throws {
    let feature = try feature(.mfcc, .librosa, ["n-fft": 512, "hop-length": 160, "top-db": 30])
    #expect(feature.reach == .wholeClip)
    var noise = Noise(41)
    let samples = noise.samples(8000).enumerated().map { $1 * Float($0) / 8000 }
    let meter = try #require(try PeakMeter(feature))
    for start in stride(from: 0, to: samples.count, by: 777) {
      meter.push(Array(samples[start..<min(samples.count, start + 777)]))
    }
    let peak = try meter.finish()
    let whole = try frames(feature, samples, .wholeClip) { 8000 }
    #expect(try frames(feature, samples, .known(peak)) { 333 } == whole)
    // The loudest frame is the last, so live the early ones are cut less.
    let live = try frames(feature, samples, .running) { 333 }
    #expect(live.count == whole.count && live != whole)
    #expect(Array(live.suffix(20)) == Array(whole.suffix(20)))
  }

  @Test("what is local needs no peak and says how late it comes")
  func reach() throws {
    #expect(try feature(.logMel, .kaldi, [:]).reach == .local(delay: 0))
    #expect(try feature(.mfcc, .kaldi, ["delta": 2]).reach == .local(delay: 4))
    #expect(try feature(.logMel, .whisper, [:]).reach == .wholeClip)
    #expect(try feature(.onsetStrength, .kaldi, [:]).reach == .local(delay: 0))
    #expect(try feature(.onsetStrength, .librosa, [:]).reach == .wholeClip)
    #expect(
      try feature(.logMel, .librosa, ["reference": "peak", "top-db": "none"]).reach.isWholeClip)
    let meter = try PeakMeter(feature(.logMel, .kaldi, [:]))
    #expect(meter == nil)
  }

  @Test("nine frames are needed for a change over time")
  func short() throws {
    let feature = try feature(.delta, .kaldi, [:])
    #expect(throws: FeatureError.tooFewFrames(found: 8, needed: 9)) {
      try FeatureMatrix(feature, of: [Float](repeating: 0.1, count: 400 + 7 * 160))
    }
    let nine = try FeatureMatrix(feature, of: [Float](repeating: 0.1, count: 400 + 8 * 160))
    #expect(nine.frameCount == 9)
  }

  @Test("edges are padded as NumPy does it, short signals too", arguments: EdgePadding.allCases)
  func edges(edges: EdgePadding) throws {
    var settings = AnalysisSettings(sampleRate: 8000, windowLength: 8, hopLength: 3, nFFT: 8)
    settings.edges = edges
    settings.windowShape = .hann
    for count in [1, 2, 3, 5, 30] {
      let samples = (0..<count).map { Float($0 + 1) }
      func at(_ index: Int) -> Float {
        if index >= 0, index < count { return samples[index] }
        switch edges {
        case .zeros: return 0
        case .reflect where count == 1: return samples[0]
        case .reflect:
          var place = index
          while place < 0 || place >= count {
            place = place < 0 ? -place : 2 * (count - 1) - place
          }
          return samples[place]
        case .symmetric:
          var place = index
          while place < 0 || place >= count {
            place = place < 0 ? -place - 1 : 2 * count - 1 - place
          }
          return samples[place]
        }
      }
      let padded = (-4..<count + 12).map(at)
      var plain = settings
      plain.framing = .leftAligned
      plain.edges = .zeros
      let expected = try FeatureMatrix(.spectrogram, of: padded, settings: plain).values
      let found = try FeatureMatrix(.spectrogram, of: samples, settings: settings)
      #expect(found.values == Array(expected.prefix(found.values.count)))
      var analyzer = try SpectralAnalyzer(settings)
      var live: [Float] = []
      for sample in samples { analyzer.push([sample]) { live.append(contentsOf: $0) } }
      analyzer.finish { live.append(contentsOf: $0) }
      #expect(live == found.values)
    }
  }

  @Test(
    "what comes live is finite, and silence under a tone makes no onset",
    arguments: FeatureRegistry.all.map { $0.id })
  func live(id: FeatureID) throws {
    let feature = try feature(
      id, .librosa, ["n-fft": 512, "hop-length": 160, "low-hz": 100, "high-hz": 7000])
    var noise = Noise(42)
    // Faint noise, then a tone: the floor under the peak rises with it.
    let samples = noise.samples(16_000).enumerated().map { place, sample in
      sample * 1e-5 + (place < 8000 ? 0 : Float(sin(0.3 * Double(place))) * 0.5)
    }
    let live = try frames(feature, samples, .running) { 500 }
    let whole = try FeatureMatrix(feature, of: samples)
    #expect(live.count == whole.values.count)
    #expect(live.allSatisfy { $0.isFinite })
    if id == .onsetStrength {
      // The tone is one onset; while it lasts the floor has settled and nothing rises any more.
      #expect(live[..<45].allSatisfy { $0 < 20 })
      #expect(Array(live.suffix(30)) == Array(whole.values.suffix(30)))
    }
  }
}
