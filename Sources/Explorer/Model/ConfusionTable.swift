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

  /// A cell: places among the labels and the classes.
  struct Cell: Sendable, Hashable {
    let row, column: Int
  }

  /// The labels of the rows, in the order of the library.
  public let labels: [String]
  /// The classes of the columns; those that are labels too come first, in the same order.
  public let classes: [String]
  /// `[labels, classes]`.
  public let counts: [[Int]]
  /// The cells off the diagonal that have clips, the worst first.
  let worst: [Cell]
  private let clips: [Cell: [ID<Clip>]]
  private let rowTotals, columnTotals: [Int]
  /// The class that is right for each label, where there is one.
  private let classOfLabel: [Int?]
  /// The clips for which each class is right.
  private let hitsOfClass: [Int]

  /// Counts the clips.
  public init(_ library: Library, _ model: ModelState, _ source: Source) {
    let found = FoundPairs(library, model, source)
    let known = source == .model ? model.card?.labels ?? [] : []
    let heard = found.heard.union(known)
    let truths = Set(found.labels)
    labels = library.labels.names.filter { truths.contains($0) || heard.contains($0) }
    let shared = Set(labels)
    classes =
      labels.filter(heard.contains) + known.filter { !shared.contains($0) }
      + heard.subtracting(shared).subtracting(known).sorted()
    let rows = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    let columns = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: classes.count), count: labels.count)
    var clips: [Cell: [ID<Clip>]] = [:]
    for (pair, members) in found.clips {
      guard let row = rows[found.labels[pair.row]], let column = columns[found.classes[pair.column]]
      else { continue }
      counts[row][column] = members.count
      clips[Cell(row: row, column: column)] = members
    }
    self.counts = counts
    self.clips = clips
    rowTotals = counts.map { $0.reduce(0, +) }
    columnTotals = classes.indices.map { column in counts.reduce(0) { $0 + $1[column] } }
    let diagonal = labels.map { label in
      columns[source == .model ? model.target(of: label) ?? label : label]
    }
    classOfLabel = diagonal
    var hits = [Int](repeating: 0, count: classes.count)
    for (row, column) in diagonal.enumerated() {
      if let column { hits[column] += counts[row][column] }
    }
    hitsOfClass = hits
    worst = clips.keys.filter { diagonal[$0.row] != $0.column }.sorted {
      (-counts[$0.row][$0.column], $0.row, $0.column)
        < (-counts[$1.row][$1.column], $1.row, $1.column)
    }
  }

  /// Clips that were counted.
  public var total: Int { rowTotals.reduce(0, +) }

  /// Clips of which label and class are the same.
  public var agreeing: Int { labels.indices.reduce(0) { $0 + hits($1) } }

  private func hits(_ row: Int) -> Int { classOfLabel[row].map { counts[row][$0] } ?? 0 }

  /// Clips of a row.
  func rowTotal(_ row: Int) -> Int { rowTotals[row] }

  /// Clips of a column.
  func columnTotal(_ column: Int) -> Int { columnTotals[column] }

  /// Whether a cell is one where both say the same.
  func isDiagonal(_ cell: Cell) -> Bool { classOfLabel[cell.row] == cell.column }

  /// The clips of a cell.
  func count(_ cell: Cell) -> Int { counts[cell.row][cell.column] }

  /// The clips of a cell in the order of the library.
  func clips(_ cell: Cell) -> [ID<Clip>] { clips[cell] ?? [] }

  /// The share of a row that is in a cell, 0…1.
  func share(_ cell: Cell) -> Double { Double(count(cell)) / Double(max(1, rowTotals[cell.row])) }

  /// The share of a row that is on the diagonal; nil without clips.
  func recall(_ row: Int) -> Double? {
    rowTotals[row] > 0 ? Double(hits(row)) / Double(rowTotals[row]) : nil
  }

  /// The share of a column that is on the diagonal; nil without clips.
  func precision(_ column: Int) -> Double? {
    guard columnTotals[column] > 0 else { return nil }
    return Double(hitsOfClass[column]) / Double(columnTotals[column])
  }

  /// The mean F1 of the classes that clips have as labels; one that nobody gave has no F1.
  package var macroF1: Double {
    let rows = labels.indices.filter { rowTotals[$0] > 0 }
    let given = Dictionary(grouping: rows) { classOfLabel[$0] }
    let values = given.flatMap { column, rows -> [Double] in
      guard let column else { return rows.map { _ in 0 } }
      let truths = rows.reduce(0) { $0 + rowTotals[$1] }
      return [2 * Double(hitsOfClass[column]) / Double(truths + columnTotals[column])]
    }
    return values.isEmpty ? 0 : values.sorted().reduce(0, +) / Double(values.count)
  }
}

/// The clips that have a label and a class, by both.
private struct FoundPairs {
  /// The labels in the order in which they were met.
  private(set) var labels: [String] = []
  let classes: [String]
  /// `[labels, classes]`.
  private var members: [[ID<Clip>]] = []

  init(_ library: Library, _ model: ModelState, _ source: ConfusionTable.Source) {
    let heldOut = model.doubts.heldOut
    classes =
      source == .model ? model.card?.labels ?? [] : Set(heldOut.values).sorted()
    let columns = Dictionary(classes.enumerated().map { ($1, $0) }) { first, _ in first }
    var rows: [String: Int] = [:]
    let clips = library.clips
    for place in clips.indices {
      guard let label = clips[place].label else { continue }
      let id = clips[place].id
      let said =
        source == .model
        ? model.prediction(of: id, clips[place].span)?.best?.label
        : heldOut[id].flatMap { columns[$0] }
      guard let said, classes.indices.contains(said) else { continue }
      // Noise to mix in is right or wrong only for a model that knows what silence is.
      if label == FolderLabel.backgroundNoise,
        source == .heldOut || model.target(of: label) == nil
      {
        continue
      }
      let row = rows[label] ?? labels.count
      if row == labels.count {
        rows[label] = row
        labels.append(label)
        members += [[ID<Clip>]](repeating: [], count: classes.count)
      }
      members[row * classes.count + said].append(id)
    }
  }

  /// The pairs that have clips, with these in the order of the library.
  var clips: [(cell: ConfusionTable.Cell, clips: [ID<Clip>])] {
    members.enumerated().compactMap { place, members in
      members.isEmpty
        ? nil
        : (
          ConfusionTable.Cell(row: place / classes.count, column: place % classes.count), members
        )
    }
  }

  /// The classes that were said of a clip.
  var heard: Set<String> { Set(clips.map { classes[$0.cell.column] }) }
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
  /// The clips of a cell that are being played.
  var hearing: CellHearing?
}
