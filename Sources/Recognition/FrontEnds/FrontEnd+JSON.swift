import Acoustics
import Labeling

extension FrontEnd {
  /// The front end as model files have it.
  public var json: JSONValue {
    .object([
      ("sampleRate", .number(sampleRate)), ("samples", .integer(sampleCount)),
      ("placement", .string(placement.rawValue)), ("kind", .string(kindName)),
      ("parameters", .object(parameters)),
    ])
  }

  private var kindName: String {
    switch kind {
    case .logMel: "peak-log-mel"
    case .feature(let input): input.setup.feature.rawValue
    case .samples: "samples"
    }
  }

  private var parameters: [(String, JSONValue)] {
    switch kind {
    case .samples: []
    case .logMel(let settings):
      [
        ("windowSeconds", .number(settings.windowSeconds)),
        ("hopSeconds", .number(settings.hopSeconds)), ("bands", .integer(settings.bands)),
        ("lowHertz", .number(settings.lowHertz)), ("highHertz", .number(settings.highHertz)),
        ("floor", .number(settings.floor)),
      ]
    case .feature(let input):
      input.parameters.map { name, value in
        switch value {
        case .number(let number): (name, .number(number))
        case .word(let word): (name, .string(word))
        case .flag(let flag): (name, .bool(flag))
        }
      }
    }
  }

  /// Reads what ``json`` writes; nothing may be missing and nothing be unknown.
  public init(json: JSONValue?) throws(ModelFileError) {
    let fields = try JSONFields(json, name: "frontEnd")
    try fields.only(["sampleRate", "samples", "placement", "kind", "parameters"])
    let rate = try fields.number("sampleRate", in: FrontEnd.rateLimits)
    let count = try fields.whole("samples", in: FrontEnd.sampleLimits)
    let word = try fields.text("placement")
    guard let placement = ClipPlacement(rawValue: word) else {
      throw .configuration("frontEnd.placement \(JSONText.literal(word)) is unknown")
    }
    let parameters = try fields.fields("parameters")
    let name = try fields.text("kind")
    do {
      let kind: Kind
      switch name {
      case "samples":
        try parameters.only([])
        kind = .samples
      case "peak-log-mel": kind = .logMel(try LogMelSettings(parameters))
      default: kind = .feature(try FrontEnd.feature(name, parameters, sampleRate: rate))
      }
      self = try FrontEnd.checked(
        sampleRate: rate, sampleCount: count, placement: placement, kind: kind)
    }
  }

  /// A front end whose broken rules are the file's.
  private static func checked(
    sampleRate: Double, sampleCount: Int, placement: ClipPlacement, kind: Kind
  ) throws(ModelFileError) -> FrontEnd {
    do {
      return try FrontEnd(
        sampleRate: sampleRate, sampleCount: sampleCount, placement: placement, kind: kind)
    } catch {
      throw .frontEnd(error)
    }
  }

  private static func feature(
    _ name: String, _ parameters: JSONFields, sampleRate: Double
  ) throws(ModelFileError) -> FeatureInput {
    var table = ParameterTable()
    for field in parameters.names {
      let value: ParameterValue
      switch parameters[field] {
      case .integer(let whole)?: value = .number(Double(whole))
      case .number(let number)?: value = .number(number)
      case .string(let word)?: value = .word(word)
      case .bool(let flag)?: value = .flag(flag)
      default: throw parameters.bad(field, "a number, a word or a flag")
      }
      do {
        try table.set(field, to: value)
      } catch {
        throw .frontEnd(.feature(error))
      }
    }
    let input: FeatureInput
    do {
      input = try FeatureInput(FeatureID(rawValue: name), table, sampleRate: sampleRate)
    } catch {
      throw .frontEnd(error)
    }
    // A parameter that is left out would be guessed.
    for (needed, _) in input.parameters where parameters[needed] == nil {
      throw parameters.bad(needed, "")
    }
    return input
  }
}

extension LogMelSettings {
  fileprivate init(_ fields: JSONFields) throws(ModelFileError) {
    try fields.only([
      "windowSeconds", "hopSeconds", "bands", "lowHertz", "highHertz", "floor",
    ])
    self.init(
      windowSeconds: try fields.number("windowSeconds", in: 0...1e3),
      hopSeconds: try fields.number("hopSeconds", in: 0...1e3),
      bands: try fields.whole("bands", in: 1...512),
      lowHertz: try fields.number("lowHertz", in: 0...1e6),
      highHertz: try fields.number("highHertz", in: 0...1e6),
      floor: try fields.number("floor", in: 0...1e3))
  }
}

extension Normalization {
  /// The normalization as model files have it.
  public var json: JSONValue {
    switch self {
    case .none: .object([("kind", .string("none"))])
    case .whole(let mean, let deviation):
      .object([
        ("kind", .string("whole")), ("mean", .number(mean)), ("deviation", .number(deviation)),
      ])
    case .bins(let means, let deviations):
      .object([
        ("kind", .string("bins")), ("means", .array(means.map { .number($0) })),
        ("deviations", .array(deviations.map { .number($0) })),
      ])
    }
  }

  /// Reads what ``json`` writes.
  ///
  /// - Parameter bins: How many bins the front end has.
  public init(json: JSONValue?, bins: Int) throws(ModelFileError) {
    let fields = try JSONFields(json, name: "normalization")
    switch try fields.text("kind") {
    case "none": self = .none
    case "whole":
      self = .whole(
        mean: Float(try fields.number("mean", in: -1e30...1e30)),
        deviation: Float(try fields.number("deviation", in: 1e-30...1e30)))
    case "bins":
      let deviations = try fields.numbers("deviations", count: bins...bins)
      guard deviations.allSatisfy({ $0 > 0 }) else {
        throw fields.bad("deviations", "a list of positive numbers")
      }
      self = .bins(means: try fields.numbers("means", count: bins...bins), deviations: deviations)
    default: throw fields.bad("kind", "none, whole or bins")
    }
  }
}
