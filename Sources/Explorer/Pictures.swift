import Acoustics
import Labeling

/// Which picture is meant: the same key always gives the same picture.
public struct PictureKey: Sendable, Hashable {
  /// The clip shown.
  public let clip: ID<Clip>
  /// The recording's path; a recording that moved is read anew.
  public let path: RecordingPath
  /// The samples of the recording that the clip covers, nil for all.
  public let clipSpan: Range<Int>?
  /// The samples shown, nil for the whole clip, whose length need not be known yet.
  public let span: Range<Int>?
  /// Columns of the picture: pixels, not cells.
  public let columns: Int
  /// What is drawn; nil for the waveform alone.
  public let feature: FeatureID?
  /// The channel, nil for the mix.
  public let channel: Int?
  /// How several moments become a column.
  public let pooling: LevelPooling
  /// Where a pitch is looked for, in hertz; nil for the usual range.
  public let pitches: ClosedRange<Double>?

  /// Makes a key.
  public init(
    clip: ID<Clip>, path: RecordingPath, clipSpan: Range<Int>? = nil, span: Range<Int>?,
    columns: Int, feature: FeatureID?, channel: Int?, pooling: LevelPooling = .loudest,
    pitches: ClosedRange<Double>? = nil
  ) {
    self.clip = clip
    self.path = path
    self.clipSpan = clipSpan
    self.span = span
    self.columns = columns
    self.feature = feature
    self.channel = channel
    self.pooling = pooling
    self.pitches = pitches
  }
}

/// A picture of a clip, ready to be drawn.
public struct ClipPicture: Sendable, Equatable {
  /// The feature's columns; nil for the waveform alone.
  public let feature: FeaturePicture?
  /// Peaks and RMS on the same columns.
  public let waveform: WaveformPicture
  /// Samples per second.
  public let sampleRate: Double
  /// Channels of the recording.
  public let channelCount: Int
  /// Samples of the whole clip.
  public let clipSamples: Range<Int>
  /// Whether parts are rough or not there yet, and a better picture follows.
  public let isPreview: Bool
  /// How much of the recording's overview is made, 0 to 1; nil where none is being made.
  public let progress: Double?

  /// Makes a picture.
  public init(
    feature: FeaturePicture?, waveform: WaveformPicture, sampleRate: Double, channelCount: Int,
    clipSamples: Range<Int>, isPreview: Bool = false, progress: Double? = nil
  ) {
    self.feature = feature
    self.waveform = waveform
    self.sampleRate = sampleRate
    self.channelCount = channelCount
    self.clipSamples = clipSamples
    self.isPreview = isPreview
    self.progress = progress
  }

  /// The samples shown.
  public var span: Range<Int> { waveform.grid.span.range }

  /// Whether all of the clip is shown.
  public var isOfWholeClip: Bool { span == clipSamples }
}

/// The pictures made last, bounded; those used least recently go first.
public struct RecentPictures: Sendable, Equatable {
  /// What came of a request.
  public enum Entry: Sendable, Equatable {
    /// It can be drawn.
    case ready(ClipPicture)
    /// It can't be made.
    case failed(Failure)

    /// Whether nothing better follows.
    var isFinal: Bool {
      if case .ready(let picture) = self { !picture.isPreview } else { true }
    }
  }

  /// What one loudest level holds for; without a feature it is that of the waveform.
  private struct Sight: Hashable {
    let clip: ID<Clip>
    let feature: FeatureID?
    let channel: Int?
    let pooling: LevelPooling

    init(_ key: PictureKey) {
      (clip, feature, channel) = (key.clip, key.feature, key.channel)
      pooling = key.pooling
    }

    /// Of the waveform, which no feature or pooling changes.
    init(waveformOf key: PictureKey) {
      (clip, feature, channel, pooling) = (key.clip, nil, key.channel, .loudest)
    }
  }

  /// The loudest level seen, and whether the whole clip was looked at.
  private struct Peak: Equatable {
    let level: Float
    let isOfWholeClip: Bool
  }

  /// What is known of pictures.
  private(set) var entries: [PictureKey: Entry] = [:]
  private var ages: [PictureKey] = []
  private var peaks: [Sight: Peak] = [:]
  private var revisions: [PictureKey: Int] = [:]
  private var newest = 0

  /// Pictures kept.
  public static let limit = 24

  /// Makes an empty store.
  public init() {}

  /// What is known of a picture.
  public subscript(key: PictureKey) -> Entry? { entries[key] }

  /// The loudest level of the clip in the view of a picture, in decibels.
  ///
  /// It is that of the whole clip once it was seen, before that of the part seen first.
  public func peak(of key: PictureKey) -> Float? { peaks[Sight(key)]?.level }

  /// The RMS amplitude of the loudest column of a clip's waveform, seen as whole as ``peak(of:)``.
  func loudness(of key: PictureKey) -> Float? { peaks[Sight(waveformOf: key)]?.level }

  /// Whether the loudest level was looked for in the whole clip.
  func knowsPeak(ofAllOf key: PictureKey) -> Bool { peaks[Sight(key)]?.isOfWholeClip == true }

  /// Takes what came of a request.
  public mutating func insert(_ entry: Entry, for key: PictureKey) {
    newest += 1
    revisions[key] = newest
    if entries[key] == nil { ages.append(key) }
    entries[key] = entry
    if case .ready(let picture) = entry { notePeaks(of: picture, key) }
    while ages.count > Self.limit {
      let oldest = ages.removeFirst()
      entries[oldest] = nil
      revisions[oldest] = nil
    }
  }

  /// A number that tells apart the pictures that a key had.
  func revision(of key: PictureKey) -> Int { revisions[key] ?? 0 }

  private mutating func notePeaks(of picture: ClipPicture, _ key: PictureKey) {
    // Pictures of features alone have a waveform without sound.
    if let level = picture.waveform.rms.max(), level > 0 {
      note(level, of: picture, as: Sight(waveformOf: key))
    }
    guard let feature = picture.feature, feature.unit == .decibels,
      let level = feature.values.max()
    else { return }
    note(level, of: picture, as: Sight(key))
  }

  private mutating func note(_ level: Float, of picture: ClipPicture, as sight: Sight) {
    let isOfWholeClip = picture.isOfWholeClip && !picture.isPreview
    let isBetter = picture.isOfWholeClip && peaks[sight]?.isOfWholeClip != true
    guard isOfWholeClip || isBetter || peaks[sight] == nil else { return }
    peaks[sight] = Peak(level: level, isOfWholeClip: isOfWholeClip)
  }

  /// Whether a clip's pictures show another length or rate than these; zeros are not known yet.
  func isMade(of clip: ID<Clip>, otherwiseThan sampleCount: Int, _ sampleRate: Double) -> Bool {
    guard sampleRate > 0 else { return false }
    return entries.contains { key, entry in
      guard key.clip == clip, case .ready(let picture) = entry else { return key.clip == clip }
      return picture.clipSamples.count != sampleCount || picture.sampleRate != sampleRate
    }
  }

  /// Marks a picture as used now.
  public mutating func touch(_ key: PictureKey) {
    guard ages.last != key, let age = ages.lastIndex(of: key) else { return }
    ages.remove(at: age)
    ages.append(key)
  }

  /// Forgets the pictures of clips whose recordings changed.
  public mutating func forget(_ clips: Set<ID<Clip>>) {
    ages.removeAll { clips.contains($0.clip) }
    entries = entries.filter { !clips.contains($0.key.clip) }
    revisions = revisions.filter { !clips.contains($0.key.clip) }
    peaks = peaks.filter { !clips.contains($0.key.clip) }
  }
}
