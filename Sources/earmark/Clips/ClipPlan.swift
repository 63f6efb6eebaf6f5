import Explorer
import ExplorerRuntime
import Labeling

/// What an export writes: clips, by the recording that they are cut from.
struct ClipPlan {
  /// What becomes a file.
  enum Kind: String, CaseIterable {
    case labels, regions

    /// The pattern of names where none is asked for.
    var pattern: String {
      switch self {
      case .labels: "{label}/{name}"
      case .regions: "{label}/{name}_{onset}-{offset}"
      }
    }
  }

  /// One clip to be written.
  struct Item: Sendable {
    /// What was said about it.
    let label: String
    /// Samples of the recording; nil for all of it.
    let span: Range<Int>?
    /// What its name is made of.
    let facts: ClipNamePattern.Facts
  }

  /// A recording and the clips that are cut from it.
  struct Group: Sendable {
    /// The recording, as the user is shown it.
    let path: RecordingPath
    /// Where it lies.
    let source: [UInt8]
    /// Its clips, in the order of time.
    let items: [Item]
    /// Why it can't be cut.
    let refusal: Failure?

    /// Clips that are cut in one go.
    private static let length = 2000

    /// Parts of it that may be cut at once, in order.
    var parts: [Group] {
      stride(from: 0, to: items.count, by: Self.length).map { first in
        Group(
          path: path, source: source,
          items: Array(items[first..<min(first + Self.length, items.count)]), refusal: refusal)
      }
    }
  }

  /// The recordings in the order of the library, those with many clips in parts.
  private(set) var groups: [Group] = []

  /// How many clips there are.
  var count: Int { groups.reduce(0) { $0 + $1.items.count } }

  /// Chooses clips from a library.
  ///
  /// - Parameter rows: The labels that were asked for.
  init(_ kind: Kind, rows: [LabelRow], library: Library, location: LibraryLocation) {
    var order: [RecordingPath] = []
    var chosen: [RecordingPath: [(clip: Clip, annotation: Annotation)]] = [:]
    for row in rows {
      guard let clip = library[row.annotation.clip] else { continue }
      let isWanted =
        switch kind {
        case .labels: clip.wholeAnnotations.contains { $0.id == row.annotation.id }
        case .regions: row.annotation.span != nil && !row.annotation.isPrediction
        }
      guard isWanted else { continue }
      let path = clip.recording.path
      if chosen[path] == nil { order.append(path) }
      chosen[path, default: []].append((clip, row.annotation))
    }
    groups = order.flatMap { path in
      Self.group(kind, path, chosen[path] ?? [], location).parts
    }
  }

  /// What makes the same file; regions that differ in frequency are one sound.
  private struct Sound: Hashable {
    let label: String
    let tier: String?
    let span: Range<Int>?
  }

  private static func group(
    _ kind: Kind, _ path: RecordingPath, _ parts: [(clip: Clip, annotation: Annotation)],
    _ location: LibraryLocation
  ) -> Group {
    let shown = location.shownPath(of: path)
    let spans = parts.map { part -> (Clip, Annotation, Range<Int>?) in
      (part.clip, part.annotation, kind == .labels ? part.clip.span : part.annotation.span)
    }.sorted { ($0.2?.lowerBound ?? 0) < ($1.2?.lowerBound ?? 0) }
    var seen: Set<Sound> = []
    let items = spans.enumerated().compactMap { place, part -> Item? in
      let (clip, annotation, span) = part
      let sound = Sound(label: annotation.label, tier: annotation.tier, span: span)
      guard seen.insert(sound).inserted else { return nil }
      let recording = clip.recording
      return Item(
        label: annotation.label, span: span,
        facts: ClipNamePattern.Facts(
          path: shown, label: annotation.label, tier: annotation.tier, group: recording.group,
          split: recording.split, span: span ?? clip.samples, sampleRate: recording.sampleRate,
          index: place + 1))
    }
    var refusal: Failure?
    if case .missing? = parts.first?.clip.recording.state {
      refusal = Failure(
        what: "Cannot read \(shown.text)", why: "it is not there any more",
        remedy: "bring it back, or scan the folder")
    }
    return Group(
      path: shown, source: location.absolutePath(of: path), items: items, refusal: refusal)
  }
}
