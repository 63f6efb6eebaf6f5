import CNcurses
import CellCanvas

extension GlyphSet {
  /// The characters that a terminal can show.
  /// - Parameters:
  ///   - term: The value of `TERM`.
  ///   - isUTF8: Whether the locale's characters are UTF-8.
  public static func detected(term: String, isUTF8: Bool) -> GlyphSet {
    if !isUTF8 { return .ascii }
    return term == "linux" ? .halves : .full
  }
}

/// The character encoding of the process, which ncurses takes from the C library.
enum CharacterLocale {
  /// Takes the user's encoding, or UTF-8 where the user's locale isn't installed.
  ///
  /// Only characters: numbers must be read and written with a point whatever the language.
  /// - Returns: Whether text is UTF-8.
  static func adopt() -> Bool {
    setlocale(LC_CTYPE, "")
    if isUTF8 { return true }
    setlocale(LC_CTYPE, "C.UTF-8")
    return isUTF8
  }

  private static var isUTF8: Bool {
    nl_langinfo(nl_item(CODESET)).map { String(cString: $0) } == "UTF-8"
  }
}
