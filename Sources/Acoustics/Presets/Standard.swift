extension Preset {
  /// What the explorer shows.
  public static let standard = Preset(
    "standard", "what the explorer shows: levels over a full-scale sine",
    source: "25 ms every 10 ms, within 128 to 4096 samples", feature: .logMel,
    [
      "precision": "single", "window-length": "standard", "hop-length": "standard",
      "n-fft": "standard",
      "mel-bands": 64, "mel-norm": "sine", "empty-bands": "interpolated",
      "db": true, "log-floor": 1e-12, "reference": "sine", "top-db": "none",
    ])
}
