extension AnalysisParameter {
  /// A length that is made of others.
  enum LengthRule: String {
    /// The window is as long as the transform.
    case nFFT = "n-fft"
    /// The least power of two that holds the window.
    case auto
    /// Twice that.
    case double = "2x"
    /// Four times that.
    case fourfold = "4x"
    /// What the explorer shows.
    case standard
  }

  /// A number of samples, or a rule.
  static func length(
    _ name: String, _ summary: String, _ rules: [LengthRule]
  ) -> AnalysisParameter {
    let path: SetupPath<Int> =
      switch name {
      case "n-fft": \.settings.nFFT
      case "hop-length": \.settings.hopLength
      default: \.settings.windowLength
      }
    let rule = (["a whole number up to 1e9"] + rules.map(\.rawValue)).joined(separator: ", ")
    return AnalysisParameter(name: name, summary: summary, values: rule) {
      .number(Double($0[keyPath: path]))
    } write: { setup, value throws(FeatureError) in
      if case .number(let number) = value, let count = Int(exactly: number),
        abs(count) <= AnalysisSettings.hopLimits.upperBound
      {
        setup[keyPath: path] = count
      } else if let chosen = rules.first(where: { $0.rawValue == value.text }) {
        setup[keyPath: path] = chosen.length(of: path, setup)
      } else {
        throw .parameter(name: name, value: value.text, rule: rule)
      }
    }
  }

  /// A time, which is cut to whole samples as TensorFlow does.
  static func milliseconds(
    _ name: String, _ summary: String, _ path: SetupPath<Int>
  ) -> AnalysisParameter {
    AnalysisParameter(name: name, summary: summary, values: "a number from 0 to 1e6") { setup in
      .number(Double(setup[keyPath: path]) * 1000 / setup.settings.sampleRate)
    } write: { setup, value throws(FeatureError) in
      guard case .number(let number) = value, (0...1e6).contains(number) else {
        throw .parameter(name: name, value: value.text, rule: "a number from 0 to 1e6")
      }
      setup[keyPath: path] = Int(
        min(
          Double(AnalysisSettings.hopLimits.upperBound), setup.settings.sampleRate * number / 1000))
    }
  }
}

extension AnalysisParameter.LengthRule {
  /// The length by this rule.
  fileprivate func length(
    of path: WritableKeyPath<AnalysisSetup, Int>, _ setup: AnalysisSetup
  ) -> Int {
    let settings = setup.settings
    switch self {
    case .nFFT: return settings.nFFT
    case .auto: return holding(settings.windowLength)
    case .double: return 2 * holding(settings.windowLength)
    case .fourfold: return 4 * holding(settings.windowLength)
    case .standard:
      var standard = setup
      standard.settings = FeatureRegistry.standardSettings(
        of: setup.feature, sampleRate: settings.sampleRate)
      return standard[keyPath: path]
    }
  }

  private func holding(_ length: Int) -> Int {
    var power = 2
    while power < length { power *= 2 }
    return power
  }
}
