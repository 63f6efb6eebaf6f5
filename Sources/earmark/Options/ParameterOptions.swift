import Acoustics
import ArgumentParser
import Explorer
import ExplorerRuntime
import Foundation

/// The value of a parameter on the command line.
struct ParameterArgument: ExpressibleByArgument {
  /// The value.
  let value: ParameterValue

  init?(argument: String) {
    guard !argument.isEmpty else { return nil }
    value = ParameterValue(text: RawArguments.shown(argument))
  }
}

/// A feature, a preset, and parameters that differ from it.
struct ParameterOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "What is computed; features --list has the names. Else what the preset is for.",
      valueName: "feature"))
  var feature: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A table that sets every parameter; earmark presets lists them. Else standard; for average, "
        + "micro and onset-strength the one that is theirs.", valueName: "preset"))
  var preset: String?

  @OptionGroup(title: "Frames") var frames: FrameOptions
  @OptionGroup(title: "Bands and levels") var bands: BandOptions
  @OptionGroup(title: "Coefficients and lanes") var coefficients: CoefficientOptions
  @OptionGroup(title: "Tapers, notes and parts") var views: ViewOptions
  @OptionGroup(title: "Voice") var voice: VoiceOptions

  /// Features that only one preset suits.
  private static let ownPresets: [FeatureID: Preset] = [
    .average: .tensorflowAverage, .micro: .tensorflowMicro, .onsetStrength: .librosa,
  ]

  private static let standard = PresetRegistry.preset(Preset.standardName) ?? .librosa

  /// The preset of a feature if none is asked for.
  static func usualPreset(of feature: FeatureID) -> Preset {
    ownPresets[feature] ?? standard
  }

  /// The preset with what the flags set.
  ///
  /// - Parameter other: The feature if neither one nor a preset is asked for; nil for the preset's.
  /// - Throws: A wrong use, or what is wrong with the preset's file.
  func chosen(otherwise other: FeatureID? = nil) throws -> ChosenAnalysis {
    let named = try self.feature.map { name in
      let id = FeatureID(rawValue: RawArguments.shown(name))
      guard FeatureRegistry.feature(id) != nil else {
        throw UsageFailure(failure: Failure(FeatureError.unknownFeature(id.rawValue)))
      }
      return id
    }
    let preset = try preset(for: named)
    let feature = named ?? (self.preset == nil ? other : nil) ?? preset.feature
    let changes = try changes()
    let parameters = preset.parameters.merging(changes)
    if let error = parameters.refusalAtAnyRate(feature) {
      throw UsageFailure(failure: Failure(error))
    }
    return ChosenAnalysis(
      feature: feature, preset: preset, parameters: parameters,
      changes: changes.rows.map(\.name))
  }

  /// What flags set, by name.
  private var values: [(String, ParameterValue?)] {
    frames.values + bands.values + coefficients.values + views.values + voice.values
  }

  /// Whether anything was asked for.
  var isGiven: Bool {
    feature != nil || preset != nil || values.contains { $0.1 != nil }
  }

  /// Whether the user chose where frames lie.
  var hasHop: Bool { preset != nil || frames.hopMs != nil || frames.hopLength != nil }

  private func preset(for feature: FeatureID?) throws -> Preset {
    let catalog = PresetCatalog()
    let usual = feature.map(Self.usualPreset(of:)) ?? Self.standard
    let name = preset.map(RawArguments.shown) ?? usual.name
    do throws(Failure) {
      return try catalog.preset(named: name)
    } catch {
      guard catalog.hasPreset(named: name) else { throw UsageFailure(failure: error) }
      throw error
    }
  }

  private func changes() throws -> ParameterTable {
    var table = ParameterTable()
    do {
      for (name, value) in values {
        guard let value else { continue }
        let before = table.rows.count
        try table.set(name, to: value)
        if table.rows.count == before { throw Self.twice(name) }
      }
    } catch let error as FeatureError {
      throw Failure(error)
    }
    return table
  }

  /// Two flags that say the same in other units.
  private static func twice(_ name: String) -> UsageFailure {
    let length = String(name.prefix { $0 != "-" })
    return UsageFailure(
      failure: Failure(
        what: "Cannot use --\(length)-ms and --\(length)-length at once",
        why: "both say how long it is", remedy: "leave one out"))
  }
}

/// What the command line says about an analysis.
struct ChosenAnalysis: Sendable {
  /// The feature.
  let feature: FeatureID
  /// The preset that it begins with.
  let preset: Preset
  /// Every parameter.
  let parameters: ParameterTable
  /// The names of those that flags set.
  let changes: [String]

  /// A request for it, of the whole or a part.
  func request(_ part: PartOptions, _ strictness: StrictOptions) -> FeatureReading.Request {
    var request = FeatureReading.Request(
      feature: feature, parameters: parameters, changes: changes)
    (request.start, request.end) = (part.start, part.end)
    request.allowsNotFinite = strictness.allowNonFinite
    request.isStrict = strictness.strict
    return request
  }
}
