import ArgumentParser
import Recognition

/// How labels in order are read out of what a model hears.
struct DecoderOptions: ParsableArguments {
  /// The ways.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case greedy, beam
  }

  @Option(
    name: .customLong("decoder"),
    help: ArgumentHelp(
      """
      The most probable of every frame (greedy, the usual one), or of all labels that several \
      frames may stand for (beam).
      """, valueName: "way"))
  var kind: Kind?

  @Option(help: ArgumentHelp("Beginnings that the beam follows.", valueName: "n"))
  var beamWidth: Int?

  mutating func validate() throws {
    let widths = SequenceDecoder.widths
    try TrainingFlags.check(
      "--beam-width", beamWidth.map(Double.init),
      Double(widths.lowerBound)...Double(widths.upperBound))
    if beamWidth != nil, kind == .greedy {
      throw ValidationError("--beam-width goes with --decoder beam.")
    }
  }

  /// The way that was chosen; a width says that it is the beam.
  var decoder: SequenceDecoder {
    switch kind {
    case .greedy: .greedy
    case .beam: .beam(width: beamWidth ?? SequenceDecoder.usualWidth)
    case nil: beamWidth.map { .beam(width: $0) } ?? .usual
    }
  }
}
