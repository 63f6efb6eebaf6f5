import Foundation
import Labeling
import NeuralNetworks
import Recognition
import Workers

/// Labels in order: strings of spoken digits that are written down, and digits of a long recording
/// that are found where they are.
///
/// One speaker is never heard; takes 0–4 of the others, and all recordings that the long one is
/// made of, are not learnt from.
struct TranscriptionStudy {
  /// Labels of held-out strings that may be wrong, in percent.
  private static let errorLimit = 5.0
  /// Boundaries that may be farther off than ``tolerance``, in percent.
  private static let boundaryLimit = 15.0
  private static let tolerance = 0.050
  private static let rate = 8_000.0

  private let digits: Recordings
  private let long: LongDigits

  /// Reads the digits of a folder of data; nil where they are not there.
  init?(data: String) throws {
    for part in ["fsdd/recordings", "long/digits_15min.flac"]
    where !FileManager.default.fileExists(atPath: "\(data)/\(part)") { return nil }
    digits = try DigitRecordings.read(data)
    long = try LongDigits(data: data, rate: Self.rate)
  }

  /// Trains, and measures all of it.
  func rows() throws -> [Row] {
    let start = ProcessorClock.seconds(of: getpid())
    let unheard = DigitRecordings.speakers(of: digits).last ?? ""
    let (clips, parts) = divided(unheard: unheard)
    let set = try TrainingSet(
      clips.clips, split: Split(parts), classes: .sequences(order: []))
    let plan = try TrainingPlan(try .strings(sampleRate: Self.rate), seed: 1)
    let run = try TrainingRun(
      plan, set: set, clips: LoadedClips(clips.samples), voices: clips.clips.map(\.group),
      threads: ParallelLoop.processorCount)
    say(
      "  \(set.entries(of: .training).count) recordings to learn from, \(run.stepCount) steps,"
        + " \(run.parameterCount) weights")
    let outcome = try run.run(report: { report in
      if case .evaluation(let look) = report {
        say(
          String(
            format: "  pass %d: loss %.3f, of the unheard speaker's strings %.0f %% right",
            look.passes, look.trainingLoss, 100 * (look.validation?.accuracy ?? 0)))
      }
      return true
    })
    let network = outcome.network
    let seconds = ProcessorClock.seconds(of: getpid()) - start
    let held = try run.evaluation(of: network, on: .testing)
    let other = try run.evaluation(of: network, on: .validation)
    let configuration = run.model(of: network, split: nil).configuration
    return [
      Row(what: "learning strings of digits", measured: seconds, unit: "s", limit: nil),
      Row(
        what: "labels wrong, held-out strings", measured: Self.percent(held), unit: "%",
        limit: Self.errorLimit),
      Row(
        what: "labels wrong, unheard speaker \(unheard)", measured: Self.percent(other), unit: "%",
        limit: nil),
    ] + (try longRows(configuration, network, unheard))
  }

  /// The recordings that are used, and their parts: the unheard speaker is the validation.
  private func divided(unheard: String) -> (Recordings, [SplitPart]) {
    let known = long.places(of: digits)
    var (chosen, parts) = ([Int](), [SplitPart]())
    for place in digits.clips.indices {
      let clip = digits.clips[place]
      let isTested = DigitRecordings.isForTesting(clip)
      guard isTested || (clip.group != unheard && !known.contains(place)) else { continue }
      chosen.append(place)
      parts.append(!isTested ? .training : clip.group == unheard ? .validation : .testing)
    }
    return (digits.chosen(chosen), parts)
  }

  /// What is heard in the long recording, and where its digits are found when they are known.
  private func longRows(
    _ configuration: ModelConfiguration, _ network: Network, _ unheard: String
  ) throws -> [Row] {
    let start = ProcessorClock.seconds(of: getpid())
    var stream = try FrameStream(configuration, network)
    try stream.push(long.sound)
    let heard = try stream.finish()
    let places = LabelSet(configuration.labels)
    let truth = long.events.compactMap { places.place(of: $0.label) }
    let said = SequenceDecoder.usual.best(heard.probabilities).labels
    let figures = Evaluation(
      labels: configuration.labels, truth: [truth],
      said: [Transcription(labels: said, logarithm: 0)])
    let spans = try heard.alignment(of: truth).spans.map { heard.seconds(of: $0.frames) }
    let seconds = ProcessorClock.seconds(of: getpid()) - start
    func off(_ isCounted: (LongDigits.Event) -> Bool) -> (share: Double, mean: Double) {
      let distances = zip(long.events, spans).filter { isCounted($0.0) }.flatMap { event, span in
        [abs(span.lowerBound - event.onset), abs(span.upperBound - event.offset)]
      }
      let far = distances.count { $0 > Self.tolerance }
      let count = Double(max(1, distances.count))
      return (100 * Double(far) / count, 1_000 * distances.reduce(0, +) / count)
    }
    let (all, alone) = (off { _ in true }, off { $0.speaker == unheard })
    return [
      Row(
        what: "labels wrong, 15 min of digits", measured: Self.percent(figures), unit: "%",
        limit: nil),
      Row(
        what: "boundaries over 50 ms off, 15 min", measured: all.share, unit: "%",
        limit: Self.boundaryLimit),
      Row(what: "mean distance of boundaries", measured: all.mean, unit: "ms", limit: nil),
      Row(
        what: "boundaries over 50 ms off, \(unheard)", measured: alone.share, unit: "%",
        limit: nil),
      Row(what: "hearing and aligning 15 min", measured: seconds, unit: "s", limit: nil),
    ]
  }

  private static func percent(_ evaluation: Evaluation) -> Double {
    100 * (evaluation.sequences?.labelErrorRate ?? 1)
  }
}
