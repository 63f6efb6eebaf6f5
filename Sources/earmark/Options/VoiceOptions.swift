import Acoustics
import ArgumentParser

/// Praat's pitch, formants and intensity.
struct VoiceOptions: ParsableArguments {
  @Flag(
    name: .long, inversion: .prefixedNo,
    help: "praat-pitch: choose the pitches of all frames together, or each by itself.")
  var pitchPath: Bool?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("praat-pitch: pitches of a frame that are kept.", valueName: "count"))
  var pitchCandidates: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "praat-pitch: share of the loudest sample below which there is no voice.",
      valueName: "share"))
  var pitchSilence: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "praat-pitch: strength from which on it is a voice.", valueName: "number"))
  var pitchVoicing: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("praat-pitch: what an octave lower costs.", valueName: "number"))
  var pitchOctaveCost: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "praat-pitch: what a jump of an octave costs in 10 ms.", valueName: "number"))
  var pitchJumpCost: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "praat-pitch: what beginning or ending a voice costs.", valueName: "number"))
  var pitchSwitchCost: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Formants up to the ceiling.", valueName: "count"))
  var formantCount: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Highest frequency with formants: 5500 for women, 5000 for men.", valueName: "hertz"))
  var formantCeiling: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Time under half the window of formants.", valueName: "seconds"))
  var formantWindow: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Frequency from which on the spectrum is raised for formants.", valueName: "hertz"))
  var formantEmphasis: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Lowest pitch whose periods don't show in the intensity.", valueName: "hertz"))
  var intensityLowHz: ParameterArgument?

  /// What is set, by name.
  var values: [(String, ParameterValue?)] {
    [
      ("pitch-path", pitchPath.map { .flag($0) }),
      ("pitch-candidates", pitchCandidates?.value),
      ("pitch-silence", pitchSilence?.value),
      ("pitch-voicing", pitchVoicing?.value),
      ("pitch-octave-cost", pitchOctaveCost?.value),
      ("pitch-jump-cost", pitchJumpCost?.value),
      ("pitch-switch-cost", pitchSwitchCost?.value),
      ("formant-count", formantCount?.value),
      ("formant-ceiling", formantCeiling?.value),
      ("formant-window", formantWindow?.value),
      ("formant-emphasis", formantEmphasis?.value),
      ("intensity-low-hz", intensityLowHz?.value),
    ]
  }
}
