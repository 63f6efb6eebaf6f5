import Acoustics
import ArgumentParser

/// Where the parts of a recording are cut into frames.
struct FrameOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Convert the sound to this rate in Hz, or own.", valueName: "hertz"))
  var sampleRate: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Cut the sound, or fill it up with zeros at its end, to this length, or whole.",
      valueName: "ms"))
  var clipMs: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Channel from 1, or mix.", valueName: "channel"))
  var channel: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Time under a window.", valueName: "ms"))
  var windowMs: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Samples under a window, or n-fft.", valueName: "samples"))
  var windowLength: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Time from frame to frame.", valueName: "ms"))
  var hopMs: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Samples from frame to frame.", valueName: "samples"))
  var hopLength: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Length of the transform, or auto, 2x, 4x of a power of two that holds the window.",
      valueName: "samples"))
  var nFft: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Taper: hann, hamming, blackman, blackman-harris, gaussian, kaiser, povey.",
      valueName: "shape"))
  var windowShape: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Sigma of gaussian as a share of the window, beta of kaiser, or usual.", valueName: "number"))
  var windowParameter: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("periodic or symmetric.", valueName: "word"))
  var windowSymmetry: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Where frames lie: centered, left, hop-centered, centered-without-last.", valueName: "word"))
  var framing: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "What stands outside the sound: zeros, reflect, symmetric.", valueName: "word"))
  var edges: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Factor of the samples.", valueName: "number"))
  var sampleScale: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Share of the sample before that is subtracted.", valueName: "number"))
  var preEmphasis: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("How exactly spectra are computed: single, double.", valueName: "word"))
  var precision: ParameterArgument?

  @Flag(name: .long, inversion: .prefixedNo, help: "Subtract the mean of each frame.")
  var removeMean: Bool?

  /// What is set, by name.
  var values: [(String, ParameterValue?)] {
    [
      ("sample-rate", sampleRate?.value),
      ("clip-ms", clipMs?.value),
      ("channel", channel?.value),
      ("window-ms", windowMs?.value),
      ("window-length", windowLength?.value),
      ("hop-ms", hopMs?.value),
      ("hop-length", hopLength?.value),
      ("n-fft", nFft?.value),
      ("window-shape", windowShape?.value),
      ("window-parameter", windowParameter?.value),
      ("window-symmetry", windowSymmetry?.value),
      ("framing", framing?.value),
      ("edges", edges?.value),
      ("sample-scale", sampleScale?.value),
      ("pre-emphasis", preEmphasis?.value),
      ("precision", precision?.value),
      ("remove-mean", removeMean.map { .flag($0) }),
    ]
  }
}
