#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A change of annotations or clips that can be taken back.
public indirect enum LibraryEdit: Sendable, Hashable, Codable {
  /// A new annotation.
  case add(Annotation)
  /// An annotation goes.
  case remove(Annotation)
  /// An annotation changes and keeps its identity; it may go to another clip.
  case replace(Annotation, with: Annotation)
  /// A clip covers other samples of its recording; nil: all of them. The file is not touched.
  case trim(clip: ID<Clip>, from: Range<Int>?, to: Range<Int>?)
  /// A new clip of a recording.
  case addClip(NewClip)
  /// A clip without annotations goes; its recording stays.
  case removeClip(NewClip)
  /// The classes change: which there are, their order, and what is known of them.
  case labelSet(from: LabelSet, to: LabelSet)
  /// Several changes that belong together, in order.
  case batch([LibraryEdit])

  /// What an edit is about.
  public enum Subject: Sendable, Hashable {
    /// An annotation.
    case annotation(UUID)
    /// A clip: its span, or whether it is there.
    case clip(ID<Clip>)
    /// The classes.
    case labelSet
  }

  /// The edit that takes this one back.
  public var inverse: LibraryEdit {
    switch self {
    case .add(let annotation): .remove(annotation)
    case .remove(let annotation): .add(annotation)
    case .replace(let old, let new): .replace(new, with: old)
    case .trim(let clip, let old, let new): .trim(clip: clip, from: new, to: old)
    case .addClip(let clip): .removeClip(clip)
    case .removeClip(let clip): .addClip(clip)
    case .labelSet(let old, let new): .labelSet(from: new, to: old)
    case .batch(let edits): .batch(edits.reversed().map(\.inverse))
    }
  }

  /// The single changes in order, batches opened.
  public var steps: [LibraryEdit] {
    if case .batch(let edits) = self { edits.flatMap(\.steps) } else { [self] }
  }

  /// The clips that change or whose annotations change, each once, in order.
  public var clips: [ID<Clip>] {
    var seen: Set<ID<Clip>> = []
    return steps.flatMap(\.ownClips).filter { seen.insert($0).inserted }
  }

  private var ownClips: [ID<Clip>] {
    switch self {
    case .add(let annotation), .remove(let annotation): [annotation.clip]
    case .replace(let old, let new): old.clip == new.clip ? [new.clip] : [old.clip, new.clip]
    case .trim(let clip, _, _): [clip]
    case .addClip(let clip), .removeClip(let clip): [clip.clip]
    case .labelSet, .batch: []
    }
  }

  /// The labels that it gives or takes.
  public var labels: Set<String> {
    Set(
      steps.flatMap { step -> [String] in
        switch step {
        case .add(let annotation), .remove(let annotation): [annotation.label]
        case .replace(let old, let new): [old.label, new.label]
        case .labelSet(let old, let new):
          Set(old.names).symmetricDifference(new.names).sorted()
        case .trim, .addClip, .removeClip, .batch: []
        }
      })
  }

  /// Whether clips themselves change: which there are, or what they cover.
  public var changesClips: Bool {
    steps.contains { step in
      switch step {
      case .trim, .addClip, .removeClip: true
      case .add, .remove, .replace, .labelSet, .batch: false
      }
    }
  }

  /// What it is about, in order, as often as it names it.
  public var subjects: [Subject] {
    steps.flatMap { step -> [Subject] in
      switch step {
      case .add(let annotation), .remove(let annotation): [.annotation(annotation.id)]
      case .replace(let old, let new):
        old.id == new.id ? [.annotation(new.id)] : [.annotation(old.id), .annotation(new.id)]
      case .trim(let clip, _, _): [.clip(clip)]
      case .addClip(let clip), .removeClip(let clip): [.clip(clip.clip)]
      case .labelSet: [.labelSet]
      case .batch: []
      }
    }
  }

  /// What the edit does, in a few words: `yes on 3 clips`.
  public var summary: String {
    if case .labelSet = self { return "label set" }
    return changesClips ? clipSummary : renamed + labelSummary
  }

  private var labelSummary: String {
    let steps = steps
    if steps.count == 1, case .replace(let old, let new) = steps[0],
      let words = new.difference(from: old)
    {
      return words
    }
    let clipCount = clips.count
    let place = clipCount == 1 ? "" : " on \(clipCount) clips"
    let labels = Set(
      steps.compactMap { step -> String? in
        switch step {
        case .add(let annotation), .replace(_, let annotation): annotation.label
        case .remove, .trim, .addClip, .removeClip, .labelSet, .batch: nil
        }
      })
    if labels.isEmpty { return "label cleared" + place }
    return labels.sorted().joined(separator: ", ") + place
  }

  private var clipSummary: String {
    let added = steps.count { if case .addClip = $0 { true } else { false } }
    let removed = steps.count { if case .removeClip = $0 { true } else { false } }
    let isTrimmed = steps.contains { if case .trim = $0 { true } else { false } }
    switch (added, removed) {
    case (0, 0): return "clip trimmed"
    case (_, 0): return isTrimmed ? "clip cut into \(added + 1)" : "\(added) new clips"
    default: return "\(removed) \(removed == 1 ? "clip" : "clips") removed"
    }
  }
}
