import Labeling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// An entry of the history, as its list shows it.
public struct HistoryLine: Sendable, Equatable {
  /// Its number.
  public let number: Int64
  /// When it was done.
  public let at: Date
  /// Who did it.
  public let author: String
  /// How it came about.
  public let kind: CommittedEdit.Kind
  /// What it did, in a few words.
  public let summary: String
  /// The clips that it is about.
  public let clips: [ID<Clip>]
  /// Whether it is taken back.
  public let isUndone: Bool
  /// What a filter looks at, in lower case.
  let text: String

  /// Makes a line.
  ///
  /// - Parameter labels: The labels that it gives or takes.
  public init(
    number: Int64, at: Date, author: String, kind: CommittedEdit.Kind, summary: String,
    clips: [ID<Clip>], labels: Set<String>, isUndone: Bool
  ) {
    self.number = number
    self.at = at
    self.author = author
    self.kind = kind
    self.summary = summary
    self.clips = clips
    self.isUndone = isUndone
    text = ([author, summary] + labels.sorted()).joined(separator: "\n").lowercased()
  }
}

/// The history over the screen.
public struct HistoryList: Sendable, Equatable {
  /// The entries that were read so far, the newest first.
  private(set) var lines: [HistoryLine] = []
  /// Whether all are read.
  private(set) var isComplete = false
  /// Whose edits alone are shown; nil shows those of all.
  let author: String?
  /// The places of lines that the filter lets through.
  private(set) var shown: [Int] = []
  /// The line under the cursor, a place in `shown`.
  private(set) var cursor = 0
  /// What was typed to find lines.
  private(set) var filter = ""
  /// Whether a filter is being typed.
  var isTyping = false
  /// Whether what is shown is read again.
  private(set) var isStale = false
  /// Whether the newest lines are asked for again.
  var isAskedAgain = false

  /// An empty list.
  ///
  /// - Parameter author: Whose edits alone are shown, as a blind review asks; nil shows all.
  init(of author: String? = nil) { self.author = author }

  /// The line under the cursor, nil in an empty list.
  var current: HistoryLine? {
    shown.indices.contains(cursor) ? lines[shown[cursor]] : nil
  }

  /// The number before which lines are wanted; nil where there is none yet.
  var oldest: Int64? { lines.last?.number }

  /// Takes lines that were read.
  mutating func take(_ more: [HistoryLine], isLast: Bool, _ library: Library) {
    let number = current?.number
    if isStale { (lines, shown) = ([], []) }
    (isStale, isAskedAgain) = (false, false)
    let start = lines.count
    lines += more
    isComplete = isLast
    shown += (start..<lines.count).filter { holds(lines[$0], library) }
    if let number, let place = shown.firstIndex(where: { lines[$0].number == number }) {
      cursor = place
    }
    move(by: 0)
  }

  /// Begins to read again; what is shown stays until then.
  mutating func readAgain() {
    isStale = true
    isComplete = false
  }

  /// Moves the cursor, kept inside the list.
  mutating func move(by step: Int) { cursor = max(0, min(shown.count - 1, cursor + step)) }

  /// Shows the lines that have every word of a text: of who, what, or the path of a clip.
  mutating func find(_ text: String, _ library: Library) {
    filter = text
    shown = lines.indices.filter { holds(lines[$0], library) }
    cursor = 0
  }

  private func holds(_ line: HistoryLine, _ library: Library) -> Bool {
    guard author == nil || line.author == author else { return false }
    return filter.lowercased().split(separator: " ").allSatisfy { word in
      line.text.contains(word)
        || line.clips.contains {
          library[$0]?.recording.path.contains(lowercased: String(word)) ?? false
        }
    }
  }
}
