import Acoustics

/// Work that other libraries do too, under the names that `Tests/Peers/bench.py` asks for.
enum PeerTask: String {
  /// 80 mel bands in dB; windows of 512 samples every 160.
  case logMel = "log-mel"
  /// 40 cosine coefficients of that.
  case mfcc = "mfcc-40"
  /// Power of 513 bins; windows of 1024 samples every 256.
  case spectrogram = "spectrogram"
  /// TensorFlow's MFCC, exactly: windows of 480 samples every 160, 40 bands and coefficients.
  case exactMFCC = "tensorflow-mfcc"

  /// The feature that does it.
  var feature: FeatureID {
    switch self {
    case .logMel: .logMel
    case .mfcc, .exactMFCC: .mfcc
    case .spectrogram: .spectrogram
    }
  }

  /// The parameters that it is done with.
  func settings() throws(FeatureError) -> AnalysisSettings {
    switch self {
    case .logMel, .mfcc:
      AnalysisSettings(
        sampleRate: 16_000, windowLength: 512, hopLength: 160, nFFT: 512, melBands: 80,
        coefficients: 40)
    case .spectrogram:
      AnalysisSettings(sampleRate: 16_000, windowLength: 1024, hopLength: 256, nFFT: 1024)
    case .exactMFCC:
      try Preset.tensorflow.parameters.setup(.mfcc, recordingRate: 16_000).settings
    }
  }
}
