import Acoustics
import Labeling

/// What a feature file says beside the values.
public struct FeatureFileContents: Sendable {
  /// The recording, as it was named.
  public var path: RecordingPath
  /// Which feature it is.
  public var feature: FeatureID
  /// Where the frames lie.
  public var timeAxis: TimeAxis
  /// What the bins stand for.
  public var binAxis: BinAxis
  /// Coefficients before their changes over time, which follow order by order; nil for all.
  public var baseCoefficients: Int?
  /// Seconds before the first analyzed sample; times count from the start of the recording.
  public var startSeconds: Double
  /// Names and values of what else the values depend on, in order; names come once.
  public var settings: [(name: String, value: String)]
  /// How values become bytes; nil leaves them as they are.
  public var quantization: Quantization?

  /// Describes a feature of a recording.
  ///
  /// - Precondition: The axis has bins, and `baseCoefficients` is at least 1.
  public init(
    path: RecordingPath, feature: FeatureID, timeAxis: TimeAxis, binAxis: BinAxis,
    baseCoefficients: Int? = nil, startSeconds: Double = 0,
    settings: [(name: String, value: String)] = [],
    quantization: Quantization? = nil
  ) {
    precondition(baseCoefficients.map { $0 > 0 } ?? true, "there is at least one coefficient")
    precondition(binAxis.count > 0, "a feature has at least one bin")
    self.path = path
    self.feature = feature
    self.timeAxis = timeAxis
    self.binAxis = binAxis
    self.baseCoefficients = baseCoefficients
    self.startSeconds = startSeconds
    self.settings = settings
    self.quantization = quantization
  }

  var binCount: Int { binAxis.count }

  /// The time of a frame's center.
  func seconds(ofFrame frame: Int) -> Double {
    let rate = timeAxis.sampleRate
    return (startSeconds * rate + Double(timeAxis.sample(ofFrame: frame))) / rate
  }

  /// The bins' frequencies in hertz, nil where they stand for something else.
  var frequencies: [Float]? {
    let found = (0..<binAxis.count).compactMap { binAxis.hertz(ofBin: Float($0)) }
    return found.count == binAxis.count ? found : nil
  }

  /// The bins' names where they have no frequencies: those of lanes, `c0`, `c1` … of coefficients,
  /// and `d1_c0` … `d2_c0` … of their first and second changes.
  var binNames: [String] {
    if case .lane(let name) = binAxis {
      return [String(name.map { $0 == " " ? "_" : $0 })]
    }
    if case .lanes(let names, _) = binAxis { return names }
    if case .pitchClasses(let count) = binAxis { return (0..<count).map { Note.pitchClass($0) } }
    let base = baseCoefficients ?? binCount
    return (0..<binCount).map { bin in
      (bin < base ? "" : "d\(bin / base)_") + "c\(bin % base)"
    }
  }

  /// Names and values of all but the bins, as JSON.
  var members: [(String, JSONValue)] {
    var members = [("path", JSONValue.string(path.text))]
    if !path.isText { members.append(("pathHex", .string(path.hex))) }
    members += [
      ("feature", .string(feature.rawValue)), ("sampleRate", .number(timeAxis.sampleRate)),
      ("hopLength", .integer(timeAxis.hopLength)),
      ("windowLength", .integer(timeAxis.windowLength)),
      ("framing", .string(timeAxis.framing.rawValue)), ("startSeconds", .number(startSeconds)),
    ]
    if let quantization {
      let (lowest, highest) = (quantization.lowest, quantization.highest)
      let range = [("lowest", JSONValue.number(lowest)), ("highest", .number(highest))]
      members.append(("quantization", .object(range)))
    }
    members.append(("settings", .object(settings.map { ($0.name, .string($0.value)) })))
    return members
  }
}
