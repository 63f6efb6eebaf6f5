/// The numbers of ``EnergySegmentation``; times are in seconds, levels in decibels.
///
/// They were chosen on spoken digits and finch songs, with and without added noise.
struct EnergyConstants: Sendable {
  // Frames and bands.
  var windowSeconds = 0.016
  var hopSeconds = 0.004
  var bandCount = 20
  var lowHertz = 100.0
  var highHertz = 12_000.0
  /// The highest frequency as a share of the rate.
  var highShare = 0.45
  /// Added to powers, so that digital silence has a level.
  var leastPower = 1e-11

  // The level: bands are weighted by the noise to the power −whitening.
  var whitening = 0.7
  var leastRatio = 1e-6
  /// Frames from one renewal of the weights to the next.
  var weightFrames = 8

  // The thresholds.
  var leastContrast = 3.0
  /// The least contrast of a band of one bin; it falls with the root of how many there are.
  var contrastOfBin = 14.0
  var contrastPerDeviation = 3.5
  var deviationRange = 0.5...4.0
  var offShare = 1.0 / 3
  /// Steps of sensitivity that halve the threshold.
  var sensitivityOctave = 6.0

  // The trackers.
  var floorSeconds = 0.7
  var deviationSeconds = 4.0
  var noiseSeconds = 5.0
  /// How much more than the noise a band counts as when the noise is learnt.
  var noiseCap = 8.0
  /// How fast the floor rises below a sound, in decibels per second.
  var weakRise = 4.0
  var strongRise = 1.3
  /// The contrast from which on a sound is strong.
  var strongContrast = 12.0

  // The start.
  var startSeconds = 3.0
  var liveStartSeconds = 0.3
  var quietShare = 0.25
  var startDeviation = 1.5
  /// The least noise of a band, as a share of that of all bands.
  var leastNoiseShare = 1e-5

  // Pieces.
  var onFrames = 4
  var valleyDepth = 10.0
  var edgeDepth = 30.0

  // Units.
  var joinSeconds = 0.120
  var wordHertz = 1600.0
  /// What counts for the centroid is the power above the noise times this.
  var centroidNoise = 2.0
  var leastWordSeconds = 0.080
  var leastSyllableSeconds = 0.030
  var wordLead = 0.005
  var wordTail = 0.010...0.060
  /// Seconds of tail for each decibel below ``tailContrast``.
  var tailSlope = 0.003
  var tailContrast = 40.0
}
