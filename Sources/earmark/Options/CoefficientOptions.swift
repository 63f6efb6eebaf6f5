import Acoustics
import ArgumentParser

/// What becomes of levels, and lanes.
struct CoefficientOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Cepstral coefficients; for average, the bins aimed at.", valueName: "count")
  )
  var coefficients: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Scaling of the cosine transform: ortho, htk.", valueName: "word"))
  var dct: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("L of the lifter, 0 for none.", valueName: "number"))
  var lifter: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Whose lifter: librosa, kaldi.", valueName: "rule"))
  var lifterRule: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Append the change over time, of order 1, or 1 and 2.", valueName: "1|2"))
  var delta: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional, help: ArgumentHelp("PCEN: gain.", valueName: "number"))
  var pcenGain: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional, help: ArgumentHelp("PCEN: bias.", valueName: "number"))
  var pcenBias: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional, help: ArgumentHelp("PCEN: power.", valueName: "number"))
  var pcenPower: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("PCEN: time constant.", valueName: "seconds"))
  var pcenTime: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("PCEN: least energy.", valueName: "number"))
  var pcenEpsilon: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("PCEN: factor of the power.", valueName: "number"))
  var pcenScale: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional, help: ArgumentHelp("Lowest pitch.", valueName: "hertz"))
  var pitchLowHz: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional, help: ArgumentHelp("Highest pitch.", valueName: "hertz"))
  var pitchHighHz: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Frames of the pitch search.", valueName: "seconds"))
  var pitchFrame: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Depth of a dip that is taken for the period.", valueName: "number"))
  var pitchThreshold: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Share of the magnitude below the rolloff.", valueName: "share")
  )
  var rolloff: ParameterArgument?

  @Flag(
    name: .long, inversion: .prefixedNo, help: "Put the log energy in the place of coefficient 0.")
  var energy: Bool?

  /// What is set, by name.
  var values: [(String, ParameterValue?)] {
    [
      ("coefficients", coefficients?.value),
      ("dct", dct?.value),
      ("lifter", lifter?.value),
      ("lifter-rule", lifterRule?.value),
      ("delta", delta?.value),
      ("pcen-gain", pcenGain?.value),
      ("pcen-bias", pcenBias?.value),
      ("pcen-power", pcenPower?.value),
      ("pcen-time", pcenTime?.value),
      ("pcen-epsilon", pcenEpsilon?.value),
      ("pcen-scale", pcenScale?.value),
      ("pitch-low-hz", pitchLowHz?.value),
      ("pitch-high-hz", pitchHighHz?.value),
      ("pitch-frame", pitchFrame?.value),
      ("pitch-threshold", pitchThreshold?.value),
      ("rolloff", rolloff?.value),
      ("energy", energy.map { .flag($0) }),
    ]
  }
}
