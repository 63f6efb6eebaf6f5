extension Preset {
  /// What counts as one sound in the recordings that the preset is for.
  ///
  /// Presets for speech join sounds to words, those for animals keep every syllable; others leave
  /// that to the sounds.
  public var segmentation: SegmentationSettings {
    var settings = SegmentationSettings()
    switch name {
    case Preset.birdsong.name:
      settings.unit = .syllable
      settings.lowHertz = 500
    case Preset.bat.name:
      settings.unit = .syllable
      settings.lowHertz = 15_000
    case Preset.tensorflow.name, Preset.tensorflowAverage.name, Preset.tensorflowMicro.name,
      Preset.kaldi.name, Preset.whisper.name, Preset.praat.name:
      settings.unit = .word
    default: break
    }
    return settings
  }
}
