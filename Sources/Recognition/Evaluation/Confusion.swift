/// How often each class was taken for each other: rows are the truth, columns what was said.
public struct Confusion: Sendable, Hashable {
  /// How many classes there are.
  public let classCount: Int
  /// `[classes, classes]`, row after row.
  public private(set) var counts: [Int]

  /// Makes an empty table.
  public init(classCount: Int) {
    self.classCount = classCount
    counts = [Int](repeating: 0, count: classCount * classCount)
  }

  /// Makes the table of what is true and what was said, clip by clip.
  public init(classCount: Int, truth: [Int], said: [Int]) {
    self.init(classCount: classCount)
    for (truth, said) in zip(truth, said) { add(truth: truth, said: said) }
  }

  /// Counts a clip.
  public mutating func add(truth: Int, said: Int) { counts[truth * classCount + said] += 1 }

  /// How many clips of a class were taken for another, or for itself.
  public subscript(truth: Int, said: Int) -> Int { counts[truth * classCount + said] }

  /// The rows.
  public var rows: [[Int]] {
    (0..<classCount).map { Array(counts[($0 * classCount)..<(($0 + 1) * classCount)]) }
  }

  /// How many clips were counted.
  public var total: Int { counts.reduce(0, +) }

  /// How many were taken for what they are.
  public var correct: Int { (0..<classCount).reduce(0) { $0 + self[$1, $1] } }

  /// The share of those; 0 without clips.
  public var accuracy: Double { total == 0 ? 0 : Double(correct) / Double(total) }

  /// Figures of one class.
  public struct ClassFigures: Sendable, Hashable {
    /// The share of what was said to be of the class that is.
    public let precision: Double
    /// The share of the class that was found.
    public let recall: Double
    /// The harmonic mean of both.
    public let f1: Double
    /// How many clips are of the class.
    public let count: Int
  }

  /// The figures of a class; 0 where there is nothing to divide by.
  public func figures(of label: Int) -> ClassFigures {
    let hits = self[label, label]
    let there = (0..<classCount).reduce(0) { $0 + self[label, $1] }
    let said = (0..<classCount).reduce(0) { $0 + self[$1, label] }
    func share(_ part: Int, _ whole: Int) -> Double {
      whole == 0 ? 0 : Double(part) / Double(whole)
    }
    return ClassFigures(
      precision: share(hits, said), recall: share(hits, there), f1: share(2 * hits, there + said),
      count: there)
  }

  /// The classes that are there or were said to be, in order.
  public var presentClasses: [Int] {
    (0..<classCount).filter { label in
      (0..<classCount).contains { self[label, $0] > 0 || self[$0, label] > 0 }
    }
  }

  /// The mean F1 of ``presentClasses``, those that are no words among them; 0 without any.
  public var macroF1: Double {
    let present = presentClasses
    guard !present.isEmpty else { return 0 }
    return present.reduce(0) { $0 + figures(of: $1).f1 } / Double(present.count)
  }
}
