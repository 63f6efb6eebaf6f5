import Explorer
import ExplorerRuntime
import Labeling
import NeuralNetworks
import Recognition
import SoundFiles

/// Labels that were heard in a recording, in order.
struct HeardLabels: Sendable {
  /// A label and where it is.
  struct Region: Sendable {
    /// The label.
    let label: String
    /// Onset and offset in seconds.
    let seconds: ClosedRange<Double>
    /// How probable it is there, 0 to 1.
    let score: Double
  }

  /// The labels in order.
  let regions: [Region]
  /// How probable all of them are together; nil where they were known.
  let score: Double?
  /// What the header says.
  let facts: SoundFileFacts

  /// Makes the labels of an alignment.
  init(
    _ alignment: LabelAlignment, score: Double?, of hearing: Transcriber.Hearing,
    labels: [String]
  ) {
    regions = alignment.spans.map { span in
      Region(
        label: labels[span.label], seconds: hearing.frames.seconds(of: span.frames),
        score: span.probability)
    }
    self.score = score
    facts = hearing.facts
  }

  /// The labels as a text.
  var text: String { regions.map(\.label).joined(separator: " ") }
}

/// What is done with each input of `transcribe`.
struct TranscriptionJob: Sendable {
  /// What hears.
  let transcriber: Transcriber
  /// How labels are read.
  let decoder: SequenceDecoder

  /// Writes down what is heard in an input.
  ///
  /// - Throws: Why that can't be done, with the input's name.
  func run(_ input: Input, progress: (Double, Double) -> Void) throws(Failure) -> HeardLabels {
    let hearing = try transcriber.heard(input, progress: progress)
    let said = decoder.best(hearing.frames.probabilities)
    do {
      return HeardLabels(
        try hearing.frames.alignment(of: said.labels), score: said.probability, of: hearing,
        labels: transcriber.configuration.labels)
    } catch {
      throw Failure(
        what: "Cannot align what is heard in \(input.shown.text)", why: error.sentence,
        remedy: "cut the recording into parts")
    }
  }
}

/// What is done with each input of `align`.
struct AlignmentJob: Sendable {
  /// Where the words come from.
  enum Words: Sendable {
    /// The same labels for all.
    case same([Int])
    /// Labels by recording.
    case labels(SegmentTruth)
  }

  /// What hears.
  let transcriber: Transcriber
  /// What is said.
  let words: Words

  /// Finds the words of an input.
  ///
  /// - Throws: Why that can't be done, with the input's name.
  func run(_ input: Input, progress: (Double, Double) -> Void) throws(Failure) -> HeardLabels {
    // Without words there is no need to listen.
    let labels = try labels(of: input)
    let hearing = try transcriber.heard(input, progress: progress)
    do {
      return HeardLabels(
        try hearing.frames.alignment(of: labels), score: nil, of: hearing,
        labels: transcriber.configuration.labels)
    } catch {
      throw Failure(
        what: "Cannot align the words of \(input.shown.text)", why: error.sentence,
        remedy: "correct the words")
    }
  }

  private func labels(of input: Input) throws(Failure) -> [Int] {
    switch words {
    case .same(let labels): return labels
    case .labels(let truth):
      if case .failed(_, let failure) = input { throw failure }
      let shown = input.shown
      let words = try truth.labels(of: shown).sorted {
        ($0.seconds?.lowerBound ?? 0) < ($1.seconds?.lowerBound ?? 0)
      }.flatMap { TrainingSet.words(of: $0.label) }
      guard !words.isEmpty else {
        throw Failure(
          what: "Cannot align the words of \(shown.text)", why: "there are none",
          remedy: "name a file with the words that are said")
      }
      do throws(Failure) {
        return try transcriber.labels(of: words)
      } catch {
        throw Failure(
          what: "Cannot align the words of \(shown.text)", why: error.why, remedy: error.remedy)
      }
    }
  }
}
