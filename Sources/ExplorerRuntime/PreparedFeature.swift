import Acoustics
import Explorer
import Synchronization

/// A feature with its parameters, prepared once for each sample rate; threads share it.
final class PreparedFeature: Sendable {
  /// What the parameters say for recordings of one rate.
  struct Plan: Sendable {
    /// What is computed, and how.
    let setup: AnalysisSetup
    /// The feature.
    let feature: any Feature
    /// What is odd about the settings, a clause each.
    let warnings: [String]
  }

  /// The feature.
  let id: FeatureID
  /// Every parameter.
  let parameters: ParameterTable
  /// The names of parameters that somebody asked for.
  let changes: [String]
  /// Extractors that wait for the next recording.
  let extractors = IdleExtractors()
  private let plans = Mutex<[Double: Result<Plan, Failure>]>([:])

  /// Rates that most recordings have or can be converted to, the likeliest first.
  private static let usualRates: [Double] = [16_000, 44_100, 8000, 48_000, 192_000]

  /// Takes a feature and parameters, without checking them.
  init(_ id: FeatureID, _ parameters: ParameterTable, _ changes: [String]) {
    self.id = id
    self.parameters = parameters
    self.changes = changes
  }

  /// What the parameters say for recordings of a rate.
  ///
  /// - Throws: The rule that they break, and at which rate they would not.
  func plan(recordingRate rate: Double) throws(Failure) -> Plan {
    let result = plans.withLock { plans in
      if let known = plans[rate] { return known }
      let made = Result { () throws(Failure) in try make(rate) }
      plans[rate] = made
      return made
    }
    return try result.get()
  }

  private func make(_ rate: Double) throws(Failure) -> Plan {
    do {
      let setup = try parameters.setup(id, recordingRate: rate)
      return Plan(
        setup: setup, feature: try FeatureRegistry.make(id, setup.settings),
        warnings: try Self.warnings(setup) + idleChanges(setup))
    } catch {
      throw refusal(error, rate)
    }
  }

  /// What was asked for and changes nothing.
  private func idleChanges(_ setup: AnalysisSetup) -> [String] {
    let read = FeatureRegistry.parameters(of: setup)
    return changes.filter { !read.contains($0) }.map { "\($0) changes nothing in \(id.rawValue)" }
  }

  /// The rule that is broken; where another rate would not break it, with that rate.
  private func refusal(_ error: FeatureError, _ rate: Double) -> Failure {
    let failure = Failure(error)
    guard parameters["sample-rate"] == .word("own"),
      let better = Self.usualRates.first(where: { parameters.allow(id, recordingRate: $0) })
    else { return failure }
    return Failure(
      what: failure.what, why: "at \(Format.sampleRate(rate)) \(failure.why)",
      remedy: "convert it with --sample-rate \(Int(better)), or \(failure.remedy)")
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
}

/// Extractors between two recordings: their tables are made once for each thread, not for each file.
///
/// An extractor belongs to the thread that took it until that thread gives it back, and the list is
/// guarded by `lock`, which is why the class may be shared.
final class IdleExtractors: @unchecked Sendable {
  private let lock = Mutex(())
  private var idle: [Double: [FeatureExtractor]] = [:]

  /// An extractor for analyses at a rate, if one waits; it is nobody else's then.
  func take(_ sampleRate: Double) -> FeatureExtractor? {
    lock.withLock { _ in idle[sampleRate]?.popLast() }
  }

  /// Takes an extractor back whose signal has ended.
  func give(_ extractor: FeatureExtractor, _ sampleRate: Double) {
    lock.withLock { _ in idle[sampleRate, default: []].append(extractor) }
  }
}
