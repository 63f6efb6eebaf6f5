import Labeling

/// Which label was taken for which class, counted on the clips that have both.
public struct ConfusionTable: Sendable, Equatable {
  /// What the columns say.
  public enum Source: Sendable, Equatable {
    /// The model in use.
    case model
    /// Models that did not learn from the clip.
    case heldOut
  }

  /// The labels of the rows, in the order of the library.
  public let labels: [String]
  /// The classes of the columns; those that are labels too come first, in the same order.
  public let classes: [String]
  /// `[labels, classes]`.
  public private(set) var counts: [[Int]]

  /// Counts the clips.
  public init(_ library: Library, _ model: ModelState, _ source: Source) {
    var said: [(label: String, best: String)] = []
    for clip in library.clips {
      if let label = clip.label, let best = model.said(of: clip, source) {
        said.append((label, best))
      }
    }
    let truths = Set(said.map(\.label))
    let known = source == .model ? model.card?.labels ?? [] : []
    let heard = Set(said.map(\.best)).union(known)
    labels = library.labels.names.filter { truths.contains($0) || heard.contains($0) }
    let shared = labels
    let others = Set(shared)
    classes =
      shared.filter(heard.contains) + known.filter { !others.contains($0) }
      + heard.subtracting(others).subtracting(known).sorted()
    let rows = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    let columns = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
    counts = [[Int]](
      repeating: [Int](repeating: 0, count: classes.count), count: labels.count)
    for (label, best) in said {
      if let row = rows[label], let column = columns[best] { counts[row][column] += 1 }
    }
  }

  /// Clips that were counted.
  public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

  /// Clips of which label and class are the same.
  public var agreeing: Int {
    labels.indices.reduce(0) { sum, row in
      sum + (classes.firstIndex(of: labels[row]).map { counts[row][$0] } ?? 0)
    }
  }

  /// Clips of a row.
  func rowTotal(_ row: Int) -> Int { counts[row].reduce(0, +) }

  /// Clips of a column.
  func columnTotal(_ column: Int) -> Int { counts.reduce(0) { $0 + $1[column] } }

  /// Whether a cell is one where both say the same.
  func isDiagonal(_ row: Int, _ column: Int) -> Bool { labels[row] == classes[column] }

  /// The share of a row that is on the diagonal; nil without clips.
  func recall(_ row: Int) -> Double? {
    let total = rowTotal(row)
    guard total > 0 else { return nil }
    let hits = classes.firstIndex(of: labels[row]).map { counts[row][$0] } ?? 0
    return Double(hits) / Double(total)
  }

  /// The share of a column that is on the diagonal; nil without clips.
  func precision(_ column: Int) -> Double? {
    let total = columnTotal(column)
    guard total > 0 else { return nil }
    let hits = labels.firstIndex(of: classes[column]).map { counts[$0][column] } ?? 0
    return Double(hits) / Double(total)
  }

  /// The mean F1 of the classes that are there.
  var macroF1: Double {
    let values = Set(labels).union(classes).compactMap { name -> Double? in
      let row = labels.firstIndex(of: name)
      let column = classes.firstIndex(of: name)
      let there = (row.map(rowTotal) ?? 0) + (column.map(columnTotal) ?? 0)
      guard there > 0 else { return nil }
      let hits = row.flatMap { row in column.map { counts[row][$0] } } ?? 0
      return 2 * Double(hits) / Double(there)
    }
    return values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  /// The cells off the diagonal that have clips, the worst first.
  var worst: [(row: Int, column: Int)] {
    var cells: [(row: Int, column: Int)] = []
    for row in labels.indices {
      for column in classes.indices where counts[row][column] > 0 && !isDiagonal(row, column) {
        cells.append((row, column))
      }
    }
    return cells.sorted {
      (-counts[$0.row][$0.column], $0.row, $0.column)
        < (-counts[$1.row][$1.column], $1.row, $1.column)
    }
  }
}

extension ModelState {
  /// The class that was said of a clip.
  func said(of clip: Clip, _ source: ConfusionTable.Source) -> String? {
    switch source {
    case .model: best(of: clip)?.label
    case .heldOut: doubts.heldOut[clip.id]
    }
  }
}

/// Where the confusion matrix is looked at.
public struct MatrixCursor: Sendable, Equatable {
  /// The row and the column, by their names, because rows may come and go.
  public internal(set) var label: String?
  /// The class of the column.
  public internal(set) var said: String?
  /// What the columns say.
  public internal(set) var source = ConfusionTable.Source.model
  /// Whether cells show the share of their row instead of counts, where there is room for one.
  public internal(set) var showsShares = false
}
