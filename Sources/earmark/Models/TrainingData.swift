import Explorer
import ExplorerRuntime
import Labeling
import Recognition

/// Clips that are read and divided, ready to be learnt from.
struct TrainingData {
  /// The clips and their samples.
  let loaded: LoadedData
  /// What divided them.
  let rule: SplitRule
  /// The part of each.
  let split: Split
  /// What is learnt from.
  let set: TrainingSet
  /// Which classes are told apart.
  let classes: ClassRule
  /// What says which clips belong together.
  let groups: GroupRule

  /// Clips of a kind that are named in a warning.
  private static let named = 2

  /// Divides clips.
  ///
  /// - Throws: Why nothing can be learnt from them.
  init(
    _ loaded: LoadedData, rule: SplitRule, classes: ClassRule, groups: GroupRule
  ) throws(Failure) {
    self.loaded = loaded
    self.rule = rule
    self.groups = groups
    self.classes = classes
    do {
      split = try rule.split(loaded.clips)
    } catch {
      throw Failure(error)
    }
    do {
      set = try TrainingSet(loaded.clips, split: split, classes: classes)
    } catch {
      throw Failure(error)
    }
  }

  /// Refuses clips that a network that gives labels in order can't hear at once.
  ///
  /// - Throws: Which clip it is.
  func checkStrings(for plan: TrainingPlan) throws(Failure) {
    guard plan.architecture.answers == .sequence else { return }
    let frontEnd = plan.recipe.frontEnd
    for part in SplitPart.allCases {
      for entry in set.entries(of: part) {
        guard let clip = entry.clip, let labels = entry.sequence else { continue }
        let samples: [Float]
        do {
          samples = try loaded.samples.samples(of: clip)
        } catch {
          throw Failure(
            what: "Cannot train on these clips", why: error.why, remedy: "bring the clip back")
        }
        guard let why = frontEnd.refusal(ofClip: samples.count, labels: labels) else { continue }
        let milliseconds = Int(1_000 * Double(samples.count) / frontEnd.sampleRate) + 1
        throw Failure(
          what: "Cannot train on \(loaded.data.items[clip].shown.text)", why: why,
          remedy: "leave it out, or let the model hear more at once, such as with"
            + " --clip-duration-ms \(2 * milliseconds)")
      }
    }
  }

  /// The group of every clip.
  var groupNames: [String?] { loaded.clips.map { groups.group(of: $0) } }

  /// What is wrong with the parts, a sentence each.
  var warnings: [String] {
    var warnings: [String] = []
    let leaks = split.leaks(in: loaded.clips, groups: groups)
    let shared = leaks.filter { $0.kind == .group }
    if !shared.isEmpty {
      let names = shared.prefix(3).map(\.key).joined(separator: ", ")
      let more = shared.count > 3 ? " and \(Format.count(shared.count - 3)) more" : ""
      warnings.append(
        "warning: \(names)\(more) \(shared.count == 1 ? "is a group" : "are groups") in several"
          + " parts, so the figures say nothing about a new one; --hold-out tests one")
    }
    let same = leaks.filter { $0.kind == .contents }
    if let first = same.first {
      let names = first.places.prefix(Self.named).map { loaded.data.items[$0].shown.text }
      let count =
        same.count == 1 ? "the same sound is" : "\(Format.count(same.count)) sounds are"
      warnings.append(
        "warning: \(count) in several parts, such as \(names.joined(separator: " and "))"
          + ", so the figures flatter")
    }
    warnings += listWarnings
    if set.entries(of: .testing).isEmpty {
      warnings.append("no clip is left to test on; label more, or choose another --split")
    }
    return warnings
  }

  /// That noise is to be mixed in and there is none; nil where there is.
  func noiseWarning(for recipe: Recipe) -> String? {
    guard recipe.augmentation.samples.background != nil, loaded.noises.isEmpty else { return nil }
    let seconds = Format.number(recipe.frontEnd.seconds, decimals: 1)
    return "there is no background noise to mix in: \(FolderLabel.backgroundNoise) holds no"
      + " recording longer than the \(seconds) s of a clip"
  }

  /// What is wrong with lists that name parts.
  private var listWarnings: [String] {
    guard case .lists(let lists) = rule else { return [] }
    let missing = lists.missing(from: loaded.clips.map(\.path))
    return [
      (lists.doubled, "in both lists, and is tested on", "in both lists, and are tested on"),
      (missing, "in a list but no clip here", "in a list but no clips here"),
    ].compactMap { paths, one, several in
      paths.min().map { first in
        paths.count == 1
          ? "warning: \(first) is \(one)"
          : "warning: \(Format.count(paths.count)) paths are \(several), such as \(first)"
      }
    }
  }

  /// What there is, in a line.
  var summary: String {
    let count = { (part: SplitPart) in Format.count(set.entries(of: part).count) }
    return "\(count(.training)) to learn from, \(count(.validation)) to choose on,"
      + " \(count(.testing)) to test on, divided \(rule.words)"
  }
}
