import Labeling

/// What can be asked of the loudspeaker.
public enum SoundRequest: Sendable, Equatable {
  /// Play this instead of what is played.
  case play(SoundOrder)
  /// Go on in another way from where it is.
  case change(SoundStyle)
  /// Go to a sample of the recording.
  case seek(Int)
  /// Hold the sound where it is.
  case pause
  /// Go on after a pause.
  case resume
  /// End the sound.
  case stop
  /// Tell the playhead whenever it comes to another cell.
  case follow(SoundCells)
  /// Take the next device.
  case nextDevice
}

/// A part of a recording to be heard.
public struct SoundOrder: Sendable, Equatable {
  /// By what number reports call it.
  public let id: Int
  /// The recording.
  public let path: RecordingPath
  /// Which samples of it; nil for all.
  public let span: Range<Int>?
  /// Where in them it begins; nil for their first one.
  public var start: Int?
  /// How it sounds.
  public var style: SoundStyle
  /// Whether it is a short bit, of which no playhead is told.
  public let isEdge: Bool

  /// Makes an order.
  public init(
    id: Int, path: RecordingPath, span: Range<Int>?, start: Int? = nil, style: SoundStyle,
    isEdge: Bool = false
  ) {
    self.id = id
    self.path = path
    self.span = span
    self.start = start
    self.style = style
    self.isEdge = isEdge
  }
}

/// How a sound is played.
public struct SoundStyle: Sendable, Equatable {
  /// How fast, 1 as recorded.
  public var speed: Double
  /// Whether the pitch stays at other speeds.
  public var keepsPitch: Bool
  /// What is left of the sound, in hertz; nil for all of it.
  public var band: ClosedRange<Float>?
  /// Which channels are heard, and where.
  public var side: Audition.Side
  /// Whether it begins again at its end.
  public var isLooping: Bool
  /// The volume; 0 plays the samples as they are.
  public var decibels: Int

  /// Makes a style; that of a sound that is played as it is, unless said otherwise.
  public init(
    speed: Double = 1, keepsPitch: Bool = true, band: ClosedRange<Float>? = nil,
    side: Audition.Side = .both, isLooping: Bool = false, decibels: Int = 0
  ) {
    self.speed = speed
    self.keepsPitch = keepsPitch
    self.band = band
    self.side = side
    self.isLooping = isLooping
    self.decibels = decibels
  }
}

/// Samples as they lie on the columns of a picture.
public struct SoundCells: Sendable, Equatable {
  /// The samples shown.
  public let span: Range<Int>
  /// The columns that show them, at least 1.
  public let columns: Int

  /// Makes cells.
  public init(span: Range<Int>, columns: Int) {
    self.span = span
    self.columns = max(1, columns)
  }

  /// The column of a sample, negative or beyond the last one where it is not shown.
  public func column(of sample: Int) -> Int {
    let scaled = (sample - span.lowerBound) * columns
    return Int((Double(scaled) / Double(max(1, span.count))).rounded(.down))
  }

  /// The first sample of a column.
  public func sample(ofColumn column: Int) -> Int {
    span.lowerBound
      + Int((Double(column) * Double(span.count) / Double(columns)).rounded(.up))
  }
}
