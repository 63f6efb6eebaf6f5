import Acoustics
import Labeling

/// A moment of a recording that is looked for in its samples.
public struct PlaceRequest: Sendable, Hashable {
  /// Which moment.
  public enum Kind: Sendable, Hashable {
    /// The loudest sample; it lies in one of these stretches, which come with the most that a sample
    /// in them can be, the loudest first.
    case loudest([Stretch])
    /// The beginning of the next sound, or of the one before.
    case onset(isNext: Bool)
  }

  /// Samples and the highest amplitude among them.
  public struct Stretch: Sendable, Hashable {
    /// The samples.
    public let samples: Range<Int>
    /// The highest amplitude that one of them can have.
    public let peak: Float

    /// Makes a stretch.
    public init(samples: Range<Int>, peak: Float) {
      self.samples = samples
      self.peak = peak
    }
  }

  /// The clip.
  public let clip: ID<Clip>
  /// Its recording.
  public let path: RecordingPath
  /// The channel; nil for the mix.
  public let channel: Int?
  /// Which moment.
  public let kind: Kind
  /// The samples that are looked at.
  public let samples: Range<Int>
  /// Where the search begins.
  public let cursor: Int

  /// Makes a request.
  public init(
    clip: ID<Clip>, path: RecordingPath, channel: Int?, kind: Kind, samples: Range<Int>,
    cursor: Int
  ) {
    self.clip = clip
    self.path = path
    self.channel = channel
    self.kind = kind
    self.samples = samples
    self.cursor = cursor
  }

  /// Samples of which all are read to find the loudest, whatever the picture says.
  static let readWhole = 1 << 23
  /// Stretches that are asked for; the others can't hold the loudest sample.
  static let stretchLimit = 16
  /// Seconds that are looked through for an onset.
  static let reach = 600.0
}

/// What came of a search for a moment.
public enum FoundPlace: Sendable, Equatable {
  /// It is at this sample.
  case at(Int)
  /// There is none.
  case nowhere
  /// The samples can't be had.
  case failed(Failure)
}

extension AppState {
  /// Looks for the loudest sample of what is visible.
  mutating func seekLoudest() -> [Effect] {
    guard let clip = current, let visible = visibleSamples, !visible.isEmpty,
      let stretches = loudestStretches
    else {
      say("The overview is being made.", "what is loudest is known when it is done", kind: .refusal)
      return []
    }
    return seek(.loudest(stretches), of: clip, in: visible)
  }

  /// Looks for the beginning of a sound after the cursor, or before it.
  mutating func seekOnset(isNext: Bool) -> [Effect] {
    guard let clip = current, let samples = clipSamples, let cursor = cursorSample,
      let rate = sampleRate
    else { return [] }
    let reach = Int(PlaceRequest.reach * rate)
    let wanted =
      isNext ? (cursor + 1)..<(cursor + 1 + reach) : max(0, cursor - reach)..<max(0, cursor)
    return seek(.onset(isNext: isNext), of: clip, in: wanted.clamped(to: samples))
  }

  private mutating func seek(
    _ kind: PlaceRequest.Kind, of clip: Clip, in samples: Range<Int>
  ) -> [Effect] {
    let request = PlaceRequest(
      clip: clip.id, path: clip.recording.path, channel: viewport.channel, kind: kind,
      samples: samples, cursor: cursorSample ?? samples.lowerBound)
    wantedPlace = request
    return [.seek(request)]
  }

  /// Where the loudest sample of what is visible can be; nil while the picture does not tell.
  private var loudestStretches: [PlaceRequest.Stretch]? {
    guard let visible = visibleSamples else { return nil }
    if visible.count <= PlaceRequest.readWhole {
      return [PlaceRequest.Stretch(samples: visible, peak: .infinity)]
    }
    guard case .ready(let picture)? = currentPicture, !picture.isPreview else { return nil }
    let wave = picture.waveform
    let width = max(1, wave.grid.span.count / max(1, wave.grid.count))
    let peaks = (0..<wave.grid.count).map { max(wave.maxima[$0], -wave.minima[$0]) }
    let columns = peaks.indices.sorted { peaks[$0] > peaks[$1] }
    // What an overview says of a column may come from a sample just beside it.
    return columns.prefix(PlaceRequest.stretchLimit).map { column in
      let own = wave.grid.samples(ofColumn: column)
      let wide = (own.lowerBound - width)..<(own.upperBound + width)
      return PlaceRequest.Stretch(samples: wide.clamped(to: visible), peak: peaks[column])
    }
  }

  /// Goes to what was found, unless something else is wanted or shown by now.
  mutating func take(_ found: FoundPlace, of request: PlaceRequest) {
    guard wantedPlace == request else { return }
    wantedPlace = nil
    guard current?.id == request.clip else { return }
    switch found {
    case .at(let sample): jump(to: sample)
    case .failed(let failure): notice = Notice(failure, at: now)
    case .nowhere:
      guard case .onset(let isNext) = request.kind else {
        say("Nothing is heard in view.", kind: .refusal)
        return
      }
      let limits = clipSamples ?? request.samples
      let isEnd =
        isNext
        ? request.samples.upperBound == limits.upperBound
        : request.samples.lowerBound == limits.lowerBound
      let place = isNext ? "after" : "before"
      say(
        isEnd
          ? "No sound begins \(place) the cursor."
          : "No sound begins in the 10 minutes \(place) the cursor.",
        isEnd ? "" : "{go} goes to a time", kind: .refusal)
    }
  }

  /// The onset of the next region after the cursor, or of the one before.
  func regionOnset(isNext: Bool) -> Int? {
    guard let cursor = cursorSample else { return nil }
    let onsets = (current?.regions ?? []).compactMap { $0.span?.lowerBound }.sorted()
    return isNext ? onsets.first { $0 > cursor } : onsets.last { $0 < cursor }
  }
}
