extension ParameterRegistry {
  /// Those of single views: tapers, reassignment, notes, what lasts and what is short.
  static let views: [AnalysisParameter] = [
    .count("tapers", "tapers that are averaged", \.settings.multitaper.tapers),
    .number(
      "taper-bandwidth", "half the band of a taper, in reciprocals of the window",
      \.settings.multitaper.bandwidth),
    .number("least-reassigned", "least power that is moved", \.settings.leastReassigned),
    .number(
      "cqt-low-hz", "lowest note of the constant-Q transform, in Hz", or: "usual",
      \.settings.constantQ.lowHertz),
    .number("cqt-bins", "bins of it", or: "all", \.settings.constantQ.binNumber),
    .count("cqt-octave", "bins of an octave", \.settings.constantQ.binsPerOctave),
    .number("cqt-scale", "factor of its windows' lengths", \.settings.constantQ.windowScale),
    .number("tuning-hz", "frequency of A4 in a chromagram", \.settings.tuningHertz),
    .count(
      "hpss-frames", "frames that what lasts is longer than half of, odd",
      \.settings.separation.frames),
    .count(
      "hpss-bins", "bins that what is short is wider than half of, odd",
      \.settings.separation.bins),
  ]
}
