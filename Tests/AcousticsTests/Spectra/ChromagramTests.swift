import Acoustics
import Testing

struct ChromagramTests {
  @Test("weights equal librosa's")
  func weights() throws {
    let reference = try Reference(
      folder: Fixtures.reference, "shared/librosa_chroma_16000_512")
    var settings = AnalysisSettings(
      sampleRate: 16_000, windowLength: 512, hopLength: 160, nFFT: 512)
    settings.level.appliesToPower = false
    let feature = try FeatureRegistry.make(.chroma, settings)
    let bands = try #require(feature.recipe.bands)
    let found = (0..<12).flatMap { bands.weights(ofBand: $0).map { Float($0) } }
    #expect(deviation(found, reference.values) < 1e-6)
  }

  @Test("a note is its class in every octave, and reads about 0 dB", arguments: 0..<12)
  func notes(step: Int) throws {
    let settings = FeatureRegistry.standardSettings(of: .chroma, sampleRate: 16_000)
    for octave in [4, 5, 6] {
      let number = 12 * (octave + 1) + step
      let hertz = Note.hertz(ofNumber: number)
      let wave = sine(hertz: hertz, amplitude: 1, rate: 16_000, count: 16_000)
      let matrix = try FeatureMatrix(.chroma, of: wave, settings: settings)
      let levels = (0..<12).map { matrix[bin: $0, frame: matrix.frameCount / 2] }
      #expect(levels.indices.max { levels[$0] < levels[$1] } == step)
      #expect(abs(levels[step]) < 4.5)
      #expect(Note.pitchClass(step) + "\(octave)" == Note(hertz: hertz)?.name)
    }
  }

  @Test("without levels the largest note of a frame is 1, and silence stays silent")
  func shares() throws {
    var settings = FeatureRegistry.standardSettings(of: .chroma, sampleRate: 16_000)
    settings.level = LevelSettings()
    let wave =
      sine(hertz: 440, amplitude: 0.01, rate: 16_000, count: 16_000)
      + [Float](repeating: 0, count: 16_000)
    let matrix = try FeatureMatrix(.chroma, of: wave, settings: settings)
    #expect(matrix.unit == .share && matrix.binAxis == .pitchClasses(count: 12))
    #expect(matrix[bin: 9, frame: 50] == 1)
    #expect((0..<12).allSatisfy { matrix[bin: $0, frame: 180] == 0 })
  }

  @Test("another tuning moves the notes")
  func tuning() throws {
    var settings = FeatureRegistry.standardSettings(of: .chroma, sampleRate: 16_000)
    settings.tuningHertz = 415.3
    let wave = sine(hertz: 415.3, amplitude: 0.5, rate: 16_000, count: 16_000)
    let matrix = try FeatureMatrix(.chroma, of: wave, settings: settings)
    let levels = (0..<12).map { matrix[bin: $0, frame: 50] }
    #expect(levels.max() == levels[9])
    settings.tuningHertz = 5
    #expect(throws: FeatureError.self) { try FeatureRegistry.make(.chroma, settings) }
  }
}
