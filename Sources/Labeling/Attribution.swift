/// What a folder, a file name or a table says about a recording before anybody labelled it.
public struct Attribution: Sendable, Hashable {
  /// The class; nil if nothing is said about it.
  public var label: String?
  /// What must stay together in a split: the speaker, the place, the fold.
  public var group: String?
  /// The part of the data set: `train`, `validation`, `test`.
  public var split: String?
  /// What said so.
  public var origin: Origin

  /// Makes an attribution.
  public init(
    label: String? = nil, group: String? = nil, split: String? = nil, origin: Origin = .folder
  ) {
    self.label = label
    self.group = group
    self.split = split
    self.origin = origin
  }
}
