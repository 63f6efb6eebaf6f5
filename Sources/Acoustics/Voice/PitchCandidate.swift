/// A pitch that a frame may have.
package struct PitchCandidate: Sendable, Equatable {
  /// The pitch in hertz; 0 for no voice.
  package var hertz: Double
  /// How much the frame resembles itself a period later, 0 to 1.
  package var strength: Double

  /// Makes a candidate.
  package init(hertz: Double, strength: Double) {
    self.hertz = hertz
    self.strength = strength
  }

  /// No voice.
  package static let unvoiced = PitchCandidate(hertz: 0, strength: 0)
}

/// What the autocorrelation of a frame says.
package struct PitchCandidates: Sendable, Equatable {
  /// The highest sample in the middle of the frame, under the window.
  package var peak: Double
  /// What may be; no voice comes first.
  package var all: [PitchCandidate]

  /// Makes candidates of a frame.
  package init(peak: Double, all: [PitchCandidate]) {
    self.peak = peak
    self.all = all
  }
}
