import Acoustics
import Foundation
import Testing

/// Against Praat 6.1.38 and librosa 0.11's pYIN; tolerances are those of the manifest.
struct VoiceReferenceTests {
  private static func vectors(_ name: String) -> [ReferenceVector] {
    ReferenceVector.all.filter { $0.name == name }
  }

  /// What another program made, row after row.
  private struct Rows {
    private(set) var samples: [Float]
    private(set) var rate: Double
    let values: [[Float]]

    init(_ vector: ReferenceVector, columns: Int) throws {
      (samples, rate) = try vector.sound()
      let flat = try vector.expected()
      values = stride(from: 0, to: flat.count, by: columns).map {
        Array(flat[$0..<$0 + columns])
      }
    }

    /// The middle of a frame in seconds: as many as fit lie about the middle of the sound.
    func seconds(_ frame: Int) -> Double {
      let (duration, step) = (Double(samples.count) / rate, 0.01)
      return 0.5 * duration - 0.5 * Double(values.count) * step + (Double(frame) + 0.5) * step
    }

    /// Brings the sound to a lower rate, all of it at once.
    mutating func reduce(to lower: Double) {
      samples = WholeResampling.reduced(samples, by: lower / rate)
      rate = lower
    }

    /// Frames of an even number of samples, half of them before the middle.
    func frames(_ length: Int) -> [[Float]] {
      values.indices.map { frame in
        let middle = Int((seconds(frame) * rate + 0.5).rounded(.down))
        return cut(middle - length / 2..<middle + length / 2)
      }
    }

    /// Samples, and zeros beyond the ends.
    func cut(_ span: Range<Int>) -> [Float] {
      span.map { samples.indices.contains($0) ? samples[$0] : 0 }
    }
  }

  /// The share of values that are further from the reference than a share of it.
  private func far(_ found: [Float], _ expected: [Float], _ tolerance: Double) -> Double {
    let pairs = zip(found, expected).filter { !$0.1.isNaN }
    let count = pairs.count { abs(Double($0 - $1)) > tolerance * abs(Double($1)) }
    return Double(count) / Double(max(1, pairs.count))
  }

  @Test("there are references of Praat and of pYIN")
  func references() {
    let least = SharedFolder.path == nil ? 4 : 6
    for name in ["praat_formant_burg", "praat_pitch_ac", "praat_intensity", "librosa_pyin_f0"] {
      #expect(Self.vectors(name).count >= least, "\(name)")
    }
  }

  @Test("formants equal Praat's", arguments: vectors("praat_formant_burg"))
  func formants(vector: ReferenceVector) throws {
    var rows = try Rows(vector, columns: 9)
    var settings = FormantSettings()
    settings.ceilingHertz = rows.rate == 8000 ? 4000 : 5500
    if rows.rate > 8000 { rows.reduce(to: 2 * settings.ceilingHertz) }
    var step = try FormantStep(sampleRate: rows.rate, settings)
    let found = try values(&step, rows.frames(step.frameLength))
    let width = step.outputCount
    try #require(found.count == rows.values.count * width)
    var shown: [Float] = []
    for frame in rows.values.indices {
      let own = Array(found[frame * width..<(frame + 1) * width])
      shown += own[0..<4]
      shown += own[5..<9]
    }
    let expected = rows.values.flatMap { $0.dropFirst() }
    #expect(far(shown, expected, 1e-3) <= 0.05)
    // Of the few that are further off all are bandwidths of nearly silent frames.
    let frequencies = { (values: [Float]) in
      values.indices.filter { $0 % 8 < 4 }.map { values[$0] }
    }
    #expect(far(frequencies(shown), frequencies(expected), vector.tolerance.value) == 0)
  }

  @Test("pitches and strengths equal Praat's", arguments: vectors("praat_pitch_ac"))
  func pitch(vector: ReferenceVector) throws {
    let rows = try Rows(vector, columns: 3)
    var step = try CorrelationPitchStep(
      sampleRate: rows.rate, hopLength: Int(rows.rate / 100), lowHertz: 75, highHertz: 600,
      CorrelationSettings())
    let found = try values(&step, rows.frames(step.frameLength))
    try #require(found.count == rows.values.count * 2)
    for column in 0..<2 {
      let own = rows.values.indices.map { found[2 * $0 + column] }
      let share = far(own, rows.values.map { $0[1 + column] }, vector.tolerance.value)
      #expect(share <= 0.03)
    }
  }

  @Test("intensities equal Praat's", arguments: vectors("praat_intensity"))
  func intensity(vector: ReferenceVector) throws {
    let rows = try Rows(vector, columns: 2)
    let feature = try Intensity(.standard(sampleRate: rows.rate))
    guard case .frames(var levels)? = feature.steps.first else {
      Issue.record("the intensity has no step")
      return
    }
    let reach = feature.settings.windowLength / 2
    var found: [Float] = []
    for frame in rows.values.indices {
      // Many lie between two samples: the order of roundings is Praat's.
      let (step, count) = (1 / rows.rate, Double(rows.values.count))
      let duration = step * Double(rows.samples.count)
      let time = 0.5 * duration - 0.5 * (count * 0.01) + 0.5 * 0.01 + Double(frame) * 0.01
      let middle = Int(((time - 0.5 * step) / step + 0.5).rounded(.down))
      rows.cut(middle - reach..<middle + reach + 1).withUnsafeBufferPointer { samples in
        levels.push(samples) { found += $0 }
      }
    }
    let worst = zip(found, rows.values).reduce(Float(0)) { max($0, abs($1.0 - $1.1[1])) }
    #expect(found.count == rows.values.count)
    #expect(worst <= Float(vector.tolerance.value))
  }

  @Test("the path of pYIN is librosa's", arguments: vectors("librosa_pyin_f0"))
  func probablePitch(vector: ReferenceVector) throws {
    let matrix = try pyin(of: vector)
    let pitches = (0..<matrix.frameCount).map { matrix[bin: 0, frame: $0] }
    let share = far(pitches, try vector.expected(), vector.tolerance.value)
    #expect(share <= 0.02)
  }

  @Test(
    "the probability of a voice is librosa's", arguments: vectors("librosa_pyin_voiced_prob"))
  func probableVoice(vector: ReferenceVector) throws {
    let matrix = try pyin(of: vector)
    let expected = try vector.expected()
    try #require(matrix.frameCount == expected.count)
    let far = expected.indices.count {
      abs(matrix[bin: 1, frame: $0] - expected[$0]) > Float(vector.tolerance.value)
    }
    // Four frames of this clip hold one sample that is not 0: there the reference has troughs that
    // are nothing but its rounding.
    let limit = vector.clip == "noise_impulse" ? 0.04 : 0.02
    #expect(Double(far) <= limit * Double(expected.count))
  }

  private func pyin(of vector: ReferenceVector) throws -> FeatureMatrix {
    let (samples, rate) = try vector.sound()
    let setup = try Preset.librosa.parameters
      .merging(["n-fft": 512, "hop-length": .number(rate / 100)])
      .setup(.pyin, recordingRate: rate)
    return try FeatureMatrix(.pyin, of: samples, settings: setup.settings)
  }
}
