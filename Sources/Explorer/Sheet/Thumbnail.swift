import Acoustics
import CellCanvas
import Labeling

/// How the small pictures of the contact sheet are made; the same for all of them.
public struct ThumbnailStyle: Sendable, Hashable {
  /// The size in cells.
  public let size: CellSize
  /// What is drawn.
  public let feature: FeatureID
  /// How several moments become a column.
  public let pooling: LevelPooling
  /// The scale of a spectrogram's frequencies.
  public let scale: FrequencyScale
  /// The darkest and brightest level; nil follows each clip.
  public let decibels: ClosedRange<Float>?
  /// The identity of a blitter.
  public let blocks: String

  /// Makes a style.
  public init(
    size: CellSize, feature: FeatureID, pooling: LevelPooling = .loudest,
    scale: FrequencyScale = .linear, decibels: ClosedRange<Float>? = nil, blocks: String = "best"
  ) {
    self.size = size
    self.feature = feature
    self.pooling = pooling
    self.scale = scale
    self.decibels = decibels
    self.blocks = blocks
  }

  /// Columns of pixels that a picture is made with.
  public var pixelColumns: Int {
    size.columns * (BlitterRegistry.blitter(blocks)?.init().pixelsPerCell.columns ?? 1)
  }
}

/// What a small picture is of.
public struct ThumbnailSubject: Sendable, Hashable {
  /// The clip.
  public let clip: ID<Clip>
  /// The recording's path.
  public let path: RecordingPath
  /// The samples of the recording that the clip covers; nil for all.
  public let span: Range<Int>?

  /// Takes what of a clip decides how its picture looks.
  public init(_ clip: Clip) {
    (self.clip, path, span) = (clip.id, clip.recording.path, clip.span)
  }
}

/// A small picture of a clip, or why there is none.
public enum Thumbnail: Sendable, Equatable {
  /// Cells, `[rows, columns]`; rough ones are of short stretches of a long recording.
  case picture([ImageCell], isDiverging: Bool, isRough: Bool)
  /// All samples are zero.
  case silence
  /// It can't be made.
  case failed(Failure)

  /// Fits a picture of a whole clip into a tile.
  ///
  /// - Precondition: The picture has a feature, and the style names a blitter that is registered.
  public init(_ picture: ClipPicture, _ style: ThumbnailStyle) {
    guard let feature = picture.feature, let blitter = BlitterRegistry.blitter(style.blocks) else {
      preconditionFailure("a small picture needs a feature and a blitter")
    }
    guard picture.waveform.peak > 0 else {
      self = .silence
      return
    }
    let isDiverging = feature.unit == .coefficient
    let decibels = style.decibels ?? AutomaticLevels.levels(peak: feature.values.max())
    let raster = PictureRaster(
      feature, columns: style.size.columns, rows: style.size.rows,
      axis: PictureAxis(feature.binAxis, hertz: nil, scale: style.scale), decibels: decibels,
      blitter: blitter.init())
    self = .picture(raster.cells, isDiverging: isDiverging, isRough: picture.isPreview)
  }
}

/// The small pictures that are wanted now, the most wanted first; earlier wishes are void.
public struct ThumbnailRequest: Sendable, Equatable {
  /// How they are made.
  public let style: ThumbnailStyle
  /// What they are of.
  public let subjects: [ThumbnailSubject]
  /// How many of the first ones are on the screen.
  public let visibleCount: Int

  /// Makes a request.
  public init(style: ThumbnailStyle, subjects: [ThumbnailSubject], visibleCount: Int) {
    self.style = style
    self.subjects = subjects
    self.visibleCount = visibleCount
  }
}

/// Small pictures that were made together.
public struct ThumbnailBatch: Sendable {
  /// How they were made.
  public let style: ThumbnailStyle
  /// What they are of, and what came of it.
  public let made: [(subject: ThumbnailSubject, thumbnail: Thumbnail)]

  /// Makes a batch.
  public init(
    style: ThumbnailStyle, made: [(subject: ThumbnailSubject, thumbnail: Thumbnail)]
  ) {
    self.style = style
    self.made = made
  }
}
