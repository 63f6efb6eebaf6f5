import Acoustics
import CellCanvas
import Labeling

/// A view on its way to a file.
public struct ViewExport: Sendable, Equatable {
  /// What the file is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Pixels.
    case png
    /// Shapes.
    case svg
    /// Text with the escape sequences of colors.
    case ansi
    /// Text alone.
    case txt
    /// The values shown.
    case csv

    /// The endings for help and refusals: `.png, .svg, .ansi, .txt or .csv`.
    static let endings: String = {
      let all = allCases.map { "." + $0.rawValue }
      return all.dropLast().joined(separator: ", ") + " or " + (all.last ?? "")
    }()

    /// The kind of a name by its ending; nil without a known one.
    public init?(ofName name: String) {
      guard let dot = name.lastIndex(of: "."), !name[dot...].contains("/") else { return nil }
      self.init(rawValue: name[name.index(after: dot)...].lowercased())
    }
  }

  /// The name as it was typed: relative names begin where the program was started.
  public let name: String
  /// What the file is.
  public let kind: Kind
  /// Heading, axes, picture, marks and lanes.
  public let screen: Screen
  /// The values: the feature as it is drawn; nil where the view is no picture of a clip.
  public let picture: ClipPicture?
  /// The values of a view that is none, as CSV; nil where it has none.
  public let table: String?
  /// The frequencies shown; nil for all.
  public let hertz: ClosedRange<Float>?
  /// Whether a file of that name is replaced.
  public let mayReplace: Bool
}

/// What came of an export.
public enum ViewExportAnswer: Sendable, Equatable {
  /// The file is written; its path in full.
  case written(path: String)
  /// A file of that name is there, and was left alone.
  case exists(name: String)
}
