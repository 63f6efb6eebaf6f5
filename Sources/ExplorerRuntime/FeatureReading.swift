import Acoustics
import Explorer
import Foundation
import Labeling
import SoundFiles

/// Computes a feature of a sound file, piece by piece, however long it is.
public struct FeatureReading {
  /// What is computed, of which part.
  public struct Request: Sendable {
    /// Where the part begins, in seconds.
    public var start: Double?
    /// Where the part ends, in seconds.
    public var end: Double?
    /// Whether samples that are no amplitudes count as 0; else they are an error.
    public var allowsNotFinite = false
    /// Whether every warning is an error.
    public var isStrict = false
    let prepared: PreparedFeature

    /// Makes a request for whole files; tables are made once for all that share it.
    ///
    /// - Parameter changes: The names of parameters that somebody asked for; those that change
    ///   nothing become warnings.
    public init(feature: FeatureID, parameters: ParameterTable, changes: [String] = []) {
      prepared = PreparedFeature(feature, parameters, changes)
    }

    /// The feature.
    public var feature: FeatureID { prepared.id }
    /// Every parameter.
    public var parameters: ParameterTable { prepared.parameters }

    /// The same with other parameters.
    public func with(_ parameters: ParameterTable) -> Request {
      var request = Request(
        feature: feature, parameters: parameters, changes: prepared.changes)
      (request.start, request.end) = (start, end)
      (request.allowsNotFinite, request.isStrict) = (allowsNotFinite, isStrict)
      return request
    }
  }

  /// What the parameters say for this file.
  public let setup: AnalysisSetup
  /// The feature.
  public let feature: any Feature
  /// What the file's header says.
  public let facts: SoundFileFacts
  /// The samples of the file that are read.
  public let span: Range<Int>
  /// What is odd about the file and about the settings, a clause each.
  public let warnings: [String]
  /// What is computed, of which part.
  let request: Request
  private let file: SoundFile

  /// Opens a file.
  ///
  /// - Throws: Why it can't be read, or the rule that the parameters break; for strict requests
  ///   the first warning too.
  public init(_ path: [UInt8], _ request: Request) throws(Failure) {
    do {
      file = try SoundFile(path)
    } catch {
      throw Failure(error)
    }
    facts = file.facts
    self.request = request
    let plan = try request.prepared.plan(recordingRate: facts.sampleRate)
    setup = plan.setup
    feature = plan.feature
    span = try FeatureReading.span(request, facts)
    warnings = facts.issues + plan.warnings + FeatureReading.shortening(request, facts)
    if setup.source.clipSeconds != nil, sampleCount == 0 {
      throw Failure(
        FeatureError.parameter(
          name: "clip-ms", value: request.parameters["clip-ms"]?.text ?? "",
          rule: "a sample or more at \(Format.sampleRate(setup.settings.sampleRate))"))
    }
    if request.isStrict, let warning = warnings.first { throw FeatureReading.refusal(warning) }
  }

  /// Samples that are analyzed, at the rate of the analysis; fewer come of a file that ends early.
  public var sampleCount: Int {
    let rate = setup.settings.sampleRate
    if let seconds = setup.source.clipSeconds {
      // Cut as TensorFlow cuts: milliseconds times the rate come first, and are whole numbers.
      let microseconds = (seconds * 1e6).rounded()
      let isWhole = abs(seconds * 1e6 - microseconds) < 1e-6 * max(1, microseconds)
      return Int((isWhole ? microseconds * rate / 1e6 : seconds * rate).rounded(.down))
    }
    return Resampler.count(of: span.count, from: facts.sampleRate, to: rate)
  }

  /// Frames that are made, if the file holds what its header says.
  public var frameCount: Int { TimeAxis(feature.settings).frameCount(ofSamples: sampleCount) }

  /// A warning as an error.
  static func refusal(_ warning: String) -> Failure {
    Failure(what: "Cannot accept it", why: warning, remedy: "leave out --strict to accept it")
  }

  /// What is thrown when the user stops it.
  public static let interrupted = Failure(what: "Interrupted")

  /// The next samples of the file; fewer than asked for where it ends.
  func read(_ span: Range<Int>) throws(Failure) -> [Float] {
    do {
      return try file.read(
        SampleRange(span), setup.source.channel.map { .channel($0) } ?? .mix)
    } catch {
      throw Failure(error)
    }
  }

  /// Prepares a feature with the parameters of a preset.
  ///
  /// - Throws: The rule that they break.
  public static func feature(
    _ id: FeatureID, _ parameters: ParameterTable, sampleRate: Double
  ) throws(Failure) -> any Feature {
    try PreparedFeature(id, parameters, []).plan(recordingRate: sampleRate).feature
  }

  private static func shortening(_ request: Request, _ facts: SoundFileFacts) -> [String] {
    guard let end = request.end, (end * facts.sampleRate).rounded() > Double(facts.sampleCount)
    else { return [] }
    return ["it ends at \(Format.time(facts.duration)), before --end"]
  }

  private static func span(
    _ request: Request, _ facts: SoundFileFacts
  ) throws(Failure) -> Range<Int> {
    let limit = Double(facts.sampleCount)
    let first = Int(min(limit, ((request.start ?? 0) * facts.sampleRate).rounded()))
    let end = request.end.map { Int(min(limit, ($0 * facts.sampleRate).rounded())) }
    guard first < facts.sampleCount, end.map({ $0 > first }) ?? true else {
      throw Failure(
        what: "Cannot analyze it",
        why: "it has \(Format.time(facts.duration)), less than a sample of it is asked for",
        remedy: "choose an earlier --start or a later --end")
    }
    return first..<(end ?? facts.sampleCount)
  }
}
