import Foundation

/// What asks a terminal to take something into its clipboard: OSC 52, also through tmux and screen.
///
/// The content is in base64, so that nothing of it can steer the terminal.
/// - Source: XTerm Control Sequences, "Operating System Commands", 52; the manuals of tmux (DCS
///   `tmux;`, with Escape doubled) and GNU screen (DCS, strings of limited length).
enum ClipboardSequence {
  /// Bytes that terminals take at most: 100,000 of the sequence.
  static let mostBytes = 74_994
  /// Screen drops longer strings.
  private static let screenPiece = 240

  /// The bytes to send; none for a content that is too long.
  static func bytes(_ content: [UInt8], environment: [String: String]) -> [UInt8] {
    guard content.count <= mostBytes else { return [] }
    let text = "\u{1b}]52;c;" + Data(content).base64EncodedString() + "\u{7}"
    let isInTmux = environment["TMUX"]?.isEmpty == false
    let isInScreen = !isInTmux && environment["STY"]?.isEmpty == false
    if isInScreen { return Array(throughScreen(text).utf8) }
    // Tmux listens itself where `set-clipboard` is on, else passes it on where that is allowed.
    return Array((isInTmux ? text + throughTmux(text) : text).utf8)
  }

  private static func throughTmux(_ text: String) -> String {
    "\u{1b}Ptmux;" + text.replacing("\u{1b}", with: "\u{1b}\u{1b}") + "\u{1b}\\"
  }

  private static func throughScreen(_ text: String) -> String {
    var rest = text[...]
    var pieces = ""
    while !rest.isEmpty {
      pieces += "\u{1b}P" + rest.prefix(screenPiece) + "\u{1b}\\"
      rest = rest.dropFirst(screenPiece)
    }
    return pieces
  }
}
