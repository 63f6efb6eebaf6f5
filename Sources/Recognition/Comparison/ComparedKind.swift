import Labeling

/// What is known of a kind of model that was compared with others on the same clips.
public struct ComparedKind: Sendable, Equatable {
  /// How many of some clips were named rightly.
  public struct Score: Sendable, Equatable {
    /// Those that were.
    public let correct: Int
    /// All of them.
    public let count: Int

    /// A score; `count` is above 0.
    public init(correct: Int, of count: Int) {
      self.correct = correct
      self.count = count
    }

    /// The share that was named rightly.
    public var share: Double { Double(correct) / Double(max(1, count)) }
    /// Where the true share lies, to 95 %.
    public var interval: ClosedRange<Double> { WilsonInterval.interval(correct, of: count) }
  }

  /// How often it heard all clips it learnt from.
  public struct Passes: Sendable, Equatable {
    /// Passes that it took.
    public let taken: Double
    /// Passes that its recipe has.
    public let planned: Double

    /// Passes; a part of one counts as such.
    public init(taken: Double, planned: Double) {
      self.taken = taken
      self.planned = planned
    }

    /// Whether it was stopped before its recipe was over.
    public var areCut: Bool { taken < planned - 0.01 }
  }

  /// Its name.
  public let name: String
  /// What it is grouped with.
  public let family: ArchitectureFamily
  /// Whether it had learnt from other sounds before.
  public let isPretrained: Bool
  /// Numbers that it consists of.
  public let parameters: Int
  /// Products of values and weights for a clip.
  public let multiplies: Int
  /// The test clips.
  public let test: Score
  /// Clips of groups that it did not learn from; nil without groups, or where there was no time.
  public let heldOut: Score?
  /// Seconds of learning for the test, on the wall.
  public let trainSeconds: Double
  /// Milliseconds from samples to scores, on one thread.
  public let millisecondsPerClip: Double
  /// How long it learnt; nil where it learns from all clips at once.
  public let passes: Passes?
  /// Whether its loss was no number any more.
  public let hasDiverged: Bool

  /// What is known.
  public init(
    name: String, family: ArchitectureFamily, isPretrained: Bool = false, parameters: Int,
    multiplies: Int, test: Score, heldOut: Score?, trainSeconds: Double,
    millisecondsPerClip: Double, passes: Passes? = nil, hasDiverged: Bool = false
  ) {
    self.name = name
    self.family = family
    self.isPretrained = isPretrained
    self.parameters = parameters
    self.multiplies = multiplies
    self.test = test
    self.heldOut = heldOut
    self.trainSeconds = trainSeconds
    self.millisecondsPerClip = millisecondsPerClip
    self.passes = passes
    self.hasDiverged = hasDiverged
  }

  /// Whether it was stopped before its recipe was over.
  public var isCut: Bool { passes?.areCut ?? false }
}
