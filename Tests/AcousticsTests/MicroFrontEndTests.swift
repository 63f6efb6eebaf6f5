import Acoustics
import Testing

struct MicroFrontEndTests {
  @Test(
    "channels equal TensorFlow's, integer by integer",
    .enabled(if: SharedFolder.path != nil), arguments: referenceClips)
  func reference(clip: String) throws {
    let rate = referenceRate(clip)
    let window = Int(rate * 0.03)
    var samples = try Reference.clip(clip)
    var step = try MicroFrontEnd(
      sampleRate: rate, windowLength: window, highHertz: rate < 16_000 ? 3750 : 7500)
    for vector in ["tf_micro"] + (samples.count < Int(rate) ? ["tf_micro_pad1s"] : []) {
      if vector.hasSuffix("_pad1s") {
        samples += [Float](repeating: 0, count: Int(rate) - samples.count)
      }
      let expected = try Reference("\(clip)/\(vector)")
      let found = try values(&step, frames(samples, length: window, hop: Int(rate / 100)))
      #expect(found == expected.values)
    }
  }

  @Test("silence is zero, and a tone is loudest in the channel around it")
  func tone() throws {
    var step = try MicroFrontEnd(sampleRate: 16_000, windowLength: 480)
    #expect(try values(&step, [[Float](repeating: 0, count: 480)]).allSatisfy { $0 == 0 })
    var loudest: [Int] = []
    for hertz in [300.0, 1000, 3000, 6000] {
      let frame = sine(hertz: hertz, amplitude: 0.3, rate: 16_000, count: 480)
      let channels = try values(&step, [frame])
      #expect(channels.allSatisfy { 0...40 ~= $0 && ($0 * 25.6).rounded() == $0 * 25.6 })
      loudest.append(try #require(channels.indices.max { channels[$0] < channels[$1] }))
    }
    // Channel c is centered (c + 2)/41 of the way from 125 to 7500 Hz in mels.
    #expect(loudest == [2, 12, 26, 36])
  }

  @Test("a steady tone fades as its average is learnt, until the signal ends")
  func adaptation() throws {
    var step = try MicroFrontEnd(sampleRate: 16_000, windowLength: 480)
    let frame = sine(hertz: 1000, amplitude: 0.3, rate: 16_000, count: 480)
    let steady = [[Float]](repeating: frame, count: 200)
    let first = try values(&step, steady)
    #expect(first[12] > first[199 * 40 + 12] + 3)
    #expect(try values(&step, steady) == first)
  }

  @Test("samples are cut to 16 bits and held inside them")
  func samples() throws {
    var step = try MicroFrontEnd(sampleRate: 16_000, windowLength: 480)
    var noise = Noise(1)
    let inside = noise.samples(480).map { ($0 * 32_767).rounded(.towardZero) / 32_768 }
    let between = inside.map { $0 + ($0 < 0 ? -0.9 : 0.9) / 32_768 }
    #expect(try values(&step, [between]) == values(&step, [inside]))
    let loud = inside.map { $0 < 0 ? -Float.infinity : 4 }
    let full = inside.map { $0 < 0 ? Float(-1) : 32_767 / 32_768 }
    #expect(try values(&step, [loud]) == values(&step, [full]))
    let gaps = inside.enumerated().map { $0.offset.isMultiple(of: 7) ? Float.nan : $0.element }
    #expect(
      try values(&step, [gaps]) == values(&step, [gaps.map { $0.isNaN ? 0 : $0 }]))
  }

  @Test("any window, rate and loudness is computed")
  func extremes() throws {
    var noise = Noise(2)
    for window in [4, 5, 64, 65, 300, 4096, 32_768] {
      for channels in [1, 7, 300] {
        let rate = Double.random(in: 1...1e6, using: &noise)
        var step = try MicroFrontEnd(
          sampleRate: rate, windowLength: window, channels: channels, lowHertz: 0,
          highHertz: rate * 0.49)
        let squares = noise.samples(window).map { $0 < 0 ? Float(-1) : 1 }
        let lowest = [Float](repeating: -1, count: window)
        let found = try values(&step, [noise.samples(window), squares, lowest])
        #expect(found.count == 3 * channels && found.allSatisfy { 0...100 ~= $0 })
      }
    }
  }

  @Test("settings that the integers cannot hold are refused")
  func errors() {
    let make = { (rate: Double, window: Int, channels: Int, high: Double) in
      { () throws(FeatureError) in
        _ = try MicroFrontEnd(
          sampleRate: rate, windowLength: window, channels: channels, highHertz: high)
      }
    }
    #expect(throws: FeatureError.sampleRate(0), performing: make(0, 480, 40, 7500))
    #expect(throws: FeatureError.microWindowLength(3), performing: make(16_000, 3, 40, 7500))
    #expect(
      throws: FeatureError.microWindowLength(32_769), performing: make(16_000, 32_769, 40, 7500))
    #expect(throws: FeatureError.melBands(0), performing: make(16_000, 480, 0, 7500))
    for (rate, high) in [(8000.0, 7500.0), (16_000, 8000), (16_000, 100), (16_000, .nan)] {
      #expect(throws: FeatureError.self, performing: make(rate, 240, 40, high))
    }
    let error = FeatureError.microRange(lowHertz: 125, highHertz: 7500, nyquistHertz: 4000)
    #expect(
      error.sentence.why
        == "micro front end channels from 125 to 7500 Hz are not a rising range that ends below"
        + " the last bin at 4000 Hz, half the sample rate")
    #expect(error.sentence.remedy == "use --high-hz 3750 and a lower --low-hz")
  }

  @Test("rates that single precision does not hold are refused", arguments: [1e-46, 1e-44, 1e-300])
  func tinyRates(rate: Double) {
    for low in [0.0, rate / 10] {
      #expect(throws: FeatureError.self) {
        _ = try MicroFrontEnd(
          sampleRate: rate, windowLength: 480, lowHertz: low, highHertz: rate * 0.4)
      }
    }
  }
}
