import Explorer
import Labeling
import Recognition
import Workers

/// Labelled clips that were read once: every one of them can be had.
public struct LoadedData: Sendable {
  /// The clips, with the hashes of their samples; those that can't be read are left out.
  public let data: LabeledData
  /// Their samples, in the same order.
  public let samples: ClipFiles
  /// Recordings of noise to mix in.
  public let noises: [[Float]]
  /// Why clips were left out.
  public let failures: [(path: RecordingPath, failure: Failure)]
  /// How many clips were brought to the model's rate, by the rate of their recordings.
  public let resampled: [Double: Int]
  /// How many clips are longer than what the model hears of one.
  public let longCount: Int
  /// Whether every clip was looked at.
  public let isComplete: Bool

  private struct Look: Sendable {
    let ownRate: Double
    let isLong: Bool
    let hash: String
    /// What is a noise.
    let noise: [Float]?
  }

  /// Reads every clip.
  ///
  /// - Parameters:
  ///   - isWhole: Whether all of a clip counts, not only what the model hears at once.
  ///   - report: Told how many are read, on the calling thread.
  ///   - isCancelled: Asked before each clip.
  public init(
    _ data: LabeledData, for frontEnd: FrontEnd, isWhole: Bool = false,
    byteLimit: Int = ClipFiles.usualMemory,
    threads: Int = ParallelLoop.processorCount,
    isCancelled: @escaping @Sendable () -> Bool = { false }, report: (Int) -> Void = { _ in }
  ) {
    let whole = ClipReading(rate: frontEnd.sampleRate)
    let reading = isWhole ? whole : ClipReading(frontEnd)
    let items = data.items
    let places = items.map(\.place)
    let files = ClipFiles(places, reading, byteLimit: byteLimit)
    var good: [Int] = []
    var kept = data
    var noises: [[Float]] = []
    var failures: [(path: RecordingPath, failure: Failure)] = []
    var resampled: [Double: Int] = [:]
    var longCount = 0
    // A clip that is a little longer is no other kind of clip.
    let longest = 1.5 * Double(frontEnd.sampleCount) / frontEnd.sampleRate
    let delivered = ParallelLoop.forEach(
      count: items.count, threads: threads, isCancelled: isCancelled
    ) { place throws(Failure) -> Look in
      let isNoise = items[place].label == FolderLabel.backgroundNoise
      let clip = try (isNoise ? whole : reading).read(items[place].place)
      if !isNoise { files.keep(clip.samples, place) }
      return Look(
        ownRate: clip.ownRate, isLong: !isNoise && clip.seconds > longest,
        hash: LearntClips.hash(clip.samples),
        noise: isNoise ? clip.samples : nil)
    } deliver: { place, result in
      switch result {
      case .failure(let failure):
        failures.append((items[place].shown, failure))
      case .success(let look):
        good.append(place)
        kept.items[place].contentHash = look.hash
        if look.isLong { longCount += 1 }
        if let noise = look.noise, noise.count > frontEnd.sampleCount { noises.append(noise) }
        if look.ownRate != frontEnd.sampleRate { resampled[look.ownRate, default: 0] += 1 }
      }
      report(place + 1)
    }
    isComplete = delivered == items.count
    kept.items = good.map { kept.items[$0] }
    self.data = kept
    samples = good.count == items.count ? files : files.chosen(good)
    self.noises = noises
    self.failures = failures
    self.resampled = resampled
    self.longCount = isWhole || frontEnd.placement == .repeated ? 0 : longCount
  }

  /// The classes and parts of the clips, as training sees them.
  public var clips: [LabeledClip] { data.clips }

  /// What people are told of recordings of other rates; nil where there are none.
  public func resamplingNotice(to rate: Double) -> String? {
    ResamplingNotice.text(resampled, to: rate)
  }

  /// What people are told of clips that are longer than what the model hears; nil without any.
  public func lengthNotice(for frontEnd: FrontEnd) -> String? {
    guard longCount > 0 else { return nil }
    let seconds = Format.number(Double(frontEnd.sampleCount) / frontEnd.sampleRate, decimals: 1)
    let part = frontEnd.placement == .centered ? "middle" : "beginning"
    let clips = longCount == 1 ? "1 clip is" : "\(Format.count(longCount)) clips are"
    return "\(clips) longer than the \(seconds) s that the model hears: their \(part) counts"
  }
}

/// What people are told of recordings that are brought to another rate.
public enum ResamplingNotice {
  /// The notice; nil where there are none.
  ///
  /// - Parameter counts: How many recordings have a rate.
  public static func text(_ counts: [Double: Int], to rate: Double) -> String? {
    guard !counts.isEmpty else { return nil }
    let count = counts.values.reduce(0, +)
    let rates = counts.keys.sorted().map { Format.number($0, decimals: 0) }
    let recordings = count == 1 ? "1 recording is" : "\(Format.count(count)) recordings are"
    return "\(recordings) converted from \(rates.prefix(4).joined(separator: ", ")) Hz"
      + " to the model's \(Format.number(rate, decimals: 0)) Hz"
  }
}
