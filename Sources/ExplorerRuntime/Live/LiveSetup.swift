import Acoustics
import Explorer
import SoundDevices
import SoundFiles

/// How live sound is taken, analyzed and kept.
public struct LiveSetup: Sendable {
  /// How sound of a pipe is coded.
  public enum PipeFormat: Sendable, Hashable {
    /// As a WAV file says that comes first.
    case wave
    /// Without any header.
    case raw(SampleCoding, StreamFormat)
  }

  /// How it is coded where it comes from a pipe.
  public var pipeFormat = PipeFormat.wave
  /// Seconds from a sound of a device until it is handed on, about.
  public var latency = 0.1
  /// A feature that the command line asks for: its name, and what the parameters say.
  public var chosen: (title: String, feature: FeatureID, parameters: ParameterTable)?
  /// The kind of file that recordings and clips become where it can hold them, else WAV.
  public var container = SoundFormat.Container.flac
  /// Seconds before the level that a recording which begins by itself begins with.
  public var preRoll = 2.0
  /// The level that it begins at, in dBFS; nil does not.
  public var trigger: Float?
  /// Whether a recording begins with the sound.
  public var recordsAtOnce = false
  /// What opens a device; tests put one without a device here.
  public var makeInput: @Sendable (String?) -> any AudioInput = { PortAudioInput(device: $0) }

  /// The most bytes of samples that are remembered.
  static let memoryLimit = 256_000_000.0

  /// Makes a setup for a microphone.
  public init() {}

  /// Seconds of sound that are remembered: ten minutes, or what fits into memory.
  func rememberedSeconds(_ format: StreamFormat) -> Double {
    let rate = SampleHistory.bytes(
      perSecondAt: format.sampleRate, channelCount: format.channelCount)
    return min(Double(LiveHistory.seconds), (Self.memoryLimit / rate).rounded(.down))
  }

  /// Prepares a feature.
  ///
  /// - Throws: The rule that its settings break.
  func chain(
    _ choice: LiveFeature, _ format: StreamFormat, first: Int
  ) throws(Failure) -> LiveChain {
    let (title, setup): (String, AnalysisSetup)
    switch choice {
    case .view(let view):
      title = view.title
      let feature = view.feature ?? .spectrogram
      setup = AnalysisSetup(
        feature: feature,
        settings: FeatureRegistry.standardSettings(of: feature, sampleRate: format.sampleRate))
    case .chosen:
      guard let chosen else {
        throw Failure(what: "No feature was asked for", remedy: "use --feature")
      }
      title = chosen.title
      do {
        setup = try chosen.parameters.setup(chosen.feature, recordingRate: format.sampleRate)
      } catch {
        throw Failure(error)
      }
    }
    return try LiveChain(
      choice, setup, title: title, sampleRate: format.sampleRate,
      channelCount: format.channelCount, first: first)
  }

  /// The kind of file for samples that came with so many bits.
  func soundFormat(_ format: StreamFormat, isSixteenBits: Bool) -> SoundFormat {
    let rate = Int(format.sampleRate.rounded())
    let fits =
      format.channelCount <= 8
      && ((1...65_535).contains(rate) || (rate <= 655_350 && rate.isMultiple(of: 10)))
    let container: SoundFormat.Container = container == .flac && !fits ? .wav : container
    let encoding: SoundFormat.Encoding =
      isSixteenBits ? .pcm16 : container == .flac ? .pcm24 : .float32
    return SoundFormat(
      container, encoding, sampleRate: rate, channelCount: format.channelCount)
  }
}
