import Acoustics
import Explorer
import Foundation
import Labeling
import SoundFiles

/// Computes a feature of a sound file, piece by piece, however long it is.
public struct FeatureReading {
  /// What is computed, of which part.
  public struct Request: Sendable {
    /// The feature.
    public var feature: FeatureID
    /// Every parameter.
    public var parameters: ParameterTable
    /// Where the part begins, in seconds.
    public var start: Double?
    /// Where the part ends, in seconds.
    public var end: Double?
    /// Whether samples that are no numbers count as 0; else they are an error.
    public var allowsNotFinite = false

    /// Makes a request for whole files.
    public init(feature: FeatureID, parameters: ParameterTable) {
      self.feature = feature
      self.parameters = parameters
    }
  }

  /// Samples of one channel that are read at a time.
  static let pieceLength = 1 << 17
  /// Values that are held in memory where a feature needs the whole clip.
  private static let heldValues = 1 << 22

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
  private let file: SoundFile
  private let request: Request

  /// Opens a file.
  ///
  /// - Throws: Why it can't be read, or the rule that the parameters break.
  public init(_ path: [UInt8], _ request: Request) throws(Failure) {
    do {
      file = try SoundFile(path)
    } catch {
      throw Failure(error)
    }
    facts = file.facts
    self.request = request
    do {
      setup = try request.parameters.setup(request.feature, recordingRate: facts.sampleRate)
      feature = try FeatureRegistry.make(request.feature, setup.settings)
      warnings = facts.issues + (try FeatureReading.warnings(setup))
    } catch {
      throw Failure(error)
    }
    span = try FeatureReading.span(request, facts, path)
  }

  /// Samples that are analyzed, at the rate of the analysis; fewer come of a file that ends early.
  public var sampleCount: Int {
    if let seconds = setup.source.clipSeconds {
      return Int((seconds * setup.settings.sampleRate).rounded(.down))
    }
    return Resampler.count(of: span.count, from: facts.sampleRate, to: setup.settings.sampleRate)
  }

  /// Makes the first warning an error.
  ///
  /// - Throws: The warning, if there is one.
  public func refuseWarnings() throws(Failure) {
    if let warning = warnings.first { try refuse(warning) }
  }

  /// Makes a warning an error.
  ///
  /// - Throws: The warning.
  public func refuse(_ warning: String) throws(Failure) {
    throw Failure(
      what: "Cannot accept it", why: warning, remedy: "leave out --strict to accept it")
  }

  /// Computes all frames.
  ///
  /// - Parameter body: Receives `[bins]` values of each frame in order, valid for the call.
  /// - Returns: How many samples counted as 0 because they are no finite numbers.
  /// - Throws: What keeps the frames from being made, or what `body` throws.
  public func frames(
    isCancelled: () -> Bool = { false },
    _ body: (UnsafeBufferPointer<Float>) throws(Failure) -> Void
  ) throws(Failure) -> Int {
    let peak = try peakSource(isCancelled)
    var extractor = try Self.converting { () throws(FeatureError) in
      try FeatureExtractor(feature, peak: peak)
    }
    var count = 0
    var failure: Failure?
    func take(_ frame: UnsafeBufferPointer<Float>) {
      guard failure == nil else { return }
      count += 1
      do throws(Failure) { try body(frame) } catch { failure = error }
    }
    var source = try SampleStream(self)
    while let samples = try source.next() {
      extractor.push(samples, take)
      if let failure { throw failure }
      if isCancelled() { throw FeatureReading.interrupted }
    }
    try Self.converting { () throws(FeatureError) in try extractor.finish(take) }
    if let failure { throw failure }
    guard count > 0 else {
      throw Failure(
        FeatureError.shorterThanWindow(
          samples: source.count, windowLength: feature.settings.windowLength))
    }
    return source.notFinite
  }

  /// Prepares a feature with the parameters of a preset.
  ///
  /// - Throws: The rule that they break.
  public static func feature(
    _ id: FeatureID, _ preset: Preset, sampleRate: Double
  ) throws(Failure) -> any Feature {
    try converting { () throws(FeatureError) in
      let setup = try preset.parameters.setup(id, recordingRate: sampleRate)
      return try FeatureRegistry.make(id, setup.settings)
    }
  }

  /// What is thrown when the user stops it.
  public static let interrupted = Failure(what: "Interrupted")

  private func peakSource(
    _ isCancelled: () -> Bool
  ) throws(Failure) -> FeatureExtractor.PeakSource {
    let width = max(feature.settings.binCount, feature.settings.melBands)
    let frames = TimeAxis(feature.settings).frameCount(ofSamples: sampleCount)
    let isLong = frames > FeatureReading.heldValues / width
    guard isLong else { return .wholeClip }
    let meter = try Self.converting { () throws(FeatureError) in try PeakMeter(feature) }
    guard var meter else { return .wholeClip }
    var source = try SampleStream(self)
    while let samples = try source.next() {
      meter.push(samples)
      if isCancelled() { throw FeatureReading.interrupted }
    }
    return .known(try Self.converting { () throws(FeatureError) in try meter.finish() })
  }

  /// The next samples of the file; fewer than asked for where it ends.
  func read(_ span: Range<Int>) throws(Failure) -> [Float] {
    do {
      return try file.read(
        SampleRange(span), setup.source.channel.map { .channel($0) } ?? .mix)
    } catch {
      throw Failure(error)
    }
  }

  /// Whether samples that are no numbers count as 0.
  var allowsNotFinite: Bool { request.allowsNotFinite }

  static func converting<Value>(
    _ body: () throws(FeatureError) -> Value
  ) throws(Failure) -> Value {
    do {
      return try body()
    } catch {
      throw Failure(error)
    }
  }

  private static func warnings(_ setup: AnalysisSetup) throws(FeatureError) -> [String] {
    guard [.mel, .logMel, .mfcc, .delta, .pcen, .onsetStrength].contains(setup.feature),
      setup.settings.emptyBand == .zero
    else { return [] }
    let empty = try MelFilterBank(setup.settings).emptyBands
    guard let first = empty.first else { return [] }
    return [
      "\(empty.count) of \(setup.settings.melBands) mel bands hold no bin, the first is \(first)"
    ]
  }

  private static func span(
    _ request: Request, _ facts: SoundFileFacts, _ path: [UInt8]
  ) throws(Failure) -> Range<Int> {
    let limit = Double(facts.sampleCount)
    let first = Int(min(limit, ((request.start ?? 0) * facts.sampleRate).rounded()))
    let end = request.end.map { Int(min(limit, ($0 * facts.sampleRate).rounded())) }
    guard first < facts.sampleCount, end.map({ $0 > first }) ?? true else {
      throw Failure(
        what: "Cannot analyze that part of \(FilePath.text(FilePath.name(path)))",
        why: "it has \(Format.time(facts.duration)), less than a sample of it is asked for",
        remedy: "choose an earlier --start or a later --end")
    }
    return first..<(end ?? facts.sampleCount)
  }
}
