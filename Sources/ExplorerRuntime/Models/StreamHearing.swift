import Acoustics
import Explorer
import Recognition
import SoundFiles

/// Finds labelled sounds in a recording of any length, which is read piece by piece.
public struct StreamHearing: Sendable {
  /// Where the model listens.
  public enum Attention: String, Sendable, CaseIterable {
    /// Everywhere, window by window: for models that know what silence is.
    case windows
    /// Where the level stands out of the noise, each sound as a clip of its own.
    case sounds
  }

  /// What makes sounds of what the model says.
  public enum Smoother: Sendable {
    /// The original's.
    case recognizeCommands(RecognizeCommands.Settings)
    /// Onsets and offsets by two thresholds.
    case hysteresis(HysteresisSmoother)
  }

  /// A sound that was found.
  public struct Detection: Sendable, Hashable {
    /// Its label.
    public let label: String
    /// Seconds of its beginning.
    public let onset: Double
    /// Seconds of its end.
    public let offset: Double
    /// How sure the model is, 0 to 1.
    public let score: Float
  }

  /// Where the model listens.
  public var attention: Attention
  /// What makes sounds of what it says.
  public var smoother: Smoother
  /// Seconds from window to window.
  public var hopSeconds: Double
  /// What stands out of the noise, −6 to 6; see `segment`.
  public var sensitivity: Double

  /// Speech over the noise of a room: fewer false sounds than `segment` finds by itself.
  public static let usualSensitivity = -3.0
  /// Windows in which a sound is one clip.
  private static let clipWindows = 1.5

  /// Makes a way to hear.
  public init(
    attention: Attention, smoother: Smoother, hopSeconds: Double = 0.03,
    sensitivity: Double = usualSensitivity
  ) {
    self.attention = attention
    self.smoother = smoother
    self.hopSeconds = hopSeconds
    self.sensitivity = sensitivity
  }

  /// Hears a recording.
  ///
  /// - Parameters:
  ///   - progress: Told which share is done, 0 to 1.
  /// - Throws: Why it can't be read; ``FeatureReading/interrupted`` when stopped.
  public func detections(
    in path: [UInt8], by recognizer: Recognizer,
    isCancelled: @escaping () -> Bool = { false },
    progress: @escaping (Double) -> Void = { _ in }
  ) throws(Failure) -> [Detection] {
    let facts: SoundFileFacts
    do { facts = try SoundFile.probe(path) } catch { throw Failure(error) }
    let run = Run(
      path: path, facts: facts, recognizer: recognizer, hop: hop(recognizer), isCancelled: isCancelled,
      progress: progress)
    switch (smoother, attention) {
    case (.recognizeCommands(let settings), _): return try run.commands(settings)
    case (.hysteresis(let smoother), .windows): return try run.events(smoother)
    case (.hysteresis(let smoother), .sounds): return try run.sounds(smoother, sensitivity)
    }
  }

  /// Samples at the model's rate from window to window.
  private func hop(_ recognizer: Recognizer) -> Int {
    max(1, Int((hopSeconds * recognizer.configuration.frontEnd.sampleRate).rounded()))
  }

  /// One recording that is heard.
  private struct Run {
    let path: [UInt8]
    let facts: SoundFileFacts
    let recognizer: Recognizer
    let hop: Int
    let isCancelled: () -> Bool
    let progress: (Double) -> Void

    var rate: Double { recognizer.configuration.frontEnd.sampleRate }
    var window: Double { recognizer.configuration.frontEnd.seconds }
    var labels: [String] { recognizer.configuration.labels }

    func place(_ span: Range<Int>?) -> ClipPlace {
      ClipPlace(path: path, part: span.map { .samples($0) })
    }

    /// What the model says of all windows of a span.
    func listen(
      _ span: Range<Int>? = nil, _ body: (Recognizer.WindowOpinion) throws(Failure) -> Void
    ) throws(Failure) {
      var pieces = try SoundPieces(place(span), rate: rate)
      var stream = WindowStream(recognizer, hop: hop)
      var opinions: [Recognizer.WindowOpinion] = []
      var heard = 0
      while let samples = try pieces.next() {
        if isCancelled() { throw FeatureReading.interrupted }
        do { try stream.push(samples) { opinions.append($0) } } catch { throw Failure(error) }
        for opinion in opinions { try body(opinion) }
        opinions.removeAll(keepingCapacity: true)
        if span == nil {
          heard += samples.count
          progress(min(1, Double(heard) / rate / max(1e-9, pieces.seconds)))
        }
      }
      do { try stream.finish { opinions.append($0) } } catch { throw Failure(error) }
      for opinion in opinions { try body(opinion) }
    }

    func commands(_ settings: RecognizeCommands.Settings) throws(Failure) -> [Detection] {
      var smoother = RecognizeCommands(labels: labels, settings: settings)
      var found: [Detection] = []
      try listen { opinion throws(Failure) in
        let milliseconds = Int(Double(opinion.samples.lowerBound) * 1_000 / rate)
        let answer: RecognizeCommands.Answer?
        do {
          answer = try smoother.process(opinion.probabilities, atMilliseconds: milliseconds)
        } catch {
          throw Failure(what: "Cannot use what the model says", why: "\(error)")
        }
        guard let answer, answer.isNew, labels[answer.label] != ClassRule.silence else { return }
        let onset = Double(milliseconds) / 1_000
        found.append(
          Detection(
            label: labels[answer.label], onset: onset,
            offset: min(max(onset, facts.duration), onset + window), score: answer.score))
      }
      return found
    }

    func events(_ smoother: HysteresisSmoother) throws(Failure) -> [Detection] {
      try events(smoother, in: nil)
    }

    private func events(
      _ smoother: HysteresisSmoother, in span: Range<Int>?
    ) throws(Failure) -> [Detection] {
      var stream = HysteresisStream(
        smoother, labels: labels, hop: Double(hop) / rate, window: window)
      try listen(span) { opinion in stream.push(opinion.probabilities) }
      let start = Double(span?.lowerBound ?? 0) / facts.sampleRate
      let end = span.map { Double($0.upperBound) / facts.sampleRate } ?? facts.duration
      return stream.finish().map { sound in
        let onset = start + sound.onset
        return Detection(
          label: labels[sound.label], onset: onset, offset: max(onset, min(end, start + sound.offset)),
          score: sound.score)
      }
    }

    /// Sounds by their level; what each is, the model says.
    func sounds(
      _ smoother: HysteresisSmoother, _ sensitivity: Double
    ) throws(Failure) -> [Detection] {
      var settings = SegmentationSettings()
      settings.sensitivity = sensitivity
      let search = try SoundSearch(
        path, SoundSearch.Request(EnergySegmentation.self, settings), isCancelled: isCancelled,
        progress: { progress(0.5 * Double($0) / Double(max(1, $1))) })
      var found: [Detection] = []
      for (place, segment) in search.segments.enumerated() {
        if isCancelled() { throw FeatureReading.interrupted }
        progress(0.5 + 0.5 * Double(place + 1) / Double(search.segments.count))
        let seconds = Double(segment.span.count) / facts.sampleRate
        found +=
          seconds > StreamHearing.clipWindows * window
          ? try events(smoother, in: segment.span.range)
          : try clip(segment.span.range, smoother).map { [$0] } ?? []
      }
      return StreamHearing.joined(found, gap: smoother.longestGap)
    }

    /// What a short sound is; nil where the model is not sure.
    private func clip(
      _ span: Range<Int>, _ smoother: HysteresisSmoother
    ) throws(Failure) -> Detection? {
      var pieces = try SoundPieces(place(span), rate: rate)
      var samples: [Float] = []
      while let piece = try pieces.next() { samples += piece }
      guard !samples.isEmpty else { return nil }
      let scores: [Float]
      do { scores = try recognizer.opinion(of: samples).probabilities } catch {
        throw Failure(error)
      }
      let best = Evaluation.best(scores)
      guard scores[best] >= smoother.upper, !smoother.ignored.contains(labels[best]) else {
        return nil
      }
      return Detection(
        label: labels[best], onset: Double(span.lowerBound) / facts.sampleRate,
        offset: Double(span.upperBound) / facts.sampleRate, score: scores[best])
    }
  }

  /// Sounds of the same label that nearly touch as one.
  private static func joined(_ found: [Detection], gap: Double) -> [Detection] {
    var joined: [Detection] = []
    for sound in found {
      if let last = joined.last, last.label == sound.label, sound.onset - last.offset <= gap {
        joined[joined.count - 1] = Detection(
          label: last.label, onset: last.onset, offset: max(last.offset, sound.offset),
          score: max(last.score, sound.score))
      } else {
        joined.append(sound)
      }
    }
    return joined
  }
}
