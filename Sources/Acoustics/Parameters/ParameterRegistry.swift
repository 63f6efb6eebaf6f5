/// The parameters there are, in the order of tables.
public enum ParameterRegistry {
  /// All of them. Lengths come first, because others are checked against them.
  public static let all: [AnalysisParameter] =
    source + frames + samples + bands + levels + cepstra + others + views + voice

  /// The parameter of a name.
  public static func parameter(_ name: String) -> AnalysisParameter? { byName[name] }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  private static let source: [AnalysisParameter] = [
    .number(
      "sample-rate", "rate that the sound is converted to, in Hz", or: "own",
      \.source.sampleRate),
    .number(
      "clip-ms", "length that it is cut or filled up to, in ms", or: "whole",
      \.source.clipMilliseconds),
    .channel,
  ]

  private static let frames: [AnalysisParameter] = [
    .length("window-length", "samples under a window", [.nFFT, .standard]),
    .milliseconds("window-ms", "time under a window, in ms", \.settings.windowLength),
    .length("hop-length", "samples from frame to frame", [.standard]),
    .milliseconds("hop-ms", "time from frame to frame, in ms", \.settings.hopLength),
    .length("n-fft", "length of the transform in samples", [.auto, .double, .fourfold, .standard]),
    .choice("window-shape", "taper of the window", \.settings.windowShape),
    .number(
      "window-parameter", "sigma or beta of the window", or: "usual", \.settings.windowParameter),
    .choice("window-symmetry", "at which length the window repeats", \.settings.windowSymmetry),
    .choice("framing", "where frames lie", \.settings.framing),
    .choice("edges", "what stands outside the sound", \.settings.edges),
  ]

  private static let samples: [AnalysisParameter] = [
    .number("sample-scale", "factor of the samples", \.settings.conditioning.scaleNumber),
    .flag(
      "remove-mean", "subtract the mean of each frame", \.settings.conditioning.removesMean),
    .number(
      "pre-emphasis", "share of the sample before that is subtracted",
      \.settings.conditioning.preEmphasisNumber),
    .choice("precision", "how exactly spectra are computed", \.settings.precision),
    .power,
  ]

  private static let bands: [AnalysisParameter] = [
    .count("mel-bands", "bands: mel, Bark or ERB", \.settings.melBands),
    .choice("mel-scale", "scale of the bands", \.settings.melScale),
    .choice("mel-bank", "whose rules make the bands", \.settings.melBank),
    .choice("mel-norm", "height of the bands", \.settings.melNormalization),
    .choice("empty-bands", "what a band without a bin gives", \.settings.emptyBand),
    .number("low-hz", "lower edge of the lowest band", \.settings.lowHertz),
    .number(
      "high-hz", "upper edge of the highest band", or: "nyquist", \.settings.highHertz),
  ]

  private static let levels: [AnalysisParameter] = [
    .flag("db", "levels of spectra and bands too", \.settings.level.appliesToPower),
    .choice("log", "logarithm of the levels", \.settings.level.logarithm),
    .number("log-floor", "least power told from silence", \.settings.level.floor),
    .choice("reference", "what has the level 0", \.settings.level.reference),
    .number("top-db", "levels kept below the clip's peak", or: "none", \.settings.level.range),
    .number("log-shift", "added to the levels", \.settings.level.shift),
    .number("log-divisor", "what the levels are divided by then", \.settings.level.divisor),
  ]

  private static let cepstra: [AnalysisParameter] = [
    .count(
      "coefficients", "cepstral coefficients; for average, the bins aimed at",
      \.settings.coefficients),
    .choice("dct", "scaling of the cosine transform", \.settings.cepstrum.scaling),
    .number("lifter", "L of the lifter, 0 for none", \.settings.cepstrum.lifter),
    .choice("lifter-rule", "whose lifter", \.settings.cepstrum.lifterRule),
    .flag("energy", "log energy as coefficient 0", \.settings.cepstrum.usesEnergy),
    .count("delta", "orders of change over time that are appended", \.settings.deltaOrder),
  ]

  private static let others: [AnalysisParameter] = [
    .number("pcen-gain", "PCEN: gain", \.settings.pcen.gain),
    .number("pcen-bias", "PCEN: bias", \.settings.pcen.bias),
    .number("pcen-power", "PCEN: power", \.settings.pcen.power),
    .number("pcen-time", "PCEN: time constant in s", \.settings.pcen.timeConstant),
    .number("pcen-epsilon", "PCEN: least energy", \.settings.pcen.epsilon),
    .number("pcen-scale", "PCEN: factor of the power", \.settings.pcen.inputScale),
    .number("pitch-low-hz", "lowest pitch", \.settings.pitch.lowHertz),
    .number("pitch-high-hz", "highest pitch", \.settings.pitch.highHertz),
    .number("pitch-frame", "frames of the pitch search, in s", \.settings.pitch.frameSeconds),
    .number("pitch-threshold", "depth of a dip that is taken", \.settings.pitch.threshold),
    .number("rolloff", "share of magnitude below the rolloff", \.settings.rolloffShare),
  ]

  private static let voice: [AnalysisParameter] = [
    .flag(
      "pitch-path", "choose the pitches of all frames together",
      \.settings.correlation.followsPath),
    .count(
      "pitch-candidates", "pitches of a frame that are kept",
      \.settings.correlation.candidates),
    .number(
      "pitch-silence", "share of the loudest sample below which there is no voice",
      \.settings.correlation.silence),
    .number(
      "pitch-voicing", "strength from which on it is a voice", \.settings.correlation.voicing),
    .number("pitch-octave-cost", "what an octave lower costs", \.settings.correlation.octaveCost),
    .number("pitch-jump-cost", "what a jump of an octave costs", \.settings.correlation.jumpCost),
    .number(
      "pitch-switch-cost", "what beginning or ending a voice costs",
      \.settings.correlation.switchCost),
    .count("formant-count", "formants up to the ceiling", \.settings.formants.count),
    .number(
      "formant-ceiling", "highest frequency with formants, in Hz",
      \.settings.formants.ceilingHertz),
    .number(
      "formant-window", "time under half the window, in s", \.settings.formants.windowSeconds),
    .number(
      "formant-emphasis", "frequency from which on the spectrum is raised, in Hz",
      \.settings.formants.emphasisHertz),
    .number(
      "intensity-low-hz", "lowest pitch whose periods don't show, in Hz",
      \.settings.intensity.lowHertz),
  ]
}
