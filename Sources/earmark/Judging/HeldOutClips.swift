import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import Recognition

/// Clips that a model did not learn from.
struct HeldOutClips {
  /// Which clips are meant.
  enum Choice: String, ExpressibleByArgument, CaseIterable {
    case validation, test, all
  }

  /// The clips, all with a class.
  let items: [LabeledData.Item]
  private let labels: [String]

  /// Chooses clips as the model divides them.
  ///
  /// - Throws: That nothing is left, or that labels are not the model's.
  init(
    _ found: LabeledData, of file: ModelFile, _ choice: Choice?, _ reporter: Reporter
  ) throws(Failure) {
    labels = file.configuration.labels
    let split = choice == .all ? nil : try HeldOutClips.split(found, file.configuration)
    if split == nil, choice != .all {
      reporter.note(
        "the model can't tell which of these clips it learnt from, so all are taken; the figures"
          + " flatter if it did")
    }
    let wanted: SplitPart = choice == .test ? .testing : .validation
    let part = found.items.indices.filter { place in
      let label = found.items[place].label
      return label != nil && label != FolderLabel.backgroundNoise
        && (split.map { $0.parts[place] == wanted } ?? true)
    }
    items = part.map { found.items[$0] }
    guard !items.isEmpty else {
      throw Failure(
        what: "Cannot use these clips",
        why: split == nil
          ? "none has a label" : "none is in the \(wanted.rawValue) part of the model",
        remedy: split == nil ? "label some clips" : "use --split all for clips that it never had")
    }
    do {
      try file.configuration.check(labels: items.compactMap(\.label))
    } catch {
      throw Failure(error)
    }
  }

  /// The class of each clip in the model.
  func classes(of items: [LabeledData.Item]) throws(Failure) -> [Int] {
    let unknown = labels.firstIndex(of: ClassRule.unknown)
    return items.compactMap { item in
      item.label.flatMap { labels.firstIndex(of: $0) } ?? unknown
    }
  }

  /// How the model divides clips; nil where it does not say, or where lists are missing.
  private static func split(
    _ found: LabeledData, _ configuration: ModelConfiguration
  ) throws(Failure) -> Split? {
    let rule: SplitRule
    switch configuration.split {
    case nil: return nil
    case .rule(let known): rule = known
    case .lists(let hash):
      guard let lists = try found.splitLists(), lists.hash == hash else { return nil }
      rule = .lists(lists)
    }
    do {
      return try rule.split(found.clips)
    } catch {
      return nil
    }
  }
}
