import Labeling
import NeuralNetworks
import Recognition
import Testing

struct RecognizerTests {
  private let labels = ["a", "b", "c"]

  private func model(
    _ architecture: String = "single-fc", temperature: Double = 1,
    placement: ClipPlacement = .centered
  ) throws -> ModelFile {
    let front = try FrontEnd(
      sampleRate: 8_000, sampleCount: 2_000, placement: placement,
      kind: .logMel(.speech(sampleRate: 8_000)))
    let kind = try #require(ArchitectureRegistry.architecture(named: architecture))
    let shape = front.inputShape
    let options = ArchitectureOptions(width: 0.5, dropout: 0.25, sampleRate: 8_000)
    let network = try kind.network(
      input: Shape(time: shape.frames, frequency: shape.bins), classes: 3, seed: 7, options)
    let configuration = ModelConfiguration(
      labels: labels, frontEnd: front, normalization: .whole(mean: -3, deviation: 2),
      architecture: architecture, temperature: temperature)
    return ModelFile(configuration: configuration, options: options, network: network)
  }

  @Test(arguments: ["single-fc", "ds-cnn-t", "gru"]) func networksComeBackBitForBit(
    architecture: String
  ) throws {
    let file = try model(architecture)
    let back = try ModelFile(file.bytes)
    #expect(try back.network() == (try file.network()))
    let clip = congruentSound(3, count: 1_500)
    let one = try Recognizer(file).opinion(of: clip)
    #expect(try Recognizer(back).opinion(of: clip) == one)
    #expect(abs(one.probabilities.reduce(0, +) - 1) < 1e-5 && one.probabilities.count == 3)
    #expect(!one.embedding.isEmpty)
  }

  @Test func theTemperatureCoolsWhatIsSaid() throws {
    let clip = congruentSound(3, count: 1_500)
    let plain = try Recognizer(model()).opinion(of: clip)
    let warm = try Recognizer(model(temperature: 2)).opinion(of: clip)
    #expect(plain.logits == warm.logits)
    #expect(warm.probabilities == Temperature.probabilities(plain.logits, temperature: 2))
    #expect(warm.probabilities != plain.probabilities)
  }

  @Test func cropsOfALongClipAreWeighed() throws {
    let recognizer = try Recognizer(model(placement: .repeated))
    let loud = congruentSound(4, count: 2_000)
    let quiet = congruentSound(5, count: 6_000).map { $0 * 1e-6 }
    let both = try recognizer.opinion(of: quiet + loud).probabilities
    let one = try recognizer.opinion(of: loud).probabilities
    #expect(zip(both, one).allSatisfy { abs($0 - $1) < 1e-3 })
  }

  @Test(arguments: [700, 1_999, 2_000, 2_001, 41_000], [1, 333, 5_000])
  func aStreamSaysWhatTheWholeSays(count: Int, piece: Int) throws {
    let recognizer = try Recognizer(model())
    let samples = congruentSound(6, count: count)
    let whole = try recognizer.opinions(of: samples, hop: 700)
    guard piece > 1 || count < 3_000 else { return }
    var stream = WindowStream(recognizer, hop: 700)
    var heard: [Recognizer.WindowOpinion] = []
    for start in stride(from: 0, to: count, by: piece) {
      try stream.push(Array(samples[start..<min(count, start + piece)])) { heard.append($0) }
    }
    try stream.finish { heard.append($0) }
    #expect(heard.map(\.samples) == whole.map(\.samples))
    // How many windows go through together changes the last bits.
    let pairs = zip(heard.flatMap(\.probabilities), whole.flatMap(\.probabilities))
    #expect(pairs.allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test func aStreamRefusesWhatIsNoNumber() throws {
    var stream = WindowStream(try Recognizer(model()), hop: 500)
    try stream.push(congruentSound(6, count: 3_000)) { _ in }
    #expect(throws: FrontEndError.sampleNotFinite(sample: 3_002)) {
      try stream.push([0, 0, .nan]) { _ in }
    }
  }

  @Test func longRecordingsAreHeardWindowByWindow() throws {
    let recognizer = try Recognizer(model())
    let samples = congruentSound(6, count: 41_000)
    let opinions = try recognizer.opinions(of: samples, hop: 1_000)
    #expect(
      opinions.map(\.samples.lowerBound) == Array(stride(from: 0, through: 39_000, by: 1_000)))
    #expect(opinions.allSatisfy { $0.samples.count == 2_000 })
    for place in [0, 17, 39] {
      let own = try recognizer.opinion(of: Array(samples[opinions[place].samples]))
      #expect(
        zip(own.probabilities, opinions[place].probabilities).allSatisfy { abs($0 - $1) < 1e-5 })
    }
    let short = try recognizer.opinions(of: Array(samples.prefix(100)), hop: 1_000)
    #expect(short.count == 1 && short[0].samples == 0..<100)
    var asked = 0
    let some = try recognizer.opinions(of: samples, hop: 1_000) {
      asked += 1
      return asked > 1
    }
    #expect(some.count == 16)
    #expect(throws: FrontEndError.sampleNotFinite(sample: 40_999)) {
      try recognizer.opinions(of: samples.dropLast() + [.nan], hop: 1_000)
    }
  }

  @Test func whatDoesNotFitIsRefused() throws {
    var file = try model()
    file.configuration.architecture = "no\u{1b}net"
    #expect(throws: ModelFileError.configuration("its architecture \"no\\u001bnet\" is unknown")) {
      try file.network()
    }
    file = try model()
    file.configuration.labels.append("d")
    #expect(throws: ModelFileError.self) { try Recognizer(file) }
    file = try model()
    file.tensors.removeLast()
    #expect(throws: ModelFileError.self) { try Recognizer(file) }
    file = try model()
    file.tensors[0].scalars[0] = .nan
    #expect(throws: ModelFileError.self) { try Recognizer(file) }
    file = try model()
    for (name, value) in [("width", JSONValue.number(1e9)), ("depth", .integer(1))] {
      file.configuration.options.removeAll { $0.name == name }
      file.configuration.options.append(.init(name, value))
      #expect(throws: ModelFileError.self) { try file.network() }
    }
  }
}

struct ExampleSourceTests {
  @Test func writesTheMakersExamples() throws {
    let clips = (0..<8).map {
      LabeledClip(path: RecordingPath("\($0)"), label: $0 < 7 ? "a" : "b")
    }
    let set = try TrainingSet(
      clips, split: Split([SplitPart](repeating: .training, count: 8)), classes: .all(order: []))
    let front = try FrontEnd(
      sampleRate: 8_000, sampleCount: 2_000, placement: .centered,
      kind: .logMel(.speech(sampleRate: 8_000)))
    let maker = try ExampleMaker(
      set, clips: LoadedClips((0..<8).map { congruentSound($0 + 1, count: 1_800) }),
      frontEnd: front, augmentation: .speech, seed: 3)
    func pass(_ order: ExampleOrder) throws -> (inputs: [[Float]], labels: [Int]) {
      let source = ExampleSource(maker, order: order, seed: 3)
      #expect(source.exampleCount == 8 && source.classCount == 2)
      #expect(source.inputShape == Shape(time: 12, frequency: 40))
      let writer = try source.makeWriter()
      var inputs: [[Float]] = []
      var labels: [Int] = []
      for place in 0..<8 {
        var input = [Float](repeating: 0, count: source.inputShape.count)
        labels.append(
          try input.withUnsafeMutableBufferPointer {
            try writer.write(place, pass: 1, into: $0).label
          })
        inputs.append(input)
      }
      return (inputs, labels)
    }
    let shuffled = try pass(.shuffled)
    let places = ExampleOrder.shuffled.places(
      labels: set.entries(of: .training).map(\.label), pass: 1, seed: 3)
    let own = try maker.inputMaker()
    for (turn, place) in places.enumerated() {
      let example = try maker.example(place, pass: 1, with: own)
      #expect(example.input == shuffled.inputs[turn])
      #expect(example.target.label == shuffled.labels[turn])
    }
    // The one clip of "b" is drawn about four times, and is another example each time.
    let balanced = try pass(.balanced(exponent: 1))
    #expect(balanced.labels.count { $0 == 1 } > 1)
    #expect(Set(balanced.inputs).count == 8)
  }
}
