extension KeyChord {
  /// Reads a chord such as `j`, `é`, `Space`, `Ctrl-D`, `S-Tab`, `Alt-x` or `F1`, or gives nil.
  ///
  /// `Ctrl-` makes letters lowercase, because a terminal sends the same byte for both; `S-` goes
  /// with keys that send no character, because a character has Shift already in it.
  public init?(notation: String) {
    var rest = Substring(notation)
    var (control, alt, shift) = (false, false, false)
    while rest.count > 1 {
      if !control, let after = rest.dropping(prefix: "Ctrl-") {
        (control, rest) = (true, after)
      } else if !alt, let after = rest.dropping(prefix: "Alt-") {
        (alt, rest) = (true, after)
      } else if !shift, let after = rest.dropping(prefix: "S-") {
        (shift, rest) = (true, after)
      } else {
        break
      }
    }
    guard let key = Key(name: rest) else { return nil }
    switch key {
    case .character(let character):
      guard !shift else { return nil }
      let lowered = control ? Character(character.lowercased()) : character
      self.init(.character(lowered), control: control, alt: alt)
    default:
      self.init(key, control: control, alt: alt, shift: shift)
    }
  }

  /// The chord as text that ``init(notation:)`` reads back.
  public var notation: String {
    (control ? "Ctrl-" : "") + (alt ? "Alt-" : "") + (shift ? "S-" : "") + name
  }

  private var name: String {
    switch key {
    case .character(" "): "Space"
    case .character(let character) where control && character.isASCII: character.uppercased()
    case .character(let character): String(character)
    case .function(let number): "F\(number)"
    default: Key.names.first { $0.key == key }?.name ?? ""
    }
  }
}

extension KeyChord.Key {
  /// The keys without a character and their names.
  fileprivate static let names: [(key: Self, name: String)] = [
    (.enter, "Enter"), (.escape, "Esc"), (.tab, "Tab"), (.backspace, "Backspace"),
    (.delete, "Delete"), (.insert, "Insert"), (.up, "Up"), (.down, "Down"), (.left, "Left"),
    (.right, "Right"), (.home, "Home"), (.end, "End"), (.pageUp, "PageUp"),
    (.pageDown, "PageDown"),
  ]

  /// How many function keys a terminal description can name.
  private static let functionKeyLimit = 63

  /// The key of that name: a single character stands for itself, a blank is written `Space`.
  fileprivate init?(name: Substring) {
    if name.count == 1, let character = name.first {
      guard !character.isWhitespace else { return nil }
      self = .character(character)
    } else if name == "Space" {
      self = .character(" ")
    } else if let named = Self.names.first(where: { $0.name == name }) {
      self = named.key
    } else if name.first == "F", let number = Int(name.dropFirst()),
      (1...Self.functionKeyLimit).contains(number), name == "F\(number)"
    {
      self = .function(number)
    } else {
      return nil
    }
  }
}

extension Substring {
  /// What follows a prefix, or nil if the text doesn't start with it or is nothing but it.
  fileprivate func dropping(prefix: String) -> Substring? {
    guard hasPrefix(prefix), count > prefix.count else { return nil }
    return dropFirst(prefix.count)
  }
}
