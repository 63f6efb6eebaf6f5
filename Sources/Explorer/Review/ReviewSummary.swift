import Labeling

/// A review in figures.
public struct ReviewSummary: Sendable, Equatable {
  /// A label or a flag and how often it was given.
  public struct Count: Sendable, Equatable {
    /// The label, or the name of the flag.
    public let name: String
    /// How often it was given.
    public let count: Int
  }

  /// Verdicts, and places.
  public let done: Int
  /// Places of the review.
  public let total: Int
  /// Places that were deferred and are open.
  public let deferred: Int
  /// Seconds of work, without pauses.
  public let seconds: Double
  /// Labels, the most frequent first.
  public let labels: [Count]
  /// Flags, the most frequent first.
  public let flags: [Count]
  /// Of clips that were served twice: how many there are, and how many have the same verdict.
  public let twice: (alike: Int, both: Int)
  /// How far the annotator agrees with themselves, beyond chance.
  public let kappa: Agreement?
  /// How often the model was right, where bands of its scores were reviewed.
  public let bands: ScoreBands?

  /// Sums a review up.
  public init(_ session: ReviewSession) {
    done = session.doneCount
    total = session.items.count
    deferred = session.deferredCount
    seconds = session.workedSeconds
    let verdicts = session.verdicts.compactMap(\.self)
    labels = Self.counts(verdicts.filter { !$0.isFlag }.flatMap(\.names))
    flags = Self.counts(verdicts.filter(\.isFlag).map(\.name))
    twice = session.selfCounts
    kappa = Agreement.cohensKappa(
      RatingTable(
        annotators: ["first", "second"], ratings: session.secondLooks.map { [$0.0, $0.1] }))
    bands = session.bands
  }

  /// Verdicts a minute; nil while there is too little time to tell.
  public var pace: Double? {
    done > 1 && seconds >= Self.leastSeconds ? Double(done - 1) / seconds * 60 : nil
  }

  private static let leastSeconds = 5.0

  private static func counts(_ names: [String]) -> [Count] {
    Dictionary(grouping: names) { $0 }.map { Count(name: $0.key, count: $0.value.count) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  /// The figures in a line.
  public var line: String {
    var parts = ["\(Format.count(done)) of \(Format.count(total)) verdicts"]
    if let pace {
      parts.append("\(Format.number(pace, decimals: 0)) a minute in \(ReviewTime.text(seconds))")
    }
    if deferred > 0 { parts.append("\(Format.count(deferred)) deferred") }
    if twice.both > 0 {
      let share = kappa.map { ", kappa \(Format.number($0.value, decimals: 2))" } ?? ""
      parts.append("alike with yourself \(twice.alike) of \(twice.both)\(share)")
    }
    return parts.joined(separator: ", ")
  }

  /// Summaries are equal where their figures are.
  public static func == (one: ReviewSummary, other: ReviewSummary) -> Bool {
    one.line == other.line && one.labels == other.labels && one.flags == other.flags
  }
}

/// Lengths of work in words.
enum ReviewTime {
  /// `40 s`, `13 min`, `2 h 10 min`.
  static func text(_ seconds: Double) -> String {
    if seconds < 90 { return "\(Int(seconds.rounded(.up))) s" }
    let minutes = Int((seconds / 60).rounded())
    return minutes < 90 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
  }
}

extension ReviewSession {
  /// How often the model was right, band by band; nil where its scores were not drawn from bands.
  var bands: ScoreBands? {
    guard let sample else { return nil }
    var bands = ScoreBands(count: sample.totals.count)
    for (band, total) in sample.totals.enumerated() { bands.count(total, inBand: band) }
    for (item, verdict) in zip(items, verdicts) where !item.isSecond {
      guard let verdict, let call = sample.calls[item.clip] else { continue }
      // What nobody can tell says nothing about the model.
      guard !verdict.isFlag else { continue }
      bands.review(
        Double(call.score), isRight: verdict.names.contains { sample.isRight(call, for: $0) })
    }
    return bands
  }
}
