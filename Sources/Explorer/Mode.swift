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
  /// Sound as it comes.
  case live
  /// The confusion matrix.
  case confusion
  /// How a training goes.
  case training
  /// The clips of the list as small pictures.
  case sheet

  /// Every mode.
  public static let all = Set(Mode.allCases)

  /// The modes in which a clip is looked at and labelled.
  public static let ordinary: Set<Mode> = [.browse, .spectrogram, .label]

  /// The modes in which clips are gone through and labelled.
  public static let withClips = ordinary.union([.sheet])

  /// The modes that show several clips of the list, of which some can be picked.
  public static let withList: Set<Mode> = [.browse, .sheet]

  /// The modes that show a picture of the clip under the cursor.
  public static let withPicture: Set<Mode> = [.browse, .spectrogram, .label, .segments]

  /// The modes that show columns of a feature: of a clip, or of sound as it comes.
  public static let withColumns = withPicture.union([.live])

  /// The modes in which a label can be given and taken back.
  public static let withLabels = withClips.union([.live])

  /// The modes that one goes between with `g` and a letter.
  public static let places = withLabels.union([.confusion, .training])

  /// Whether a label leads on to the next clip.
  var goesOnAfterLabel: Bool { self != .label && self != .sheet }

  /// The word in the corner of the status line.
  var chip: String {
    switch self {
    case .browse: "BROWSE"
    case .spectrogram: "SPECTRO"
    case .label: "LABEL"
    case .segments: "SOUNDS"
    case .live: "LIVE"
    case .confusion: "CONFUSION"
    case .training: "TRAINING"
    case .sheet: "SHEET"
    }
  }
}
