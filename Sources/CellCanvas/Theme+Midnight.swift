extension Theme {
  /// The dark theme, built in for when no theme file can be found; equal to `themes/midnight.toml`.
  public static let midnight = Theme(
    name: "midnight",
    slots: [
      .ground: RGB(0x0e1117), .raised: RGB(0x1a202b), .select: RGB(0x26354d),
      .rule: RGB(0x303a4a), .faint: RGB(0x5b6779), .dim: RGB(0x93a0b4), .text: RGB(0xd3dbe8),
      .bright: RGB(0xffffff), .accent: RGB(0x7cb7ff), .cursor: RGB(0xffd75f),
      .model: RGB(0xc9a6ff), .good: RGB(0x7fd88f), .warn: RGB(0xf5b95c), .bad: RGB(0xff8088),
      .wave: RGB(0x5f7fa8), .wave2: RGB(0xa9c8ee), .ink: RGB(0x0e1117),
    ],
    slots16: [
      .ground: nil, .raised: nil, .select: 4, .rule: 8, .faint: 8, .dim: 7, .text: 7,
      .bright: 15, .accent: 14, .cursor: 11, .model: 13, .good: 10, .warn: 11, .bad: 9,
      .wave: 4, .wave2: 12, .ink: 0,
    ],
    labels: [
      0x6cb6ff, 0xe5b454, 0x4fd1b5, 0xff8f80, 0xa9d45f, 0xf29bd4, 0x63d3f0, 0xff9f50, 0xd8c39a,
      0x9fb8ad,
    ].map { RGB($0) },
    labels16: [12, 11, 6, 9, 10, 13, 14, 3, 15, 7],
    restingMix: 0.28,
    colorMap: ColorMap(
      name: "midnight",
      stops: [
        0x0e1117, 0x1b123a, 0x421170, 0x762082, 0xaa327d, 0xde4968, 0xf87a5e, 0xfeb27b, 0xfde8b0,
        0xfffce2,
      ].map { RGB($0) },
      path256: [233, 53, 54, 90, 126, 162, 132, 168, 203, 209, 215, 222, 229, 230]),
    diverging: ColorMap(
      name: "midnight diverging",
      stops: [0x82c8ff, 0x3a6ebe, 0x1e325a, 0x0e1117, 0x5c321c, 0xc86c32, 0xffc478].map { RGB($0) },
      path256: [117, 75, 68, 61, 24, 17, 233, 52, 94, 130, 166, 173, 215])
  )
}
