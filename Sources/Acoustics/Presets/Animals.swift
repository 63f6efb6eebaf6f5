extension Preset {
  /// Songs of birds.
  public static let birdsong = Preset(
    "birdsong", "bird song: 12 ms windows every 3 ms, bands from 500 Hz, PCEN for far birds",
    source: "Lostanlen et al., PCEN: why and how, IEEE SPL 26 (2019)", feature: .pcen,
    [
      "precision": "single", "window-ms": 12, "hop-ms": 3, "n-fft": "4x", "mel-bands": 128,
      "mel-scale": "htk",
      "low-hz": 500, "empty-bands": "interpolated", "top-db": "none",
      "pcen-gain": 0.8, "pcen-bias": 10, "pcen-power": 0.25, "pcen-time": 0.06,
    ])

  /// Calls of bats, recorded at their full rate.
  public static let bat = Preset(
    "bat", "bat calls at 192 kHz or more: 2 ms windows every half millisecond",
    source: "usual in acoustic surveys: about 500 Hz by 0.5 ms", feature: .spectrogram,
    [
      "precision": "single", "window-ms": 2, "hop-ms": 0.5, "n-fft": "2x",
      "window-shape": "blackman-harris",
      "mel-bands": 64, "db": true, "log-floor": 1e-12, "reference": "sine", "top-db": "none",
    ])
}
