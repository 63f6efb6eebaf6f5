import Acoustics
import Foundation
import Testing

struct PitchPathTests {
  private let rate = 16_000.0

  /// Silence, harmonics of a gliding pitch, noise.
  private func voice() -> [Float] {
    var noise = Noise(77)
    var phase = 0.0
    let glide = (0..<16_000).map { place -> Float in
      phase += (120 + 80 * Double(place) / 16_000) / rate
      return (1...5).reduce(Float(0)) { sum, number in
        sum + Float(sin(2 * Double.pi * phase * Double(number)) / Double(number)) * 0.2
      }
    }
    return [Float](repeating: 0, count: 8000) + glide + noise.samples(8000).map { $0 * 0.3 }
  }

  @Test("a voice is found where it is, at its pitch", arguments: [FeatureID.pyin, .praatPitch])
  func glide(id: FeatureID) throws {
    let matrix = try FeatureMatrix(id, of: voice(), settings: .standard(sampleRate: rate))
    #expect(matrix.binAxis.count == 2 && matrix.binAxis.curveCount == 1)
    for frame in 0..<45 { #expect(matrix[bin: 0, frame: frame] == 0) }
    for frame in 56..<145 {
      let expected = 120 + 80 * Double(frame - 50) / 100
      let found = Double(matrix[bin: 0, frame: frame])
      #expect(abs(found / expected - 1) < 0.015, "frame \(frame): \(found), not \(expected)")
    }
    let noisy = (158..<198).filter { matrix[bin: 0, frame: $0] > 0 }
    #expect(noisy.count < 8)
  }

  @Test("a path needs all of the clip, and a choice by frame does not")
  func reach() throws {
    var settings = AnalysisSettings.standard(sampleRate: rate)
    #expect(try PraatPitch(settings).reach == .path)
    #expect(try ProbabilisticYIN(settings).reach == .path)
    #expect(try Formants(settings).reach == .local(delay: 0))
    #expect(try Intensity(settings).reach == .local(delay: 0))
    settings.correlation.followsPath = false
    let feature = try PraatPitch(settings)
    #expect(feature.reach == .local(delay: 0))
    // Frame by frame it comes while the sound does.
    let extractor = try FeatureExtractor(feature, peak: .running)
    var count = 0
    extractor.push(voice()) { _ in count += 1 }
    #expect(count > 190)
    let path = try FeatureExtractor(PraatPitch(.standard(sampleRate: rate)), peak: .running)
    path.push(voice()) { _ in Issue.record("a frame came before the end") }
  }

  @Test("a jump of an octave in one frame is smoothed away by the path alone")
  func jump() {
    let right = PitchCandidate(hertz: 100, strength: 0.9)
    let wrong = PitchCandidate(hertz: 200, strength: 0.95)
    let frames = (0..<9).map { frame in
      PitchCandidates(
        peak: 1, all: frame == 4 ? [.unvoiced, wrong, right] : [.unvoiced, right])
    }
    let choice = CandidatePath(settings: CorrelationSettings(), highHertz: 600, step: 0.01)
    #expect(choice.best(of: frames[4], loudest: 1).hertz == 200)
    #expect(choice.path(frames, loudest: 1).map(\.hertz) == [Double](repeating: 100, count: 9))
    // Quiet frames have no voice, nor have those above the ceiling.
    #expect(choice.best(of: frames[0], loudest: 1000).hertz == 0)
    let low = CandidatePath(settings: CorrelationSettings(), highHertz: 90, step: 0.01)
    #expect(low.path(frames, loudest: 1).allSatisfy { $0.hertz == 0 })
    #expect(choice.path([], loudest: 1).isEmpty)
  }

  @Test(
    "the path through states is the best of all", arguments: [1, 2, 3],
    [(seconds: 0.003, reach: 5), (seconds: 0.01, reach: 20)])
  func states(seed: Int, speed: (seconds: Double, reach: Int)) {
    let (count, reach) = (40, speed.reach)
    var noise = Noise(UInt64(seed))
    let frames = (0..<700).map { frame -> ProbableYIN.Observation in
      guard frame % 90 < 60 else { return .init(pitches: [], voiced: 0) }
      let pitches = (0..<3).map { _ in Int.random(in: 0..<count, using: &noise) }
      let shares = noise.samples(3).map { Double(abs($0)) / 3.1 }
      let unique = Dictionary(zip(pitches, shares)) { first, _ in first }.sorted { $0.key < $1.key }
      return .init(
        pitches: unique.map { ($0.key, $0.value) },
        voiced: min(1, unique.reduce(0) { $0 + $1.value }))
    }
    var states = PitchStates(count: count, frameSeconds: speed.seconds)
    let expected = best(frames, count, reach: reach)
    var found: [Int?] = []
    for frame in frames { states.push(frame) { found.append($0) } }
    // Where the pitches lie too far apart, paths with a voice and without go on side by side for
    // long; elsewhere frames are decided on the way.
    #expect(reach == 5 || found.count > 400)
    states.finish { found.append($0) }
    #expect(found == expected)
    // It begins anew.
    found = []
    for frame in frames { states.push(frame) { found.append($0) } }
    states.finish { found.append($0) }
    #expect(found == expected)
  }

  @Test("frames of a long silence are decided as they come")
  func silence() {
    var states = PitchStates(count: 40, frameSeconds: 0.01)
    var found: [Int?] = []
    for frame in 0..<5_000 {
      let isSung = frame < 50
      states.push(
        .init(pitches: isSung ? [(step: 7, probability: 0.9)] : [], voiced: isSung ? 0.9 : 0)
      ) { found.append($0) }
    }
    #expect(found.count > 4_500)
    states.finish { found.append($0) }
    #expect(found == (0..<5_000).map { (1..<50).contains($0) ? 7 : nil })
  }

  /// The best path by trying every state after every other.
  private func best(
    _ frames: [ProbableYIN.Observation], _ count: Int, reach: Int
  ) -> [Int?] {
    let least = Double.leastNormalMagnitude
    let sums = (0..<count).map { from in
      (0..<count).reduce(0.0) { $0 + max(0, 1 - Double(abs($1 - from)) / Double(reach + 1)) }
    }
    let steps = (0..<2 * count).map { from in
      (0..<2 * count).map { to in
        let share = max(0, 1 - Double(abs(to % count - from % count)) / Double(reach + 1))
        let voice = from / count == to / count ? 0.99 : 0.01
        return log(voice * share / sums[from % count] + least)
      }
    }
    func seen(_ frame: ProbableYIN.Observation, _ state: Int) -> Double {
      if state >= count { return log((1 - frame.voiced) / Double(count) + least) }
      return log((frame.pitches.first { $0.step == state }?.probability ?? 0) + least)
    }
    var values = (0..<2 * count).map { state in
      (state < count ? log(least) : log(1 / Double(count) + least)) + seen(frames[0], state)
    }
    var origins: [[Int]] = []
    for frame in frames.dropFirst() {
      var (next, from) = (values, [Int](repeating: 0, count: values.count))
      for state in values.indices {
        let ways = values.indices.map { values[$0] + steps[$0][state] }
        from[state] = ways.indices.reduce(0) { ways[$1] > ways[$0] ? $1 : $0 }
        next[state] = ways[from[state]] + seen(frame, state)
      }
      origins.append(from)
      values = next
    }
    var path = [values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }]
    for from in origins.reversed() { path.append(from[path[path.count - 1]]) }
    return path.reversed().map { $0 < count ? $0 : nil }
  }

  @Test("the curve goes through its points, and its highest place is found")
  func curve() {
    let points = (0..<81).map { (place: Int) -> Double in
      let distance = Double(place) - 40
      return cos(0.31 * (distance - 0.3)) * exp(-abs(distance) / 60)
    }
    points.withUnsafeBufferPointer { points in
      let curve = SincCurve(points: points)
      for place in 0..<81 {
        #expect(abs(curve.value(at: Double(place), depth: 30) - points[place]) < 1e-12)
      }
      let between = curve.value(at: 40.5, depth: 30)
      #expect(abs(between - cos(0.31 * 0.2) * exp(-0.5 / 60)) < 0.01)
      let top = curve.maximum(around: 40, depth: 30)
      let best = (0...2000).map { 39 + Double($0) / 1000 }
        .max { curve.value(at: $0, depth: 30) < curve.value(at: $1, depth: 30) }
      #expect(abs(top.place - (best ?? 0)) < 0.002)
      #expect(curve.value(at: -3, depth: 30) == points[0])
      #expect(curve.value(at: 99, depth: 30) == points[80])
    }
  }

  @Test("settings that make no sense are refused")
  func errors() throws {
    func refuses(_ id: FeatureID, _ change: (inout AnalysisSettings) -> Void) -> Bool {
      var settings = AnalysisSettings.standard(sampleRate: rate)
      change(&settings)
      do throws(FeatureError) {
        _ = try FeatureRegistry.make(id, settings)
        return false
      } catch {
        return !error.sentence.why.isEmpty
      }
    }
    #expect(!refuses(.praatPitch) { _ in })
    #expect(refuses(.praatPitch) { $0.pitch.lowHertz = 0 })
    #expect(refuses(.praatPitch) { $0.pitch.lowHertz = 1e-6 })
    #expect(refuses(.praatPitch) { $0.correlation.candidates = 1 })
    #expect(refuses(.praatPitch) { $0.correlation.voicing = .nan })
    #expect(refuses(.praatPitch) { $0.correlation.jumpCost = -1 })
    #expect(refuses(.pyin) { $0.pitch.lowHertz = 9000 })
    #expect(refuses(.pyin) { $0.pitch.frameSeconds = 0.001 })
    #expect(refuses(.intensity) { $0.intensity.lowHertz = 0 })
    #expect(refuses(.intensity) { $0.intensity.lowHertz = 1e-3 })
  }

  @Test("a full-scale sine has 91 dB, whatever its pitch and its mean")
  func intensity() throws {
    for hertz in [110.0, 440, 3000] {
      let samples = sine(hertz: hertz, amplitude: 1, rate: rate, count: 16_000).map { $0 + 0.25 }
      let matrix = try FeatureMatrix(
        .intensity, of: samples, settings: .standard(sampleRate: rate))
      for frame in 10..<90 { #expect(abs(matrix.values[frame] - 90.97) < 0.05) }
    }
    let silence = try FeatureMatrix(
      .intensity, of: [Float](repeating: 0, count: 4000), settings: .standard(sampleRate: rate))
    #expect(silence.values.allSatisfy { $0 == -300 })
  }
}
