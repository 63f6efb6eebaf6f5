import Acoustics
import Labeling
import Recognition
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

struct LogMelTests {
  private let samples = zip(congruentSound(31, count: 8_000), 0..<8_000).map { noise, place in
    let distance = (Double(place) - 3_500) / 1_200
    return Float(Double(noise) * exp(-distance * distance) * 0.3)
  }

  private func speech() throws -> FrontEnd {
    try FrontEnd(
      sampleRate: 8_000, sampleCount: 8_000, placement: .centered,
      kind: .logMel(.speech(sampleRate: 8_000)))
  }

  @Test func equalsFiguresOfAnotherHand() throws {
    let figures: [String: [Float]] = try Reference.read("log_mel")
    let maker = try InputMaker(try speech())
    let input = try maker.input(ofWindow: samples)
    #expect(input.count == 50 * 40)
    let expected = try #require(figures["1.0"])
    #expect(zip(input, expected).allSatisfy { abs($0 - $1) < 2e-3 })
  }

  @Test func warpedBanksEqualFiguresOfAnotherHand() throws {
    let figures: [String: [Float]] = try Reference.read("log_mel")
    for warp in [0.88, 1.12] {
      // A single factor, so that each example is stretched by it.
      let augmentation = Augmentation(
        spectrum: SpectrumAugmentation(warp: VocalTractWarp(range: warp...(warp + 1e-12), steps: 2))
      )
      let example = try single(samples, augmentation)
      let expected = try #require(figures["\(warp)"])
      #expect(zip(example.input, expected).allSatisfy { abs($0 - $1) < 2e-3 }, "\(warp)")
    }
  }

  private func single(_ clip: [Float], _ augmentation: Augmentation) throws -> Example {
    let clips = [
      LabeledClip(path: RecordingPath("a"), label: "a"),
      LabeledClip(path: RecordingPath("b"), label: "b"),
    ]
    let set = try TrainingSet(
      clips, split: Split([.training, .training]), classes: .all(order: []))
    let maker = try ExampleMaker(
      set, clips: LoadedClips([clip, clip]), frontEnd: try speech(), augmentation: augmentation,
      seed: 1)
    return try maker.example(0, pass: 0, with: try maker.inputMaker())
  }

  @Test(arguments: SpeechCommandsRecipe.Preprocess.allCases)
  func aWindowDoesNotChangeTheNext(preprocess: SpeechCommandsRecipe.Preprocess) throws {
    var recipe = SpeechCommandsRecipe()
    recipe.preprocess = preprocess
    let front = try recipe.recipe().frontEnd
    guard case .feature(let input) = front.kind else {
      Issue.record("the original's front ends are features")
      return
    }
    let used = try InputMaker(front)
    for seed in 1...3 {
      let window = congruentSound(seed, count: 16_000)
      let values = try used.input(ofWindow: window)
      #expect(try values == InputMaker(front).input(ofWindow: window))
      let setup = input.setup
      #expect(
        try values == FeatureMatrix(setup.feature, of: window, settings: setup.settings).values)
    }
  }

  @Test func theLevelDoesNotCount() throws {
    let maker = try InputMaker(try speech())
    let loud = try maker.input(ofWindow: samples)
    let quiet = try maker.input(ofWindow: samples.map { $0 / 100 })
    #expect(zip(loud, quiet).allSatisfy { abs($0 - $1) < 1e-2 })
    let nothing = try maker.input(ofWindow: [Float](repeating: 0, count: 8_000))
    #expect(nothing.allSatisfy { abs($0 - log(1e-3)) < 1e-5 })
  }

  @Test func theRateScalesTheWindow() throws {
    let front = try FrontEnd(
      sampleRate: 16_000, sampleCount: 16_000, placement: .centered,
      kind: .logMel(.speech(sampleRate: 16_000)))
    #expect(front.inputShape == (50, 40))
    guard case .logMel(let settings) = front.kind else { return }
    #expect(settings.highHertz == 7_600)
    let crops = try FrontEnd(
      sampleRate: 16_000, sampleCount: 40_000, placement: .repeated, kind: .logMel(.environment))
    #expect(crops.inputShape == (78, 64) && crops.seconds == 2.5)
  }

  @Test func brokenClipsAreRefused() throws {
    let maker = try InputMaker(try speech())
    #expect(throws: FrontEndError.empty) { try maker.inputs(of: []) }
    #expect(throws: FrontEndError.sampleNotFinite(sample: 1)) {
      try maker.inputs(of: [0, .nan, .infinity])
    }
    // A clip of a millisecond and one of an hour's worth of windows fill the window.
    #expect(try maker.inputs(of: [Float](repeating: 0.5, count: 8)).count == 1)
    #expect(try maker.inputs(of: congruentSound(1, count: 800_000))[0].input.count == 2_000)
  }

  @Test func parametersHaveLimits() {
    #expect(throws: FrontEndError.sampleRate(0)) {
      try FrontEnd(sampleRate: 0, sampleCount: 10, placement: .start, kind: .samples)
    }
    #expect(throws: FrontEndError.self) {
      try FrontEnd(sampleRate: .nan, sampleCount: 10, placement: .start, kind: .samples)
    }
    #expect(throws: FrontEndError.sampleCount(0)) {
      try FrontEnd(sampleRate: 8_000, sampleCount: 0, placement: .start, kind: .samples)
    }
    var settings = LogMelSettings.speech(sampleRate: 8_000)
    settings.bands = 300
    #expect(throws: FrontEndError.self) {
      try FrontEnd(
        sampleRate: 8_000, sampleCount: 8_000, placement: .start, kind: .logMel(settings))
    }
    settings.bands = 40
    settings.highHertz = 4_001
    #expect(throws: FrontEndError.self) {
      try FrontEnd(
        sampleRate: 8_000, sampleCount: 8_000, placement: .start, kind: .logMel(settings))
    }
  }
}

struct FeatureInputTests {
  @Test func theOriginalsFeaturesAreAsWideAsItsModels() throws {
    var recipe = SpeechCommandsRecipe()
    #expect(try recipe.recipe().frontEnd.inputShape == (98, 40))
    recipe.preprocess = .average
    #expect(try recipe.recipe().frontEnd.inputShape == (98, 43))
    recipe.preprocess = .micro
    #expect(try recipe.recipe().frontEnd.inputShape == (98, 40))
  }

  @Test func theInputIsTheFeature() throws {
    let front = try SpeechCommandsRecipe().recipe().frontEnd
    let clip = congruentSound(3, count: 12_000).map { $0 / 4 }
    let inputs = try InputMaker(front).inputs(of: clip)
    let padded = clip + [Float](repeating: 0, count: 4_000)
    let setup = try Preset.tensorflow.parameters.setup(.mfcc, recordingRate: 16_000)
    let matrix = try FeatureMatrix(.mfcc, of: padded, settings: setup.settings)
    #expect(inputs.count == 1 && inputs[0].input == matrix.values)
  }

  @Test func samplesAreTheirOwnInput() throws {
    let front = try FrontEnd(
      sampleRate: 8_000, sampleCount: 8, placement: .centered, kind: .samples)
    let maker = try InputMaker(front, normalization: .whole(mean: 1, deviation: 2))
    let input = try maker.inputs(of: [3, 5])[0].input
    #expect(input == [-0.5, -0.5, -0.5, 1, 2, -0.5, -0.5, -0.5])
    #expect(front.inputShape == (8, 1))
  }
}

struct ClipPlacementTests {
  @Test func clipsFillTheWindow() {
    let clip: [Float] = [1, 2, 3]
    #expect(ClipPlacement.start.window(clip, count: 5) == [1, 2, 3, 0, 0])
    #expect(ClipPlacement.start.window(clip, count: 2) == [1, 2])
    #expect(ClipPlacement.start.window(clip, count: 5, shift: 3) == [0, 0, 0, 1, 2])
    #expect(ClipPlacement.start.window(clip, count: 5, shift: -2) == [3, 0, 0, 0, 0])
    #expect(ClipPlacement.centered.window(clip, count: 7) == [0, 0, 1, 2, 3, 0, 0])
    #expect(ClipPlacement.centered.window([1, 2, 3, 4, 5], count: 3) == [2, 3, 4])
    // A shift keeps all of the clip inside, or the window inside the clip.
    #expect(ClipPlacement.centered.window(clip, count: 7, shift: 9) == [0, 0, 0, 0, 1, 2, 3])
    #expect(ClipPlacement.centered.window([1, 2, 3, 4, 5], count: 3, shift: -9) == [3, 4, 5])
    #expect(ClipPlacement.repeated.window(clip, count: 7) == [1, 2, 3, 1, 2, 3, 1])
    #expect(ClipPlacement.repeated.window(clip, count: 4, shift: 1) == [3, 1, 2, 3])
    #expect(ClipPlacement.repeated.window([], count: 2) == [0, 0])
  }

  @Test func longClipsAreJudgedByFourCrops() {
    let clip: [Float] = [0, 0, 0, 2, 0, 0, 0, 6]
    let windows = ClipPlacement.repeated.windows(clip, count: 2)
    #expect(windows.map(\.samples) == [[0, 0], [0, 2], [0, 0], [0, 6]])
    #expect(abs(windows.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
    #expect(abs(windows[3].weight - 0.75) < 1e-6)
    #expect(ClipPlacement.withoutSilence([0, 0, 1, 0, 2, 0]) == [1, 0, 2])
    #expect(ClipPlacement.withoutSilence([0, 0]) == [])
    #expect(ClipPlacement.centered.windows(clip, count: 2).count == 1)
  }
}

struct NormalizationTests {
  @Test func inputsGetMeanZeroAndDeviationOne() {
    let inputs: [[Float]] = [[1, 10, 3, 10], [5, 10, 7, 10]]
    guard case .bins(let means, let deviations) = Normalization.measured(inputs, bins: 2) else {
      Issue.record("no bins")
      return
    }
    #expect(means == [4, 10] && deviations[1] == 1)
    #expect(abs(deviations[0] - 2.236068) < 1e-5)
    let whole = Normalization.measured(inputs)
    guard case .whole(let mean, _) = whole else {
      Issue.record("not whole")
      return
    }
    #expect(mean == 7)
    var all = inputs.flatMap { $0 }
    whole.apply(to: &all)
    #expect(abs(all.reduce(0, +)) < 1e-5)
    #expect(abs(all.reduce(0) { $0 + $1 * $1 } / 8 - 1) < 1e-5)
    #expect(Normalization.measured([]) == .none)
  }
}

struct InputCacheTests {
  @Test func theLastUsedAreKept() throws {
    let front = try SpeechCommandsRecipe().recipe().frontEnd
    let other = try FrontEnd(
      sampleRate: 8_000, sampleCount: 8, placement: .start, kind: .samples)
    #expect(front.hash != other.hash && front.hash.count == 64)
    func key(_ name: String) -> InputKey { InputKey(contentHash: name, frontEnd: front.hash) }
    var cache = InputCache(byteLimit: 3 * (400 + 256))
    for name in ["a", "b", "c"] { cache.keep([Float](repeating: 1, count: 100), for: key(name)) }
    #expect(cache.input(key("a"))?.count == 100)
    cache.keep([Float](repeating: 2, count: 100), for: key("d"))
    #expect(cache.input(key("b")) == nil && cache.input(key("a")) != nil)
    #expect(cache.input(key("d"))?.first == 2)
    #expect(cache.byteCount <= cache.byteLimit)
    cache.keep([Float](repeating: 1, count: 10_000), for: key("e"))
    #expect(cache.input(key("e")) == nil)
    let part = InputKey(contentHash: "a", span: 0..<10, frontEnd: front.hash)
    #expect(cache.input(part) == nil && part.name != key("a").name)
  }
}
