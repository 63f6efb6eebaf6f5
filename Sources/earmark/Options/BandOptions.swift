import Acoustics
import ArgumentParser

/// What becomes of spectra.
struct BandOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("1 for magnitudes, 2 for powers.", valueName: "1|2"))
  var power: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Bands: mel, Bark or ERB.", valueName: "count"))
  var melBands: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Scale of the bands: htk, slaney.", valueName: "scale"))
  var melScale: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Whose rules make the bands: librosa, kaldi, tensorflow.", valueName: "rule")
  )
  var melBank: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Height of the bands: none, slaney, sine.", valueName: "word"))
  var melNorm: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("What a band without a bin gives: zero, interpolated.", valueName: "word"))
  var emptyBands: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Lower edge of the lowest band.", valueName: "hertz"))
  var lowHz: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Upper edge of the highest band, or nyquist.", valueName: "hertz"))
  var highHz: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Logarithm of the levels: db, ln, log10.", valueName: "word"))
  var log: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Least power told from silence.", valueName: "number"))
  var logFloor: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "What has the level 0: one, peak, sine (a full-scale one).", valueName: "word"))
  var reference: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Levels kept below the clip's peak, or none.", valueName: "dB"))
  var topDb: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Added to the levels.", valueName: "number"))
  var logShift: ParameterArgument?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("What the levels are divided by then.", valueName: "number"))
  var logDivisor: ParameterArgument?

  @Flag(name: .long, inversion: .prefixedNo, help: "Give spectra and bands as levels too.")
  var db: Bool?

  /// What is set, by name.
  var values: [(String, ParameterValue?)] {
    [
      ("power", power?.value),
      ("mel-bands", melBands?.value),
      ("mel-scale", melScale?.value),
      ("mel-bank", melBank?.value),
      ("mel-norm", melNorm?.value),
      ("empty-bands", emptyBands?.value),
      ("low-hz", lowHz?.value),
      ("high-hz", highHz?.value),
      ("log", log?.value),
      ("log-floor", logFloor?.value),
      ("reference", reference?.value),
      ("top-db", topDb?.value),
      ("log-shift", logShift?.value),
      ("log-divisor", logDivisor?.value),
      ("db", db.map { .flag($0) }),
    ]
  }
}
