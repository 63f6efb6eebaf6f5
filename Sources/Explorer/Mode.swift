/// Where keys go: each mode has its own map.
public enum Mode: String, Sendable, Hashable, CaseIterable {
  /// The list beside the picture.
  case browse
  /// The picture alone.
  case spectrogram
  /// The picture with lanes of regions under it.
  case label
  /// What a search for sounds found, before it is taken over.
  case segments

  /// The modes in which clips are looked through and labelled.
  public static let ordinary: Set<Mode> = [.browse, .spectrogram, .label]

  /// The modes that show a picture of the clip under the cursor.
  public static let withPicture: Set<Mode> = [.browse, .spectrogram, .label, .segments]

  /// The word in the corner of the status line.
  var chip: String {
    switch self {
    case .browse: "BROWSE"
    case .spectrogram: "SPECTRO"
    case .label: "LABEL"
    case .segments: "SOUNDS"
    }
  }
}
