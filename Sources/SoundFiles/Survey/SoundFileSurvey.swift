import Acoustics
import CSndfile

/// What decoding a whole sound file tells about it.
///
/// Amplitudes are fractions of full scale over all channels.
/// Samples that are not finite count as 0.
public struct SoundFileSurvey: Sendable, Equatable {
  /// What its header says.
  public let facts: SoundFileFacts
  /// Samples decoded in each channel.
  public let sampleCount: Int
  /// The largest absolute sample.
  public let peak: Double
  /// The root of the mean square of all samples.
  public let rms: Double
  /// The mean of the channel whose mean is farthest from 0.
  public let dcOffset: Double
  /// Samples at the largest value that the encoding can hold, or beyond; all channels together.
  public let clippedSamples: Int
  /// Seconds before the first sample beyond −60 dB of full scale; all of them when there is none.
  public let leadingSilence: Double
  /// Seconds after the last sample beyond −60 dB of full scale; all of them when there is none.
  public let trailingSilence: Double
  /// The highest frequency in use, in hertz; nil for silence and for less than 32 samples.
  ///
  /// It is the highest at which the mean power spectrum of the mix lies at most 70 dB under its
  /// strongest bin. Spectra are of Hann windows of 2048 samples that overlap by half, shorter for
  /// shorter files; the two lowest bins, where an offset shows, are left out.
  public let bandwidth: Double?
  /// Integrated loudness in LUFS (ITU-R BS.1770-4), nil where it is not defined.
  ///
  /// It is not for less than 400 ms, for sample rates under 4 kHz, and where every block is quieter
  /// than −70 LUFS.
  /// Surround channels weigh 1.41 and a low-frequency channel 0 in files of four (L R Ls Rs), five
  /// (L R C Ls Rs) and six (L R C LFE Ls Rs) channels; else every channel weighs 1.
  public let loudness: Double?
  /// Whether there are fewer samples than the header promises.
  public let isTruncated: Bool
  /// What is odd about it, a short clause each: those of the header, then those of the samples.
  public let issues: [String]
  /// SHA-256 of the whole file, as 64 hexadecimal digits.
  public let sha256: String

  /// The peak in dB re full scale; nil for digital silence.
  public var peakLevel: Double? { Decibels.ofAmplitude(peak) }
  /// The RMS in dB re full scale, so that a full-scale sine has −3 dB; nil for digital silence.
  public var rmsLevel: Double? { Decibels.ofAmplitude(rms) }

  /// Decodes the file at a path given as the file system's bytes, in blocks.
  ///
  /// - Throws: Why it can't be read, or ``SoundFileError/damagedSound(name:sample:reason:)`` where
  ///   not one sample can be decoded.
  public init(_ path: [UInt8]) throws(SoundFileError) {
    let opened = try OpenedSound(path)
    facts = opened.facts
    sha256 = try ContentHash.sha256(of: opened.file)
    var meters = SurveyMeters(facts, fullScale: FormatName.fullScale(opened.decoder.header.format))
    meters.run(opened.decoder, limit: facts.isLengthEstimated ? .max : facts.sampleCount)
    let complaint = opened.decoder.complaint
    let amplitude = meters.amplitude
    guard amplitude.sampleCount > 0 else {
      throw .damagedSound(
        name: opened.name, sample: 0, reason: complaint ?? "nothing comes out of the decoder")
    }
    sampleCount = amplitude.sampleCount
    peak = Double(amplitude.peak)
    rms = amplitude.rms
    dcOffset = amplitude.dcOffset
    clippedSamples = amplitude.clippedSamples
    leadingSilence = Double(amplitude.leadingSilence) / facts.sampleRate
    trailingSilence = Double(amplitude.trailingSilence) / facts.sampleRate
    bandwidth = meters.bandwidth?.hertz
    loudness = meters.loudness?.integrated
    let isShort = sampleCount < facts.sampleCount && (complaint != nil || !facts.isLengthEstimated)
    isTruncated = facts.isTruncated || isShort
    issues =
      facts.issues
      + SurveyIssues.ofLength(facts, found: isShort ? sampleCount : nil, complaint)
      + SurveyIssues.ofAmplitude(amplitude, encoding: facts.encoding)
  }
}
