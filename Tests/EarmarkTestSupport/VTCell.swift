import CellCanvas

/// A colour as a terminal was told it.
public enum VTColor: Sendable, Hashable {
  /// The terminal's own.
  case standard
  /// A number of the palette.
  case indexed(Int)
  /// 24 bits.
  case rgb(RGB)
}

/// How the next cells will be painted.
public struct VTPen: Sendable, Hashable {
  /// The colour of the glyph.
  public var foreground = VTColor.standard
  /// The colour behind it.
  public var background = VTColor.standard
  /// Bold.
  public var bold = false
  /// Underlined.
  public var underline = false
  /// Colours swapped.
  public var reverse = false

  /// Makes a pen with the terminal's own colours.
  public init() {}

  /// Applies the parameters of an SGR sequence.
  /// - Returns: Whether all of them are known.
  mutating func apply(_ parameters: [Int]) -> Bool {
    var rest = parameters.isEmpty ? [0] : parameters[...]
    while let code = rest.popFirst() {
      switch code {
      case 0: self = VTPen()
      case 1: bold = true
      case 4: underline = true
      case 7: reverse = true
      case 22: bold = false
      case 24: underline = false
      case 27: reverse = false
      case 30...37: foreground = .indexed(code - 30)
      case 39: foreground = .standard
      case 40...47: background = .indexed(code - 40)
      case 49: background = .standard
      case 90...97: foreground = .indexed(code - 82)
      case 100...107: background = .indexed(code - 92)
      case 38, 48:
        guard let color = Self.extended(&rest) else { return false }
        if code == 38 { foreground = color } else { background = color }
      default: return false
      }
    }
    return true
  }

  private static func extended(_ rest: inout ArraySlice<Int>) -> VTColor? {
    switch rest.popFirst() {
    case 5: return rest.popFirst().map { .indexed($0) }
    case 2:
      let parts = rest.prefix(3).compactMap { UInt8(exactly: $0) }
      rest = rest.dropFirst(3)
      guard parts.count == 3 else { return nil }
      return .rgb(RGB(red: parts[0], green: parts[1], blue: parts[2]))
    default: return nil
    }
  }
}

/// One place of the model's screen.
public struct VTCell: Sendable, Hashable {
  /// What is shown; empty for the second half of a wide character.
  public var text = " "
  /// How it is painted.
  public var pen = VTPen()

  /// Makes a blank.
  public init(text: String = " ", pen: VTPen = VTPen()) {
    self.text = text
    self.pen = pen
  }
}
