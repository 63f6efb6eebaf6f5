import Acoustics
import Labeling

/// Where a session stopped, so that the next one goes on there.
public struct Session: Sendable, Equatable, Codable {
  /// The path of the clip under the cursor, in hexadecimal of its bytes.
  public var clipPathHex: String
  /// The clip's row, which tells apart the clips of one recording.
  public var clip: Int64?
  /// The order of the list.
  public var order: ClipOrder
  /// The view of the clip.
  public var view: ClipView
  /// The colour map, nil for the theme's own.
  public var colorMap: String?

  /// The model in use: its path, or its name.
  public var model: String?
  /// The theme, nil for the usual one.
  public var theme: String?
  /// The scale of frequencies, nil for the linear one.
  public var scale: FrequencyScale?
  /// Filters by the names that they were saved under, where an earlier version kept them here.
  public private(set) var filters: [String: String]?
  /// The panes under the picture, nil for none.
  public var panes: [PaneKind]?

  /// Makes a session.
  public init(
    clipPathHex: String, clip: Int64? = nil, order: ClipOrder, view: ClipView, colorMap: String?,
    model: String? = nil, scale: FrequencyScale? = nil, theme: String? = nil,
    panes: [PaneKind]? = nil
  ) {
    self.clipPathHex = clipPathHex
    self.clip = clip
    self.order = order
    self.view = view
    self.colorMap = colorMap
    self.model = model
    self.scale = scale
    self.theme = theme
    self.panes = panes
  }
}
