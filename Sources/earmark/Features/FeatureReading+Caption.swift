import Acoustics
import Explorer
import ExplorerRuntime
import SoundFiles

extension FeatureReading {
  /// Duration, rate and channels, for a heading.
  var details: String {
    [
      Self.duration(Double(span.count) / facts.sampleRate), Format.sampleRate(facts.sampleRate),
      Format.channels(facts.channelCount),
    ].joined(separator: " · ")
  }

  /// The feature and its frames, for a caption.
  var caption: String {
    let settings = feature.settings
    func time(_ samples: Int) -> String {
      Self.duration(Double(samples) / settings.sampleRate)
    }
    let window = "\(settings.windowShape.rawValue) window \(time(settings.windowLength))"
    let isOfSamples = feature.source.isOfSamples
    let rate =
      settings.sampleRate == facts.sampleRate
      ? [] : ["at \(Format.sampleRate(settings.sampleRate))"]
    return
      ([type(of: feature).summary] + rate
      + [isOfSamples ? "window \(time(settings.windowLength))" : window]
      + ["hop \(time(settings.hopLength))"] + (isOfSamples ? [] : ["nFFT \(settings.nFFT)"]))
      .joined(separator: ", ")
  }

  /// A time in the unit that suits it: `25 ms`, `1.25 s`, `15:00`.
  static func duration(_ seconds: Double) -> String {
    func short(_ value: Double, _ unit: String) -> String {
      let decimals = value < 10 ? 2 : value < 100 ? 1 : 0
      var text = Format.number(value, decimals: decimals)
      if text.contains(".") {
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
      }
      return "\(text) \(unit)"
    }
    switch seconds {
    case ..<0.001: return short(seconds * 1e6, "µs")
    case ..<1: return short(seconds * 1000, "ms")
    case ..<60: return short(seconds, "s")
    default: return Format.clock(seconds, decimals: 0)
    }
  }
}
