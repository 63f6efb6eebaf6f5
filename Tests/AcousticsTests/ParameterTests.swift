import Acoustics
import Testing

struct ParameterTests {
  @Test("every preset sets every parameter, and can be used", arguments: PresetRegistry.all)
  func presets(preset: Preset) throws {
    let set = Set(preset.parameters.rows.map(\.name))
    let twins = [("window-length", "window-ms"), ("hop-length", "hop-ms")]
    for parameter in ParameterRegistry.all {
      let twin = twins.first { $0.0 == parameter.name || $0.1 == parameter.name }
      if let twin {
        #expect(set.contains(twin.0) != set.contains(twin.1), "\(parameter.name)")
      } else {
        #expect(set.contains(parameter.name), "\(parameter.name)")
      }
    }
    for rate in [16_000.0, 22_050, 48_000, 250_000] {
      let setup = try preset.parameters.setup(preset.feature, recordingRate: rate)
      #expect(setup.settings.sampleRate == rate)
      _ = try FeatureRegistry.make(preset.feature, setup.settings)
    }
    #expect(!preset.summary.isEmpty && !preset.source.isEmpty)
    #expect(FeatureRegistry.feature(preset.feature) != nil)
  }

  @Test("the names of features, presets and parameters come once")
  func names() {
    for names in [
      FeatureRegistry.all.map { $0.id.rawValue }, PresetRegistry.all.map(\.name),
      ParameterRegistry.all.map(\.name),
    ] {
      #expect(Set(names).count == names.count)
    }
  }

  @Test(
    "a value goes into the settings and comes out again",
    arguments: ParameterRegistry.all.map(\.name))
  func written(name: String) throws {
    let parameter = try #require(ParameterRegistry.parameter(name))
    let setup = try Preset.librosa.parameters.setup(.mfcc, recordingRate: 16_000)
    let value = parameter.value(in: setup)
    var table = Preset.librosa.parameters
    try table.set(name, to: value)
    let again = try table.setup(.mfcc, recordingRate: 16_000)
    if name != "n-fft", !name.hasPrefix("window-"), !name.hasPrefix("hop-") {
      #expect(again == setup)
    }
    #expect(parameter.value(in: again) == value)
    #expect(ParameterValue(text: value.text) == value)
  }

  @Test("lengths follow their rules, and a flag in one unit replaces the other")
  func lengths() throws {
    func settings(_ changes: ParameterTable, rate: Double = 16_000) throws -> AnalysisSettings {
      try Preset.librosa.parameters.merging(changes).setup(.mel, recordingRate: rate).settings
    }
    #expect(try settings([:]).windowLength == 2048)
    #expect(try settings(["n-fft": 400]).windowLength == 400)
    let short = try settings(["window-ms": 25, "hop-ms": 10, "n-fft": "auto"], rate: 44_100)
    #expect([short.windowLength, short.hopLength, short.nFFT] == [1102, 441, 2048])
    #expect(try settings(["window-length": 400, "n-fft": "4x"]).nFFT == 2048)
    #expect(try settings(["sample-rate": 8000], rate: 48_000).sampleRate == 8000)
    var table = Preset.kaldi.parameters
    try table.set("hop-length", to: 7)
    #expect(table["hop-ms"] == nil)
    #expect(try table.setup(.mfcc, recordingRate: 16_000).settings.hopLength == 7)
  }

  @Test(
    "what makes no sense is refused with the value and the rule",
    arguments: [
      ("hop-length", "0", "hop length 0 is not from 1 to 1e9"),
      ("hop-length", "1.5", "hop-length is 1.5, not a whole number up to 1e9, standard"),
      ("hop-ms", "0.01", "hop length 0 is not from 1 to 1e9"),
      ("mel-bands", "2000", "2000 mel bands are not from 1 to 1024"),
      ("n-fft", "2x", "n-fft is 2x, not a number where window-length is n-fft"),
      ("window-length", "9e18", "window-length is 9e+18, not a whole number up to 1e9"),
      ("high-hz", "9000", "half the sample rate"),
      ("window-shape", "square", "window-shape is square, not hann, hamming"),
      ("power", "3", "power is 3, not 1 or 2"),
      ("db", "maybe", "db is maybe, not true or false"),
      ("log-floor", "0", "log-floor is 0, not from 1e-30 to 1"),
      ("delta", "3", "delta is 3, not 0, 1 or 2"),
      ("channel", "0", "channel is 0, not mix or a number from 1"),
      ("clip-ms", "-5", "clip-ms is -5, not a positive number up to 1e9"),
      ("n-fft", "1e9", "transform length 1000000000 is not from 2 to 65536"),
      ("sample-rate", "0", "0 Hz is not from 0.001 to 1e9"),
      ("window-parameter", "nan", "window-parameter is nan, not a number or usual"),
    ])
  func refusals(name: String, text: String, reason: String) throws {
    var table = Preset.librosa.parameters
    try table.set(name, to: ParameterValue(text: text))
    do throws(FeatureError) {
      let setup = try table.setup(.mel, recordingRate: 16_000)
      _ = try FeatureRegistry.make(.mel, setup.settings)
      Issue.record("\(name) \(text) was taken")
    } catch {
      #expect(error.sentence.why.contains(reason), "\(error.sentence.why)")
    }
  }

  @Test("a name that is no parameter is refused")
  func unknown() {
    var table = ParameterTable()
    #expect(throws: FeatureError.unknownParameter("window")) { try table.set("window", to: 5) }
  }
}
