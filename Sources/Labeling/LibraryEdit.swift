#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A change of annotations that can be taken back.
public indirect enum LibraryEdit: Sendable, Hashable, Codable {
  /// A new annotation.
  case add(Annotation)
  /// An annotation goes.
  case remove(Annotation)
  /// An annotation changes and keeps its identity.
  case replace(Annotation, with: Annotation)
  /// Several changes that belong together, in order.
  case batch([LibraryEdit])

  /// The edit that takes this one back.
  public var inverse: LibraryEdit {
    switch self {
    case .add(let annotation): .remove(annotation)
    case .remove(let annotation): .add(annotation)
    case .replace(let old, let new): .replace(new, with: old)
    case .batch(let edits): .batch(edits.reversed().map(\.inverse))
    }
  }

  /// The single changes in order, batches opened.
  public var steps: [LibraryEdit] {
    if case .batch(let edits) = self { edits.flatMap(\.steps) } else { [self] }
  }

  /// The clips whose annotations change, each once, in order.
  public var clips: [ID<Clip>] {
    var seen: Set<ID<Clip>> = []
    return steps.compactMap { step in
      let clip: ID<Clip>? =
        switch step {
        case .add(let annotation), .remove(let annotation), .replace(_, let annotation):
          annotation.clip
        case .batch: nil
        }
      return clip.flatMap { seen.insert($0).inserted ? $0 : nil }
    }
  }

  /// The annotations that it names, in order, as often as it names them.
  public var annotations: [UUID] {
    steps.flatMap { step -> [UUID] in
      switch step {
      case .add(let annotation), .remove(let annotation): [annotation.id]
      case .replace(let old, let new): old.id == new.id ? [new.id] : [old.id, new.id]
      case .batch: []
      }
    }
  }

  /// What the edit does, in a few words: `yes on 3 clips`.
  public var summary: String {
    let clipCount = clips.count
    let place = clipCount == 1 ? "" : " on \(clipCount) clips"
    let labels = Set(
      steps.compactMap { step -> String? in
        switch step {
        case .add(let annotation), .replace(_, let annotation): annotation.label
        case .remove, .batch: nil
        }
      })
    if labels.isEmpty { return "label cleared" + place }
    return labels.sorted().joined(separator: ", ") + place
  }
}
