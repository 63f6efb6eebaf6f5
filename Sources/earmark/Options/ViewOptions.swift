import Acoustics
import ArgumentParser

/// What only single ways of seeing have: tapers, reassignment, notes, what lasts and what is short.
struct ViewOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Multitaper: tapers that are averaged.", valueName: "count"))
  var tapers: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Multitaper: half the band of a taper, in reciprocals of the window (NW).",
      valueName: "number"))
  var taperBandwidth: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Reassigned: least power that is moved; less is left out.", valueName: "number"))
  var leastReassigned: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Constant Q: the lowest note, or usual: a C.", valueName: "hertz"))
  var cqtLowHz: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Constant Q: bins, or all.", valueName: "count"))
  var cqtBins: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Constant Q: bins of an octave.", valueName: "count"))
  var cqtOctave: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Constant Q: factor of the windows' lengths.", valueName: "number"))
  var cqtScale: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Chroma: the frequency of A4.", valueName: "hertz"))
  var tuningHz: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Harmonic and percussive part: frames of the median over time.", valueName: "count"))
  var hpssFrames: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Harmonic and percussive part: bins of the median over frequency.", valueName: "count"))
  var hpssBins: ParameterArgument?

  /// What is set, by name.
  var values: [(String, ParameterValue?)] {
    [
      ("tapers", tapers?.value),
      ("taper-bandwidth", taperBandwidth?.value),
      ("least-reassigned", leastReassigned?.value),
      ("cqt-low-hz", cqtLowHz?.value),
      ("cqt-bins", cqtBins?.value),
      ("cqt-octave", cqtOctave?.value),
      ("cqt-scale", cqtScale?.value),
      ("tuning-hz", tuningHz?.value),
      ("hpss-frames", hpssFrames?.value),
      ("hpss-bins", hpssBins?.value),
    ]
  }
}
