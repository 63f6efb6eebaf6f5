import Acoustics
import Labeling
import NeuralNetworks
import Recognition
import Testing
import Workers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

struct SeededDrawsTests {
  @Test func everyPartCounts() {
    func first(_ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
      var draws = SeededDraws(seed: a, b, c)
      return draws.next()
    }
    let firsts = (0..<4).flatMap { a in
      (0..<4).flatMap { b in (0..<4).map { first(UInt64(a), UInt64(b), UInt64($0)) } }
    }
    #expect(Set(firsts).count == 64)
    #expect(first(1, 2, 3) == first(1, 2, 3))
  }

  @Test func distributionsHaveTheirMoments() {
    var draws = SeededDraws(seed: 7)
    let count = 20_000
    let normals = (0..<count).map { _ in draws.normal() }
    let mean = normals.reduce(0, +) / Double(count)
    let variance = normals.reduce(0) { $0 + $1 * $1 } / Double(count) - mean * mean
    #expect(abs(mean) < 0.03 && abs(variance - 1) < 0.04)
    let waits = (0..<count).map { _ in draws.exponential() }
    #expect(abs(waits.reduce(0, +) / Double(count) - 1) < 0.03)
    let shares = (0..<count).map { _ in draws.beta(0.3) }
    let shareMean = shares.reduce(0, +) / Double(count)
    let shareVariance = shares.reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) } / Double(count)
    // The variance of a symmetric beta distribution is 1 / (4 (2 a + 1)).
    #expect(abs(shareMean - 0.5) < 0.015 && abs(shareVariance - 0.15625) < 0.01)
    #expect((0..<1_000).allSatisfy { _ in (0..<7).contains(draws.whole(below: 7)) })
  }
}

struct SpeedChangeTests {
  private func sine(_ hertz: Double, _ count: Int) -> [Float] {
    (0..<count).map { Float(sin(2 * Double.pi * hertz * Double($0) / 8_000)) }
  }

  @Test(arguments: [85, 90, 95, 105, 110, 115]) func pitchAndLengthChange(percent: Int) {
    let factor = Double(percent) / 100
    let changed = SpeedChange.apply(sine(500, 8_000), percent: percent)
    #expect(abs(Double(changed.count) - 8_000 / factor) <= 1)
    let expected = sine(500 * factor, changed.count)
    let inner = 100..<(changed.count - 100)
    #expect(inner.allSatisfy { abs(changed[$0] - expected[$0]) < 2e-3 })
  }

  @Test func whatWouldFoldIsLeftOut() {
    let changed = SpeedChange.apply(sine(3_900, 8_000), percent: 115)
    let inner = changed[200..<(changed.count - 200)]
    #expect(inner.map { abs($0) }.max() ?? 1 < 0.1)
    #expect(SpeedChange.apply([1, 2], percent: 100) == [1, 2])
    #expect(SpeedChange.apply([], percent: 90).isEmpty)
    #expect(SpeedChange.apply([1], percent: 400).count == 1)
  }
}

struct RoomTests {
  @Test func theTailHasItsEnergy() {
    let room = Room(decaySeconds: 0.2...0.2, directDecibels: 6...6)
    let click = room.apply([1, 0, 0], sampleRate: 8_000, seed: 3)
    #expect(click.count == 3 + 1_600 - 1 && click[0] == 1)
    let energy = click.dropFirst().reduce(0.0) { $0 + Double($1) * Double($1) }
    #expect(abs(10 * log10(energy) + 6) < 1e-3)
    #expect(room.apply([1, 0, 0], sampleRate: 8_000, seed: 3) == click)
    #expect(room.apply([], sampleRate: 8_000, seed: 3).isEmpty)
  }
}

struct ExampleTests {
  private let clips = (0..<12).map { place in
    LabeledClip(path: RecordingPath("\(place)"), label: place % 2 == 0 ? "a" : "b")
  }
  private let sounds = (0..<12).map { place in
    congruentSound(place + 1, count: 5_000 + 150 * place).map { $0 * 0.2 }
  }

  private func maker(
    _ augmentation: Augmentation, noises: [[Float]] = [], seed: UInt64 = 1,
    front: FrontEnd? = nil, classes: ClassRule = .all(order: [])
  ) throws -> ExampleMaker {
    let set = try TrainingSet(
      clips, split: Split([SplitPart](repeating: .training, count: 12)), classes: classes)
    let usual = try FrontEnd(
      sampleRate: 8_000, sampleCount: 8_000, placement: .centered,
      kind: .logMel(.speech(sampleRate: 8_000)))
    return try ExampleMaker(
      set, clips: LoadedClips(sounds), noises: noises, frontEnd: front ?? usual,
      augmentation: augmentation, seed: seed)
  }

  @Test func drawsDoNotDependOnThreads() throws {
    var augmentation = Augmentation.synthetic
    augmentation.samples.speeds = [90, 100, 110]
    augmentation.mixup = 0.3
    let maker = try maker(augmentation)
    func all(_ threads: Int) -> [Example] {
      // Two clips for each maker, which belongs to one thread.
      let pairs = ParallelLoop.map(count: 6, threads: threads) { pair throws(any Error) in
        let own = try maker.inputMaker()
        return [
          try maker.example(2 * pair + 1, pass: 2, with: own),
          try maker.example(2 * pair, pass: 2, with: own),
        ]
      }
      return pairs.flatMap { (try? $0?.get()) ?? [] }
    }
    let one = all(1)
    #expect(one.count == 12)
    #expect(all(4) == one)
    #expect(one.contains { $0.target.otherShare > 0 })
  }

  @Test func everyPassIsAnother() throws {
    let maker = try maker(.speech)
    let inputs = try maker.inputMaker()
    let first = try maker.example(3, pass: 0, with: inputs)
    #expect(try maker.example(3, pass: 0, with: inputs) == first)
    #expect(try maker.example(3, pass: 1, with: inputs) != first)
    let other = try self.maker(.speech, seed: 2)
    #expect(try other.example(3, pass: 0, with: inputs) != first)
    #expect(first.target.label == 1 && first.input.allSatisfy(\.isFinite))
  }

  @Test func withoutAugmentationAnExampleIsItsClip() throws {
    let maker = try maker(.none)
    let inputs = try maker.inputMaker()
    for place in 0..<12 {
      let judged = try maker.inputs(place, of: .training, with: inputs)
      #expect(judged.count == 1)
      #expect(try maker.example(place, pass: 5, with: inputs).input == judged[0].input)
    }
    guard case .whole(let mean, let deviation) = try maker.measuredNormalization() else {
      Issue.record("not whole")
      return
    }
    var normalized = maker
    normalized.normalization = .whole(mean: mean, deviation: deviation)
    let inputMaker = try normalized.inputMaker()
    let values = try (0..<12).flatMap { place in
      try normalized.example(place, pass: 0, with: inputMaker).input
    }
    #expect(abs(values.reduce(0, +) / Float(values.count)) < 1e-3)
  }

  @Test func noiseLiesAsFarBelowAsItSays() throws {
    // One band of all frequencies: its level is the power of a frame.
    let settings = LogMelSettings(
      windowSeconds: 0.032, hopSeconds: 0.02, bands: 1, lowHertz: 0, highHertz: 4_000, floor: 1e-9)
    let front = try FrontEnd(
      sampleRate: 8_000, sampleCount: 8_000, placement: .start, kind: .logMel(settings))
    let quiet = Augmentation(
      spectrum: SpectrumAugmentation(
        noise: NoiseMix(share: 1, decibels: 20...20, coloredShare: 0, cutShare: 0)))
    let maker = try maker(quiet, front: front)
    let inputs = try maker.inputMaker()
    // The clip ends after 5,000 samples; what follows is noise alone.
    let tail = try (0..<8).flatMap { pass in
      try maker.example(0, pass: pass, with: inputs).input.suffix(16)
    }
    let mean = tail.reduce(0) { $0 + exp(Double($1)) } / Double(tail.count)
    // Below the loudest frame by 20 dB and a factor of three.
    #expect(abs(10 * log10(mean) + 20 + 10 * log10(3.0)) < 1, "\(10 * log10(mean))")
  }

  @Test func noiseOfACutClipEndsWithIt() throws {
    let settings = LogMelSettings(
      windowSeconds: 0.032, hopSeconds: 0.02, bands: 1, lowHertz: 0, highHertz: 4_000, floor: 1e-9)
    let front = try FrontEnd(
      sampleRate: 8_000, sampleCount: 8_000, placement: .start, kind: .logMel(settings))
    let cut = Augmentation(
      spectrum: SpectrumAugmentation(noise: NoiseMix(share: 1, cutShare: 1)))
    let maker = try maker(cut, front: front)
    let inputs = try maker.inputMaker()
    let clean = try maker.inputs(0, of: .training, with: inputs)[0].input
    let noisy = try maker.example(0, pass: 0, with: inputs).input
    // The clip ends after 5,000 samples.
    #expect(noisy.suffix(16) == clean.suffix(16))
    #expect(noisy.prefix(30) != clean.prefix(30))
  }

  @Test func clipsComeAsTheyAreInTheFirstPassOnly() throws {
    let (plain, changed) = (try maker(.none), try maker(.speech))
    let plainSource = ExampleSource(plain, order: .shuffled, seed: 4)
    let changedSource = ExampleSource(changed, order: .shuffled, seed: 4)
    let source = PlainFirstSource(plain: plainSource, changed: changedSource)
    #expect(source.exampleCount == 12 && source.inputShape == plainSource.inputShape)
    func written(_ source: any TrainerSource, pass: Int) throws -> [Float] {
      let writer = try source.makeWriter()
      var input = [Float](repeating: 0, count: source.inputShape.count)
      _ = try input.withUnsafeMutableBufferPointer {
        try writer.write(3, pass: pass, into: $0)
      }
      return input
    }
    #expect(try written(source, pass: 0) == written(plainSource, pass: 0))
    #expect(try written(source, pass: 1) == written(changedSource, pass: 1))
    #expect(try written(source, pass: 1) != written(plainSource, pass: 1))
  }

  @Test func masksHideUnderTheMean() throws {
    let masked = Augmentation(
      spectrum: SpectrumAugmentation(
        masks: SpectrumMasks(timeCount: 1, longestTime: 5, bandCount: 1, widestBand: 5)))
    let maker = try maker(masked)
    let inputs = try maker.inputMaker()
    let clean = try maker.inputs(4, of: .training, with: inputs)[0].input
    let mean = clean.reduce(0, +) / Float(clean.count)
    var widest = (frames: 0, bands: 0)
    for pass in 0..<40 {
      let example = try maker.example(4, pass: pass, with: inputs)
      let hidden = clean.indices.filter { example.input[$0] != clean[$0] }
      #expect(hidden.allSatisfy { abs(example.input[$0] - mean) < 1e-4 })
      let frames = Set(hidden.map { $0 / 40 }).filter { frame in
        hidden.count { $0 / 40 == frame } > 5
      }
      let bands = Set(hidden.map { $0 % 40 }).filter { band in
        hidden.count { $0 % 40 == band } > 5
      }
      widest = (max(widest.frames, frames.count), max(widest.bands, bands.count))
    }
    #expect(widest == (5, 5))
  }

  @Test func theOriginalsNoiseAndShifts() throws {
    let front = try FrontEnd(
      sampleRate: 8_000, sampleCount: 8_000, placement: .start, kind: .samples)
    let noise = [Float](repeating: 1, count: 8_001)
    let original = Augmentation(
      samples: SampleAugmentation(shiftSeconds: 0.1, background: BackgroundMix()))
    let maker = try maker(
      original, noises: [noise], front: front,
      classes: .wanted(["a"], silencePercentage: 50, unknownPercentage: 50))
    let inputs = try maker.inputMaker()
    let entries = maker.set.entries(of: .training)
    #expect(entries.count == 6 + 3 + 3)
    var shifts: Set<Int> = []
    var noisy = 0
    for pass in 0..<15 {
      for (place, entry) in entries.enumerated() {
        let input = try maker.example(place, pass: pass, with: inputs).input
        guard let clip = entry.clip else {
          // Silence is noise at one volume, up to 1.
          #expect(Set(input).count == 1 && (0...1).contains(input[0]))
          continue
        }
        let volume = input[7_999]
        #expect((0..<0.1).contains(volume))
        noisy += volume > 0 ? 1 : 0
        let first = input.firstIndex { $0 != volume } ?? 0
        let sound = sounds[clip]
        if first > 0 {
          #expect(abs(input[first] - volume - sound[0]) < 1e-6)
          shifts.insert(first)
        } else if let place = sound.prefix(801).firstIndex(where: {
          abs($0 + volume - input[0]) < 1e-6
        }) {
          shifts.insert(-place)
        }
      }
    }
    #expect(shifts.allSatisfy { (-800..<800).contains($0) })
    #expect((shifts.min() ?? 0) < -600 && (shifts.max() ?? 0) > 600)
    // 108 of 135 are expected; four deviations are 19.
    #expect(abs(noisy - 108) < 19)
    #expect(throws: TrainingSetError.backgroundTooShort(samples: 8_000, needed: 8_001)) {
      try self.maker(original, noises: [[Float](repeating: 0, count: 8_000)], front: front)
    }
  }

  @Test func silenceIsTheSameWheneverItIsJudged() throws {
    let front = try FrontEnd(
      sampleRate: 8_000, sampleCount: 100, placement: .start, kind: .samples)
    let maker = try maker(
      .none, noises: [congruentSound(5, count: 500)], front: front,
      classes: .wanted(["a"], silencePercentage: 50, unknownPercentage: 0))
    let inputs = try maker.inputMaker()
    let place = try #require(maker.set.entries(of: .training).firstIndex { $0.clip == nil })
    let first = try maker.inputs(place, of: .training, with: inputs)[0].input
    #expect(try maker.inputs(place, of: .training, with: inputs)[0].input == first)
    #expect(first.contains { $0 != 0 })
    // Without noise silence is silent.
    let quiet = try self.maker(
      .none, front: front,
      classes: .wanted(["a"], silencePercentage: 50, unknownPercentage: 0))
    #expect(
      try quiet.inputs(place, of: .training, with: inputs)[0].input.allSatisfy { $0 == 0 })
  }

  @Test func backgroundFollowsTheClipsLevelWhereItShould() throws {
    let front = try FrontEnd(
      sampleRate: 8_000, sampleCount: 5_000, placement: .start, kind: .samples)
    let noise = congruentSound(77, count: 6_000)
    let mixed = Augmentation(
      samples: SampleAugmentation(
        background: BackgroundMix(share: 1, level: .decibels(20...20))))
    let maker = try maker(mixed, noises: [noise], front: front)
    let input = try maker.example(0, pass: 0, with: try maker.inputMaker()).input
    let added = zip(input, sounds[0]).map { $0 - $1 }
    func level(_ samples: [Float]) -> Double {
      10 * log10(samples.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(samples.count))
    }
    #expect(abs(level(sounds[0]) - level(added) - 20) < 0.01)
  }

  @Test func longRecordingsOfTheEnvironmentAreCropped() throws {
    let front = try FrontEnd(
      sampleRate: 8_000, sampleCount: 1_000, placement: .repeated, kind: .samples)
    let maker = try maker(.none, front: front)
    let inputs = try maker.inputMaker()
    #expect(try maker.inputs(0, of: .training, with: inputs).count == 4)
    let crop = try maker.example(0, pass: 0, with: inputs).input
    let other = try maker.example(0, pass: 1, with: inputs).input
    #expect(crop.count == 1_000 && crop != other)
  }
}
