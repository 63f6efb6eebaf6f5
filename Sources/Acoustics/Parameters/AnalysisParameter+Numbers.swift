extension AnalysisParameter {
  /// Whether bins are magnitudes or powers.
  static var power: AnalysisParameter {
    let rule = "1 or 2"
    return AnalysisParameter(
      name: "power", summary: "1 for magnitudes, 2 for powers", values: rule
    ) { setup in
      .number(Double(setup.settings.power.rawValue))
    } write: { setup, value throws(FeatureError) in
      guard case .number(let number) = value, let exponent = Int(exactly: number),
        let power = SpectrumPower(rawValue: exponent)
      else { throw .parameter(name: "power", value: value.text, rule: rule) }
      setup.settings.power = power
    }
  }

  /// The channel: counted from 1, or the mean of all.
  static var channel: AnalysisParameter {
    let rule = "mix or a number from 1"
    return AnalysisParameter(
      name: "channel", summary: "channel, or the mean of all", values: rule
    ) { setup in
      setup.source.channel.map { .number(Double($0 + 1)) } ?? .word("mix")
    } write: { setup, value throws(FeatureError) in
      switch value {
      case .word("mix"): setup.source.channel = nil
      case .number(let number):
        guard let channel = Int(exactly: number), channel >= 1 else {
          throw .parameter(name: "channel", value: value.text, rule: rule)
        }
        setup.source.channel = channel - 1
      default: throw .parameter(name: "channel", value: value.text, rule: rule)
      }
    }
  }
}

extension SourceSettings {
  /// The length that a clip is brought to, in milliseconds.
  var clipMilliseconds: Double? {
    get { clipSeconds.map { $0 * 1000 } }
    set { clipSeconds = newValue.map { $0 / 1000 } }
  }
}

extension FrameConditioning {
  /// The scale as parameters have it.
  var scaleNumber: Double {
    get { Double(scale) }
    set { scale = Float(newValue) }
  }

  /// The pre-emphasis as parameters have it.
  var preEmphasisNumber: Double {
    get { Double("\(preEmphasis)") ?? Double(preEmphasis) }
    set { preEmphasis = Float(newValue) }
  }
}
