import Acoustics
import Foundation
import Testing

struct YINPitchTests {
  @Test(
    "pitches equal librosa's", .enabled(if: SharedFolder.path != nil), arguments: referenceClips)
  func reference(clip: String) throws {
    let rate = referenceRate(clip)
    let length = rate == 8000 ? 512 : 1024
    let expected = try Reference("\(clip)/librosa_yin_f0")
    var step = try YINPitch(sampleRate: rate, frameLength: length)
    let frames = try centeredFrames(Reference.clip(clip), length: length, hop: Int(rate / 100))
    let found = try values(&step, frames)
    #expect(found.count == expected.values.count)
    // Where a single sample sounds every period is as good, and the reference follows its rounding.
    let pitched = frames.indices.filter { t in frames[t].filter { $0 != 0 }.count > 1 }
    #expect(pitched.count >= frames.count - 21)
    let errors = pitched.map { abs(found[$0] / expected.values[$0] - 1) }
    #expect(errors.allSatisfy { $0 <= 2e-5 })
  }

  @Test("a sine has its own pitch", arguments: [(16_000.0, 1024), (8000, 512), (44_100, 4096)])
  func sines(rate: Double, length: Int) throws {
    var step = try YINPitch(sampleRate: rate, frameLength: length)
    for hertz in stride(from: 70.0, through: 480, by: 8.5) {
      let frame = sine(hertz: hertz, amplitude: 0.5, rate: rate, count: length)
      let found = try values(&step, [frame])
      let periods = hertz * Double(length) / rate
      let tolerance = periods < 9 ? 0.011 : 0.005
      #expect(abs(Double(found[0]) / hertz - 1) < tolerance, "\(hertz) Hz gave \(found)")
      #expect(try values(&step, [frame.map { $0 / 1024 }]) == found)
    }
  }

  @Test("harmonics have the pitch of their missing fundamental")
  func missingFundamental() throws {
    var step = try YINPitch(sampleRate: 16_000, frameLength: 1024)
    let parts = [300.0, 450, 600].map {
      sine(hertz: $0, amplitude: 0.2, rate: 16_000, count: 1024)
    }
    let frame = (0..<1024).map { place in parts.reduce(Float(0)) { $0 + $1[place] } }
    #expect(abs(try values(&step, [frame])[0] - 150) < 0.75)
  }

  @Test("silence has the highest pitch, what is not a number none, and neither lasts")
  func silence() throws {
    var step = try YINPitch(sampleRate: 16_000, frameLength: 1024)
    let silence = [Float](repeating: 0, count: 1024)
    var broken = silence
    broken[1023] = .infinity
    let tone = sine(hertz: 200, amplitude: 0.5, rate: 16_000, count: 1024)
    let found = try values(&step, [silence, broken, tone])
    #expect(found[0] == 500)
    #expect(found[1].isNaN)
    #expect(try values(&step, [tone]) == [found[2]])
  }

  @Test("ranges that make no sense are refused")
  func errors() {
    let make = { (length: Int, low: Double, high: Double, threshold: Double) in
      { () throws(FeatureError) in
        _ = try YINPitch(
          sampleRate: 16_000, frameLength: length, lowHertz: low, highHertz: high,
          threshold: threshold)
      }
    }
    for (low, high) in [(0.0, 500.0), (500, 500), (65, 8001), (.nan, 500), (-5, 500)] {
      #expect(throws: FeatureError.self, performing: make(1024, low, high, 0.1))
    }
    #expect(throws: FeatureError.windowLength(1), performing: make(1, 65, 500, 0.1))
    #expect(throws: FeatureError.pitchThreshold(0), performing: make(1024, 65, 500, 0))
    let error = FeatureError.periodLongerThanFrame(
      lowHertz: 65, sampleRate: 16_000, frameLength: 247)
    #expect(throws: error, performing: make(247, 65, 500, 0.1))
    #expect(throws: Never.self, performing: make(248, 65, 500, 0.1))
    #expect(throws: Never.self, performing: make(8, 3000, 8000, 0.1))
    #expect(
      error.sentence.why
        == "a period of 65 Hz is 247 samples at 16000 Hz and does not fit into a frame of 247")
  }

  @Test("differences are those of the sum of squares", arguments: [2, 3, 7, 64, 100, 1000])
  func differences(length: Int) {
    var noise = Noise(UInt64(length))
    let frame = noise.samples(length)
    var differences = DifferenceFunction(frameLength: length, highestLag: length - 1)
    frame.withUnsafeBufferPointer { differences.measure($0) }
    let scale = frame.reduce(0) { $0 + 2 * $1 * $1 }
    for lag in 1..<length {
      let expected = (0..<length).reduce(0.0) { sum, place in
        let moved = place + lag < length ? frame[place + lag] : 0
        return sum + pow(Double(frame[place] - moved), 2)
      }
      #expect(abs(Double(differences.values[lag]) - expected) <= 1e-6 * Double(scale))
    }
  }

  @Test("the feature takes the frames of any rate that a window holds, and names what it does not")
  func feature() throws {
    var settings = AnalysisSettings.standard(sampleRate: 500_000)
    let feature = try YIN(settings)
    #expect(feature.settings.windowLength == 32_000 && feature.settings.nFFT == 32_768)
    let samples = sine(hertz: 200, amplitude: 0.5, rate: 500_000, count: 100_000)
    let matrix = try FeatureMatrix(feature, of: samples)
    #expect(abs(matrix.values[matrix.frameCount / 2] - 200) < 1)
    for seconds in [1e300, -1, Double.nan, .infinity, 0, 0.2] {
      settings.pitch.frameSeconds = seconds
      do throws(FeatureError) {
        _ = try YIN(settings)
        Issue.record("\(seconds) s was taken")
      } catch {
        let rule = "4 to 65536 samples at 500000 Hz, up to 0.131072 s"
        guard case .parameter("pitch-frame", _, rule) = error else {
          Issue.record("\(seconds) s gave \(error)")
          continue
        }
      }
    }
    settings.pitch.frameSeconds = 0.064
    for rate in [1e300, 1e-300, Double.nan, .infinity, 0, -1] {
      settings.sampleRate = rate
      let changed = settings
      #expect(throws: FeatureError.self) { _ = try YIN(changed) }
    }
  }
}
