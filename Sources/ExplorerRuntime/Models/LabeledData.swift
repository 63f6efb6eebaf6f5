import Digests
import Explorer
import Foundation
import LabelStore
import Labeling
import Recognition
import SoundFiles

/// Clips to learn from and to be judged by, as a folder, a library or a table gives them.
public struct LabeledData: Sendable {
  /// One clip.
  public struct Item: Sendable, Hashable {
    /// Its recording, relative to the folder of the data; absolute where it lies outside.
    public var path: RecordingPath
    /// Its recording, as people are shown it: from where the data were named.
    public var shown: RecordingPath
    /// Where its samples are.
    public var place: ClipPlace
    /// Its class, nil where it has none.
    public var label: String?
    /// The speaker, the place or the fold.
    public var group: String?
    /// The part of the data set that is named for it.
    public var split: String?
    /// The hash of its samples, nil while unknown.
    public var contentHash: String?
    /// The clip of the library, nil where there is none.
    public var clip: ID<Clip>?
  }

  /// The absolute folder that paths are relative to.
  public let folder: [UInt8]
  /// The clips in the order of their paths, or of the table.
  public var items: [Item]
  /// The classes of the library in its order; empty without one.
  public let labelOrder: [String]
  /// How many clips have several labels in the library, of which the first is their class.
  public let severalCount: Int
  /// What could not be read on the way.
  public let failures: [Failure]

  init(
    folder: [UInt8], items: [Item], labelOrder: [String] = [], severalCount: Int = 0,
    failures: [Failure] = []
  ) {
    self.severalCount = severalCount
    self.folder = folder
    self.items = items
    self.labelOrder = labelOrder
    self.failures = failures
  }

  /// The clips that have a class.
  public var labeled: LabeledData {
    var data = self
    data.items.removeAll { $0.label == nil }
    return data
  }

  /// The clips as training sees them; one without a class has an empty one.
  public var clips: [LabeledClip] {
    items.map { item in
      LabeledClip(
        path: item.path, label: item.label ?? "", group: item.group, split: item.split,
        contentHash: item.contentHash)
    }
  }

  /// The recordings of clips that are there more than once, with different classes.
  public var contradictions: [RecordingPath] {
    var classes: [ClipPlace: String] = [:]
    var found: [RecordingPath] = []
    var told: Set<RecordingPath> = []
    for item in items {
      guard let label = item.label else { continue }
      let first = classes[item.place] ?? label
      classes[item.place] = first
      if first != label, told.insert(item.shown).inserted { found.append(item.shown) }
    }
    return found
  }

  /// The classes that clips have, but for noise to mix in: in the library's order, then by name.
  public var labels: [String] {
    var found = Set(items.compactMap(\.label))
    found.remove(FolderLabel.backgroundNoise)
    let known = labelOrder.filter(found.contains)
    return known + found.subtracting(known).sorted()
  }

  /// What says which clips belong together where the user says nothing.
  ///
  /// It is what a table or a name gives, else the speakers of speech_commands.
  public var usualGroups: GroupRule {
    if items.contains(where: { $0.group != nil }) { return .given }
    return items.contains { $0.path.isHashed } ? .beforeNoHash : .given
  }

  /// The rate of most recordings, by some that are spread over all; nil where none can be read.
  public func usualRate(looks: Int = 32) -> Double? {
    let count = min(looks, items.count)
    var counts: [Double: Int] = [:]
    for look in 0..<count {
      do {
        let facts = try SoundFile.probe(items[look * items.count / count].place.path)
        counts[facts.sampleRate, default: 0] += 1
      } catch {
        // It is told when all of it is read.
        continue
      }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// The hash of all that a training depends on: paths, classes, groups, parts and samples.
  public var hash: String {
    var hash = SHA256Hasher()
    for clip in clips {
      let fields = [clip.label, clip.group ?? "", clip.split ?? "", clip.contentHash ?? ""]
      hash.update(clip.path.bytes + Array(("\0" + fields.joined(separator: "\0") + "\n").utf8))
    }
    return hash.hexadecimal
  }

  /// A file in the folder of the data as text, nil if it is not there.
  public func text(named name: String) throws(Failure) -> String? {
    let path = FilePath.join(folder, Array(name.utf8))
    return FilePath.facts(path) == nil ? nil : try LabelTable.text(path)
  }

  /// The original's lists of validation and testing, nil where neither is there.
  public func splitLists() throws(Failure) -> SplitLists? {
    let validation = try text(named: "validation_list.txt")
    let testing = try text(named: "testing_list.txt")
    guard validation != nil || testing != nil else { return nil }
    return SplitLists(validation: validation ?? "", testing: testing ?? "")
  }
}

/// Where the samples of a clip are.
public struct ClipPlace: Sendable, Hashable {
  /// A part of a recording.
  public enum Part: Sendable, Hashable {
    /// Samples at the recording's own rate.
    case samples(Range<Int>)
    /// Seconds.
    case seconds(ClosedRange<Double>)
  }

  /// The absolute path of the recording.
  public var path: [UInt8]
  /// The part of it; nil for all.
  public var part: Part?

  /// Makes a place.
  public init(path: [UInt8], part: Part? = nil) {
    self.path = path
    self.part = part
  }
}
