import Acoustics
import Explorer
import ExplorerRuntime
import Labeling

/// The features there are, for `features --list`.
enum FeatureList {
  /// Writes a line or an object for each.
  static func write(_ output: JSONListOptions) throws {
    var list = JSONList(isLines: output.jsonl)
    var table = TextTable()
    for type in FeatureRegistry.all {
      let reach = try FeatureReachText(type.id)
      if output.isJSON {
        try list.add(
          .object(
            [("name", .string(type.id.rawValue)), ("summary", .string(type.summary))]
              + reach.members))
      } else {
        table.add([type.id.rawValue, type.summary, reach.line])
      }
    }
    if output.isJSON { try list.finish() } else { try StandardOutput.write(table.text) }
  }
}

/// How much of a recording a feature must see, by its settings.
struct FeatureReachText {
  /// Without anything relative to the clip's peak.
  private let plain: FeatureReach
  /// Whether levels relative to the clip's peak make it need the whole clip.
  private let isWholeWithPeak: Bool

  private static let rate = 16_000.0
  private static let noPeak: ParameterTable = ["top-db": "none", "reference": "one"]
  private static let peak: ParameterTable = ["db": true, "top-db": 80]

  /// Looks at a feature with the preset that it has unless told.
  init(_ id: FeatureID) throws(Failure) {
    let preset = ParameterOptions.usualPreset(of: id)
    func reach(_ changes: ParameterTable) throws(Failure) -> FeatureReach {
      let parameters = preset.parameters.merging(changes)
      return try FeatureReading.feature(id, parameters, sampleRate: Self.rate).reach
    }
    plain = try reach(Self.noPeak)
    isWholeWithPeak = try reach(Self.peak).isWholeClip
  }

  /// For people.
  var line: String {
    if plain == .path { return "whole clip, for a path; not live" }
    guard case .local(let delay) = plain else {
      return "whole clip; live: \(FeatureReach.runningVariant)"
    }
    let local = delay == 0 ? "local" : "local, \(delay) frames late"
    return isWholeWithPeak
      ? "\(local); with top-db or reference peak the whole clip, live: \(FeatureReach.runningVariant)"
      : local
  }

  /// For programs.
  var members: [(String, JSONValue)] {
    var members = [("reach", JSONValue.string(plain.isWholeClip ? "wholeClip" : "local"))]
    if case .local(let delay) = plain { members.append(("delay", .integer(delay))) }
    members.append(("wholeClipWithPeak", .bool(isWholeWithPeak)))
    if plain == .path {
      members.append(("live", .null))
    } else if plain.isWholeClip || isWholeWithPeak {
      members.append(("live", .string(FeatureReach.runningVariant)))
    }
    return members
  }
}
