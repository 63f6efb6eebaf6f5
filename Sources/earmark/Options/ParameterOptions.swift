import Acoustics
import ArgumentParser
import Explorer
import ExplorerRuntime
import Foundation

/// The value of a parameter on the command line.
struct ParameterArgument: ExpressibleByArgument {
  /// The value.
  let value: ParameterValue

  init?(argument: String) { value = ParameterValue(text: argument) }
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
      "A table that sets every parameter; earmark presets lists them.", valueName: "preset"))
  var preset: String?

  @OptionGroup(title: "Frames") var frames: FrameOptions
  @OptionGroup(title: "Bands and levels") var bands: BandOptions
  @OptionGroup(title: "Coefficients and lanes") var coefficients: CoefficientOptions

  /// The preset with what the flags set.
  ///
  /// - Parameter other: The preset if none is asked for.
  /// - Throws: Why the preset can't be used.
  func chosen(otherwise other: String = Preset.standardName) throws(Failure) -> ChosenAnalysis {
    let preset = try PresetCatalog().preset(named: preset ?? other)
    var table = ParameterTable()
    do {
      for (name, value) in frames.values + bands.values + coefficients.values {
        if let value { try table.set(name, to: value) }
      }
    } catch {
      throw Failure(error)
    }
    let feature = feature.map { FeatureID(rawValue: $0) } ?? preset.feature
    guard FeatureRegistry.feature(feature) != nil else {
      throw Failure(FeatureError.unknownFeature(feature.rawValue))
    }
    let hasHop = self.preset != nil || table["hop-ms"] != nil || table["hop-length"] != nil
    return ChosenAnalysis(
      feature: feature, preset: preset, parameters: preset.parameters.merging(table),
      hasHop: hasHop)
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
  /// Whether the user chose the hop, by a preset or by itself.
  let hasHop: Bool

  /// The same preset for a picture of a feature.
  func drawing(_ feature: FeatureID) -> ChosenAnalysis {
    ChosenAnalysis(
      feature: feature, preset: preset, parameters: parameters, hasHop: hasHop)
  }
}
