import Acoustics
import Labeling
import Recognition
import Testing

struct JSONReaderTests {
  @Test func readsWhatItShould() throws {
    let text = #" {"a":[1,-2.5e3,true,null,"x\u00e9\ud83d\ude00\n"],"b":{},"c":[ ],"d":0} "#
    let value = try JSONReader.value(Array(text.utf8))
    #expect(
      value.compact == #"{"a":[1,-2500,true,null,"xé😀\u000a"],"b":{},"c":[],"d":0}"#)
    #expect(try JSONReader.value(Array("9223372036854775807".utf8)) == .integer(.max))
    #expect(try JSONReader.value(Array("9223372036854775808".utf8)) == .number(0x1p63))
  }

  @Test(arguments: [
    "", "{", "[1,]", "[1 2]", #"{"a":1,"a":2}"#, #"{"a":1,"\u0061":2}"#, "01", "1.", ".5", "+1",
    "1e", "-", "nul", "NaN", "1e999", #""\ud800""#, #""\ud800\u0041""#, #""\x""#, "\"\u{1}\"",
    "\"", "{}{}", #"{"a" 1}"#, "{1:2}", "'a'", #""\u00g0""#, "[1,2", "\u{feff}1",
  ]) func refuses(_ text: String) {
    #expect(throws: JSONReadingError.self) { try JSONReader.value(Array(text.utf8)) }
  }

  @Test func depthAndBytesHaveLimits() {
    let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
    #expect(throws: JSONReadingError.self) { try JSONReader.value(Array(deep.utf8)) }
    #expect(throws: JSONReadingError.self) { try JSONReader.value([0x22, 0xff, 0x22]) }
    #expect(throws: JSONReadingError.self) { try JSONReader.value([0x22, 0xc0, 0x80, 0x22]) }
  }
}

struct SafeTensorsTests {
  /// A file of a header and some bytes behind it.
  private func file(_ header: String, _ data: [UInt8] = [], length: UInt64? = nil) -> [UInt8] {
    let length = length ?? UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * UInt64($0))) }
      + Array(header.utf8) + data
  }

  private func error(_ bytes: [UInt8]) -> ModelFileError? {
    do {
      _ = try SafeTensors(bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test func opensWhatPythonWrote() throws {
    let file = try SafeTensors(try Reference.bytes("by_python.safetensors"))
    #expect(file.metadata == ["note": "caf\u{e9}"])
    let tensors = Dictionary(uniqueKeysWithValues: file.tensors.map { ($0.name, $0) })
    #expect(tensors.count == 4)
    #expect(tensors["dense.weight"]?.shape == [2, 3])
    #expect(tensors["dense.weight"]?.scalars == [0, 0.125, 0.25, 0.375, 0.5, 0.625])
    #expect(tensors["dense.bias"]?.scalars == [-1.5, 2.25])
    #expect(tensors["scale"]?.shape == [] && tensors["scale"]?.scalars == [0.5])
    #expect(tensors["none"]?.shape == [0, 4] && tensors["none"]?.scalars == [])
  }

  @Test func comesBack() throws {
    let file = SafeTensors(
      metadata: ["b": "\"", "a": "\u{7}"],
      tensors: [
        StoredTensor(name: "x", shape: [2], scalars: [1, -0.0]),
        StoredTensor(name: "\u{e9}", shape: [], scalars: [.leastNonzeroMagnitude]),
      ])
    #expect(try SafeTensors(file.bytes) == file)
    #expect(try SafeTensors(SafeTensors(tensors: []).bytes).tensors.isEmpty)
  }

  @Test func lengthsThatLieAreRefusedBeforeRoomIsMade() {
    #expect(error([]) == .tooShort(bytes: 0))
    #expect(error([1, 0, 0, 0]) == .tooShort(bytes: 4))
    #expect(
      error(file("{}", length: 10_000_000_000)) == .headerLength(10_000_000_000, limit: 2))
    #expect(error(file("{}", length: .max)) == .headerLength(.max, limit: 2))
    #expect(error(file("{}", length: 0)) == .header(byte: 0, why: "a value is missing"))
    #expect(error(file(" {}")) == .header(byte: 0, why: "it does not begin with {"))
    // A file as large as it says, but with a header beyond the limit.
    let limit = SafeTensors.headerLimit
    #expect(
      throws: ModelFileError.headerLength(UInt64(limit) + 1, limit: limit)
    ) {
      try SafeTensors.headerLength(file("", length: UInt64(limit) + 1), fileBytes: 1 << 40)
    }
  }

  @Test func tensorsThatLieAreRefused() {
    func entry(_ type: String, _ shape: String, _ offsets: String) -> String {
      #"{"dtype":"\#(type)","shape":\#(shape),"data_offsets":\#(offsets)}"#
    }
    func broken(_ entries: String, _ count: Int) -> ModelFileError? {
      error(file("{" + entries + "}", [UInt8](repeating: 0, count: count)))
    }
    let cases: [(String, Int)] = [
      (#""a":"# + entry("F32", "[2]", "[0,4]"), 4),
      (#""a":"# + entry("F32", "[1]", "[0,8]"), 8),
      (#""a":"# + entry("I64", "[1]", "[0,8]"), 8),
      (#""a":"# + entry("F32", "[-1]", "[0,4]"), 4),
      (#""a":"# + entry("F32", "[1.0]", "[0,4]"), 4),
      (#""a":"# + entry("F32", "[4611686018427387904,4]", "[0,0]"), 0),
      (#""a":"# + entry("F32", "[9223372036854775807,9223372036854775807]", "[0,4]"), 4),
      (#""a":"# + entry("F32", "[1,1,1,1,1,1,1,1,1]", "[0,4]"), 4),
      (#""a":"# + entry("F32", "[1]", "[4,0]"), 4),
      (#""a":"# + entry("F32", "[1]", "[0]"), 4),
      (#""a":"# + entry("F32", "[1]", "[4,8]"), 8),
      (#""a":"# + entry("F32", "[1]", "[0,4]"), 8),
      (#""a":"# + entry("F32", "[2]", "[0,8]"), 4),
      (#""a":"# + entry("F32", "[1]", "[0,4]") + #","b":"# + entry("F32", "[1]", "[0,4]"), 4),
      (#""a":"# + entry("F32", "[2]", "[0,8]") + #","b":"# + entry("F32", "[1]", "[4,8]"), 8),
      (#""a":"# + entry("F32", "[1]", "[0,4]") + #","a":"# + entry("F32", "[1]", "[4,8]"), 8),
      (#""a":{"dtype":"F32","shape":[1]}"#, 4),
      (#""a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}"#, 4),
      (#""a":7"#, 0), (#""__metadata__":{"a":1}"#, 0), (#""__metadata__":[]"#, 0),
    ]
    for (entries, count) in cases {
      let found = broken(entries, count)
      #expect(found != nil, "\(entries)")
      #expect(found?.sentence.what == "Cannot read the model")
    }
    #expect(
      broken(#""a":"# + entry("F32", "[1]", "[4,8]"), 8)
        == .layout("\"a\"", why: "leaves bytes out"))
  }

  @Test func weightsMustBeNumbers() {
    let header = #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#
    #expect(
      error(file(header, [0, 0, 0, 0, 0, 0, 0xc0, 0x7f])) == .weight(tensor: "\"a\"", place: 1))
    let half = #"{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}"#
    #expect(error(file(half, [0x00, 0x7c])) == .weight(tensor: "\"a\"", place: 0))
  }

  @Test func anyDamageIsAnErrorOrAnotherFile() throws {
    let whole = try Reference.bytes("by_earmark.safetensors")
    var draws = SeededDraws(seed: 9)
    for _ in 0..<2_000 {
      var bytes = whole
      switch draws.whole(below: 3) {
      case 0: bytes.removeLast(1 + draws.whole(below: bytes.count))
      case 1: bytes[draws.whole(below: bytes.count)] = UInt8(draws.whole(below: 256))
      default:
        let place = draws.whole(below: bytes.count)
        bytes.insert(UInt8(draws.whole(below: 256)), at: place)
      }
      do {
        let model = try ModelFile(bytes)
        #expect(model.tensors.allSatisfy { $0.scalars.allSatisfy(\.isFinite) })
      } catch {
        #expect(!error.sentence.why.isEmpty && !error.sentence.remedy.isEmpty)
      }
    }
  }
}

struct ModelFileTests {
  private func model() throws -> ModelFile {
    let recipe = try Recipe.standard(sampleRate: 8_000)
    let configuration = ModelConfiguration(
      labels: ["no", "yes"], frontEnd: recipe.frontEnd,
      normalization: .whole(mean: -3.5, deviation: 1.25), architecture: "single-fc",
      options: [.init("width", .integer(2)), .init("inner", .object([("b", .bool(true))]))],
      temperature: 1.5, split: SplitRecord(.hash(HashSplit())),
      metrics: ["testAccuracy": 0.75], provenance: ["data": "two words", "licence": "none"])
    return ModelFile(
      configuration: configuration,
      tensors: [
        StoredTensor(name: "dense.weight", shape: [2, 3], scalars: [0, 0.5, 1, 1.5, 2, 2.5]),
        StoredTensor(name: "dense.bias", shape: [2], scalars: [-1, 0.25]),
      ])
  }

  /// `Reference/make_reference.py` opens the same bytes with Python's safetensors.
  @Test func isTheFileThatPythonOpens() throws {
    let bytes = try model().bytes
    if Reference.isRecording {
      try Reference.write(bytes, "by_earmark.safetensors")
      Issue.record("recorded: run make_reference.py, which opens it")
    }
    #expect(bytes == (try Reference.bytes("by_earmark.safetensors")))
    #expect(try ModelFile(bytes) == (try model()))
  }

  @Test func everyFrontEndComesBack() throws {
    var original = SpeechCommandsRecipe()
    var fronts = [
      try Recipe.standard(sampleRate: 16_000).frontEnd, try Recipe.environment().frontEnd,
      try FrontEnd(sampleRate: 44_100, sampleCount: 1_000, placement: .start, kind: .samples),
    ]
    for preprocess in SpeechCommandsRecipe.Preprocess.allCases {
      original.preprocess = preprocess
      fronts.append(try original.recipe().frontEnd)
    }
    for preset in PresetRegistry.all {
      let input = try FeatureInput(preset.feature, preset.parameters, sampleRate: 16_000)
      fronts.append(
        try FrontEnd(
          sampleRate: 16_000, sampleCount: 16_000, placement: .centered, kind: .feature(input)))
    }
    let clip = congruentSound(4, count: 16_000)
    for front in fronts {
      let json = try JSONReader.value(Array(front.json.compact.utf8))
      let back = try FrontEnd(json: json)
      #expect(back.json == front.json && back.inputShape == front.inputShape)
      #expect(
        try InputMaker(back).inputs(of: clip)[0].input
          == (try InputMaker(front).inputs(of: clip)[0].input), "\(front.json.compact)")
    }
    #expect(Set(fronts.map(\.hash)).count == fronts.count)
  }

  @Test func normalizationsComeBack() throws {
    for normalization in [
      Normalization.none, .whole(mean: 1, deviation: 2),
      .bins(means: [0.1, -1e-7], deviations: [1, 3]),
    ] {
      #expect(try Normalization(json: normalization.json, bins: 2) == normalization)
    }
    #expect(throws: ModelFileError.self) {
      try Normalization(json: Normalization.bins(means: [1], deviations: [1]).json, bins: 2)
    }
    #expect(throws: ModelFileError.self) {
      try Normalization(json: Normalization.whole(mean: 0, deviation: 0).json, bins: 2)
    }
  }

  /// The configuration with one field replaced, nil for left out.
  private func changed(_ name: String, _ value: JSONValue?) throws -> ModelFileError? {
    guard case .object(var members) = try model().configuration.json else { return nil }
    members.removeAll { $0.0 == name }
    if let value { members.append((name, value)) }
    do {
      _ = try ModelConfiguration(json: .object(members))
      return nil
    } catch {
      return error
    }
  }

  @Test func nothingIsGuessed() throws {
    #expect(try changed("version", .integer(2)) == .version(2, newest: 1))
    let names = [
      "labels", "frontEnd", "normalization", "architecture", "options", "temperature", "metrics",
      "provenance", "split", "version",
    ]
    for name in names {
      #expect(try changed(name, nil) != nil, "\(name) missing")
      #expect(try changed(name, .bool(true)) != nil, "\(name) of another kind")
    }
    #expect(try changed("more", .null) != nil)
    #expect(try changed("labels", .array([])) != nil)
    #expect(try changed("labels", .array([.string("a"), .string("a")])) != nil)
    #expect(try changed("labels", .array([.string("")])) != nil)
    #expect(try changed("temperature", .integer(0)) != nil)
    #expect(try changed("temperature", .number(1e300)) != nil)
    #expect(try changed("split", .null) == nil)
    guard case .object(let front) = try model().configuration.frontEnd.json else { return }
    for (field, _) in front {
      let less = front.filter { $0.0 != field }
      #expect(try changed("frontEnd", .object(less)) != nil, "\(field)")
    }
    for (field, value) in [
      ("samples", JSONValue.integer(.max)), ("samples", .integer(-1)), ("sampleRate", .integer(0)),
      ("placement", .string("?")), ("kind", .string("?")), ("kind", .string("samples")),
      ("parameters", .object([("floor", .integer(1))])),
    ] {
      let other = front.map { $0.0 == field ? (field, value) : $0 }
      #expect(try changed("frontEnd", .object(other)) != nil, "\(field)")
    }
  }

  @Test func aFeatureMustSayEveryParameter() throws {
    let front = try SpeechCommandsRecipe().recipe().frontEnd
    guard case .object(let members) = front.json,
      case .object(let parameters)? = members.first(where: { $0.0 == "parameters" })?.1
    else {
      Issue.record("no parameters")
      return
    }
    #expect(parameters.count > 20)
    for (name, _) in parameters {
      let less = parameters.filter { $0.0 != name }
      let json = members.map { $0.0 == "parameters" ? ("parameters", .object(less)) : $0 }
      #expect(throws: ModelFileError.self, "\(name)") { try FrontEnd(json: .object(json)) }
    }
    let more = parameters + [("sharpness", .integer(1))]
    let json = members.map { $0.0 == "parameters" ? ("parameters", .object(more)) : $0 }
    #expect(throws: ModelFileError.frontEnd(.feature(.unknownParameter("sharpness")))) {
      try FrontEnd(json: .object(json))
    }
  }

  @Test func tensorsMustBeTheNetworks() throws {
    let model = try model()
    let needed = [("dense.bias", [2]), ("dense.weight", [2, 3])]
    #expect(try model.tensors(for: needed).map(\.name) == ["dense.bias", "dense.weight"])
    #expect(throws: ModelFileError.missing("\"x\"")) {
      try model.tensors(for: needed + [("x", [])])
    }
    #expect(throws: ModelFileError.unexpected("\"dense.bias\"")) {
      try model.tensors(for: [("dense.weight", [2, 3])])
    }
    #expect(throws: ModelFileError.shape("\"dense.weight\"", found: [2, 3], needed: [3, 2])) {
      try model.tensors(for: [("dense.bias", [2]), ("dense.weight", [3, 2])])
    }
    let bare = SafeTensors(tensors: model.tensors).bytes
    #expect(throws: ModelFileError.noConfiguration) { try ModelFile(bare) }
    let odd = SafeTensors(metadata: ["earmark.config": "{]"], tensors: []).bytes
    #expect(throws: ModelFileError.self) { try ModelFile(odd) }
  }

  @Test func labelsMustBeTheModels() throws {
    var configuration = try model().configuration
    try configuration.check(labels: ["yes", "no"])
    #expect(throws: ModelFileError.labels(unknown: ["cat"], known: ["no", "yes"])) {
      try configuration.check(labels: ["yes", "cat"])
    }
    configuration.labels.append(ClassRule.unknown)
    try configuration.check(labels: ["yes", "cat"])
  }
}
