extension Preset {
  /// librosa's defaults.
  public static let librosa = Preset(
    "librosa", "librosa's defaults",
    source: "librosa 0.11: feature.melspectrogram, power_to_db, feature.mfcc", feature: .logMel, [:]
  )

  /// Kaldi's defaults, without dither.
  public static let kaldi = Preset(
    "kaldi", "Kaldi's fbank and MFCC, without dither",
    source: "kaldi/src/feat/{feature-window,mel-computations,feature-mfcc}.cc", feature: .logMel,
    [
      "window-ms": 25, "hop-ms": 10, "n-fft": "auto", "window-shape": "povey",
      "window-symmetry": "symmetric", "framing": "left", "edges": "symmetric",
      "sample-scale": 32_768, "remove-mean": true, "pre-emphasis": 0.97,
      "mel-bands": 23, "mel-scale": "htk", "mel-bank": "kaldi", "mel-norm": "none", "low-hz": 20,
      "log": "ln", "log-floor": 1.192_092_9e-7, "top-db": "none",
      "coefficients": 13, "lifter": 22, "lifter-rule": "kaldi", "energy": true,
    ])

  /// Whisper's input.
  public static let whisper = Preset(
    "whisper", "the log-mel spectrogram that Whisper is fed; it expects 16 kHz",
    source: "openai/whisper audio.py log_mel_spectrogram", feature: .logMel,
    [
      "n-fft": 400, "hop-length": 160, "framing": "centered-without-last", "edges": "reflect",
      "mel-bands": 80, "log": "log10", "top-db": 8, "log-shift": 4, "log-divisor": 4,
    ])

  /// Praat's broad-band spectrogram.
  public static let praat = Preset(
    "praat", "Praat's broad-band spectrogram of speech",
    source: "Praat: Sound: To Spectrogram (5 ms Gaussian, physical length 10 ms, step 2 ms)",
    feature: .spectrogram,
    [
      "precision": "single", "window-ms": 10, "hop-ms": 2, "n-fft": "4x",
      "window-shape": "gaussian",
      "window-parameter": 0.102, "window-symmetry": "symmetric",
      "mel-bands": 40, "db": true, "log-floor": 1e-12, "reference": "sine", "top-db": "none",
      "coefficients": 13, "pitch-low-hz": 75, "pitch-high-hz": 600,
    ])
}
