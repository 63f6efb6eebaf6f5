/// The words around a chart; empty ones take no room.
///
/// What a terminal could take for a command is written out, as everywhere.
public struct ChartText: Sendable, Hashable {
  /// The heading, such as the file's name; its middle is cut where it is too long.
  public var title: String
  /// Facts beside the heading, such as duration and rate.
  public var details: String
  /// The settings, under the chart; up to three lines.
  public var caption: String

  /// Makes a text.
  public init(title: String = "", details: String = "", caption: String = "") {
    self.title = title
    self.details = details
    self.caption = caption
  }
}
