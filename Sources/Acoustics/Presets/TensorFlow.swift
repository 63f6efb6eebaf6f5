extension Preset {
  /// `preprocess=mfcc`.
  public static let tensorflow = Preset(
    "tensorflow", "the MFCC of TensorFlow's speech_commands, exactly",
    source: "tensorflow/core/kernels/{spectrogram,mfcc*}.cc; models.py prepare_model_settings",
    feature: .mfcc,
    speechCommands.merging([
      "power": 1,
      "mel-bands": 40, "mel-scale": "htk", "mel-bank": "tensorflow", "mel-norm": "none",
      "low-hz": 20, "high-hz": 4000,
      "log": "ln", "log-floor": 1e-12,
      "coefficients": 40, "dct": "htk",
    ]))

  /// `preprocess=average`.
  public static let tensorflowAverage = Preset(
    "tensorflow-average", "the averaged spectrogram of TensorFlow's speech_commands",
    source: "tensorflow/examples/speech_commands/input_data.py", feature: .average,
    speechCommands.merging(["mel-bands": 40, "coefficients": 40]))

  /// `preprocess=micro`.
  public static let tensorflowMicro = Preset(
    "tensorflow-micro", "the fixed-point front end of TensorFlow Lite for microcontrollers",
    source: "tensorflow/lite/experimental/microfrontend", feature: .micro,
    speechCommands.merging([
      "mel-bands": 40, "mel-scale": "htk", "low-hz": 125, "high-hz": 7500, "coefficients": 40,
    ]))

  /// The magnitudes that the example draws.
  public static let wavToSpectrogram = Preset(
    "wav_to_spectrogram", "the picture of TensorFlow's wav_to_spectrogram",
    source: "tensorflow/examples/wav_to_spectrogram", feature: .spectrogram,
    speechCommands.merging(["window-length": 256, "hop-length": 128, "power": 1]))

  /// What the three have in common: 30 ms every 10 ms of the first channel.
  private static let speechCommands: ParameterTable = [
    "channel": 1,
    "window-ms": 30, "hop-ms": 10, "n-fft": "auto", "framing": "left",
    "top-db": "none",
  ]
}
