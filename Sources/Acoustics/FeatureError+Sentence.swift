extension FeatureError {
  /// What happened, why, and what to do.
  public var sentence: (what: String, why: String, remedy: String) {
    let what = "Cannot analyze with these settings"
    switch self {
    case .sampleRate(let rate):
      let limits = AnalysisSettings.rateLimits
      return (
        "Cannot analyze at this sample rate",
        "\(FeatureError.plain(rate)) Hz is not from \(limits.lowerBound) to 1e9",
        "give the rate at which the sound was recorded"
      )
    case .windowLength(let length):
      return (
        what, "a window of \(length) samples is shorter than 2, or 3 if it is symmetric",
        "make the window longer"
      )
    case .hopLength(let length):
      return (
        what, "hop length \(length) is not from 1 to 1e9", "use a hop of at least 1 sample"
      )
    case .transformLength(let length):
      let limits = AnalysisSettings.transformLengths
      return (
        what,
        "transform length \(length) is not from \(limits.lowerBound) to \(limits.upperBound)",
        "use 512, 1024 or 2048"
      )
    case .windowLongerThanTransform(let windowLength, let nFFT):
      return (
        what, "a window of \(windowLength) samples does not fit into a transform of \(nFFT)",
        "make the transform longer or the window shorter"
      )
    case .melBands(let count):
      let limits = AnalysisSettings.bandLimits
      return (
        what, "\(count) mel bands are not from \(limits.lowerBound) to \(limits.upperBound)",
        "use 40, 64 or 80"
      )
    case .frequencyRange(let low, let high, let nyquist):
      return (
        what,
        "mel bands from \(FeatureError.plain(low)) to \(FeatureError.plain(high)) Hz are not a rising range"
          + " inside 0 to \(FeatureError.plain(nyquist)) Hz, half the sample rate",
        "lower the upper limit or leave it out"
      )
    case .coefficients(let count, let melBands):
      return (
        what, "\(count) coefficients cannot be made of \(melBands) mel bands",
        "use 1 to \(melBands) coefficients"
      )
    case .microWindowLength(let length):
      let limits = MicroFrontEnd.windowLengths
      return (
        what,
        "a window of \(length) samples is not from \(limits.lowerBound) to \(limits.upperBound)"
          + " as the micro front end needs it",
        "use a window of 30 ms, and resample recordings of very high rates"
      )
    case .microRange(let low, let high, let nyquist):
      return (
        what,
        "micro front end channels from \(FeatureError.plain(low)) to \(FeatureError.plain(high)) Hz are not a rising range"
          + " that ends below the last bin at \(FeatureError.plain(nyquist)) Hz, half the sample rate",
        "use --high-hz \(FeatureError.plain(nyquist * 15 / 16)) and a lower --low-hz"
      )
    case .pitchRange(let low, let high, let nyquist):
      return (
        what,
        "a pitch from \(FeatureError.plain(low)) to \(FeatureError.plain(high)) Hz is not a rising range"
          + " above 0 and up to \(FeatureError.plain(nyquist)) Hz, half the sample rate",
        "use --pitch-low-hz 65 and --pitch-high-hz 500 for speech"
      )
    case .periodLongerThanFrame(let low, let rate, let frameLength):
      return (
        what,
        "a period of \(FeatureError.plain(low)) Hz is \(FeatureError.plain((rate / low).rounded(.up))) samples at"
          + " \(FeatureError.plain(rate)) Hz and does not fit into a frame of \(frameLength)",
        "make --pitch-frame two periods long or --pitch-low-hz higher"
      )
    case .pitchThreshold(let threshold):
      return (
        what, "pitch threshold \(threshold) is not a positive number",
        "use --pitch-threshold 0.1"
      )
    case .normalization(let parameter, let value):
      return (
        what,
        "PCEN \(parameter.rawValue) \(FeatureError.plain(value)) is not "
          + (parameter.allowsZero ? "zero or positive" : "positive"),
        "use --\(parameter.flag) \(FeatureError.plain(PCENSettings.standard[parameter]))"
      )
    case .parameter(let name, let value, let rule):
      return (what, "\(name) is \(value), not \(rule)", "give --\(name) another value")
    case .unknownParameter(let name):
      return (
        "Cannot set \(name)", "no parameter has this name",
        "earmark presets --parameters lists them"
      )
    case .tooManyBands(let bands, let bins):
      return (
        what, "\(bands) bands cannot be made of \(bins) bins",
        "use fewer bands or a longer transform"
      )
    case .tooFewFrames(let found, let needed):
      return (
        "Cannot follow changes over time",
        "\(found) \(found == 1 ? "frame is" : "frames are") fewer than \(needed)",
        "make the hop shorter or leave --delta out"
      )
    case .shorterThanWindow(let samples, let windowLength):
      let noun = samples == 1 ? "sample is" : "samples are"
      return (
        "Cannot make a frame",
        "\(samples) \(noun) fewer than a window of \(windowLength), or than a hop",
        "pad it with --clip-ms, use --framing centered or make the window shorter"
      )
    case .sampleNotFinite(let value, let sample, let count):
      let more = count > 1 ? " and \(count - 1) more are not finite" : ""
      return (
        "Cannot analyze it", "sample \(sample) is \(value)\(more)",
        "repair it, or count them as 0 with --allow-non-finite"
      )
    case .noPicture(let name):
      return (
        "Cannot draw the feature \"\(name)\"", "its frames are not made of one spectrum each",
        "write its values with earmark features"
      )
    case .unknownPreset(let name, let names):
      return (
        "Cannot find the preset \"\(name)\"", "no preset has this name",
        "use one of: \(names.joined(separator: ", "))"
      )
    case .unknownFeature(let name):
      let names = FeatureRegistry.all.map { $0.id.rawValue }.joined(separator: ", ")
      return (
        "Cannot find the feature \"\(name)\"", "no feature has this name", "use one of: \(names)"
      )
    }
  }

  /// A number without a fraction that is 0.
  static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}
