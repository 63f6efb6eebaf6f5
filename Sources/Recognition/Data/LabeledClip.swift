import Labeling

/// A clip with its class and what must stay together with it, as training and evaluation see it.
public struct LabeledClip: Sendable, Hashable {
  /// Where its recording lies.
  public var path: RecordingPath
  /// Its class.
  public var label: String
  /// The speaker, the place or the fold that a table or a name gives; nil if nothing is said.
  public var group: String?
  /// The part of the data set that a table names; nil if none.
  public var split: String?
  /// The hash of its recording's contents, nil while unknown.
  public var contentHash: String?

  /// Makes a clip.
  public init(
    path: RecordingPath, label: String, group: String? = nil, split: String? = nil,
    contentHash: String? = nil
  ) {
    self.path = path
    self.label = label
    self.group = group
    self.split = split
    self.contentHash = contentHash
  }
}
