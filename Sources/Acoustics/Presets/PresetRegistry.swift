/// The presets that come with the program.
public enum PresetRegistry {
  /// All of them, in the order of lists.
  public static let all: [Preset] = [
    .standard, .tensorflow, .tensorflowAverage, .tensorflowMicro, .wavToSpectrogram, .librosa,
    .kaldi, .whisper, .praat, .birdsong, .bat,
  ]

  /// The preset of a name.
  public static func preset(_ name: String) -> Preset? { all.first { $0.name == name } }
}
