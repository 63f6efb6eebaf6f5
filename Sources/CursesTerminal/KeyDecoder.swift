import CellCanvas

/// What ncurses gives for one piece of input.
enum CursesCode: Hashable {
  /// A character, or a control code below 32.
  case scalar(UInt32)
  /// A key by its number in curses.h.
  case key(Int32)
  /// A key that only the terminal description names, such as `kUP5`.
  case named(String)
  /// Before and after pasted text.
  case pasteBegin, pasteEnd
  /// The window has another size.
  case resized
}

/// Turns what ncurses gives into keys and pasted text; keeps what hasn't ended yet.
struct KeyDecoder {
  /// What came out.
  enum Decoded: Hashable {
    case key(KeyChord)
    case pointer(PointerInput)
    case pasted(String)
    case answer(TerminalAnswer)
    case resized
  }

  /// Pasted text beyond this many bytes is dropped.
  static let pasteLimit = 1 << 20
  private static let escape: UInt32 = 27

  /// How long a sequence may take; what comes later is typed by a person.
  private static let sequenceTime = Duration.milliseconds(500)
  /// How long after Escape, or Alt with the second character of a sequence, has counted as a key
  /// the rest may come: too short for a person, who would also have to type two keys at once.
  private static let lateTime = Duration.milliseconds(100)

  private var paste: String?
  /// A sequence that has begun and not ended, and when it began.
  private var sequence: (content: EscapeSequence, start: ContinuousClock.Instant)?
  /// What came alone last and when, Escape or the second character after it: a slow line may bring
  /// the rest yet.
  private var lone: (code: UInt32, time: ContinuousClock.Instant)?
  /// Pieces that were read too early, the next one last.
  private var putBack: [CursesCode] = []

  /// The next key or paste, or nil when no more has come.
  /// - Parameters:
  ///   - read: The next piece that is there, or nil; it must not wait.
  ///   - readSoon: The same, but it waits as long as a sequence may pause after Escape.
  mutating func next(_ read: () -> CursesCode?, readSoon: () -> CursesCode?) -> Decoded? {
    while let code = putBack.popLast() ?? read() {
      let before = lone.flatMap { $0.time.duration(to: .now) <= Self.lateTime ? $0.code : nil }
      lone = nil
      switch code {
      case .resized: return .resized
      case .scalar(let value) where paste != nil: append(value)
      case _ where sequence != nil:
        if let decoded = goOn(code) { return decoded }
      case .pasteBegin: paste = paste ?? ""
      case .pasteEnd:
        guard let text = paste else { continue }
        paste = nil
        return .pasted(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
      case _ where paste != nil: continue
      case .scalar(Self.escape):
        if let chord = afterEscape(read, readSoon: readSoon) { return .key(chord) }
      case .scalar(let value) where Self.isLate(value, after: before):
        guard let next = read() else { return .key(Self.chord(ofScalar: value)) }
        putBack.append(next)
        if let before, before != Self.escape { begin(before, code) } else { begin(value) }
      case .scalar(let value) where Self.controls.contains(value):
        // The second character of a sequence and its Escape in one.
        begin(value - 0x40)
      case .scalar(let value): return .key(Self.chord(ofScalar: value))
      case .key(let number):
        if let chord = KeyNumbers.chord(number) { return .key(chord) }
      case .named(let name):
        if let chord = KeyNumbers.chord(named: name) { return .key(chord) }
      }
    }
    return nil
  }

  private static let controls: ClosedRange<UInt32> = 0x80...0x9f

  /// Whether a character may continue a sequence whose beginning has already counted as a key.
  private static func isLate(_ value: UInt32, after code: UInt32?) -> Bool {
    guard let code else { return false }
    // `ESC O` is short, and not the answer to anything.
    return code != escape || value != 0x4f && EscapeSequence(introducer: value) != nil
  }

  /// Begins a sequence, if it is one; `first` is what came after its second character.
  private mutating func begin(_ introducer: UInt32, _ first: CursesCode? = nil) {
    sequence = EscapeSequence(introducer: introducer).map { ($0, .now) }
    if let first { putBack.append(first) }
  }

  /// Gives a piece to the sequence that has begun; what doesn't belong to it is put back.
  private mutating func goOn(_ code: CursesCode) -> Decoded? {
    guard var content = sequence?.content, let start = sequence?.start else { return nil }
    sequence = nil
    guard case .scalar(let value) = code, start.duration(to: .now) <= Self.sequenceTime else {
      putBack.append(code)
      return nil
    }
    switch content.take(value) {
    case .goesOn: sequence = (content, start)
    case .ends:
      return content.pointer.map { .pointer($0) } ?? content.chord.map { .key($0) }
        ?? TerminalAnswer(content).map { .answer($0) }
    case .breaksOff: putBack.append(code)
    case .breaksOffAfterEscape: putBack += [code, .scalar(Self.escape)]
    }
    return nil
  }

  /// Line breaks stay, tabs become blanks, other control characters are left out.
  private mutating func append(_ value: UInt32) {
    guard let scalar = Unicode.Scalar(value), let size = paste?.utf8.count else { return }
    guard size + 4 <= Self.pasteLimit else { return }
    if value == 9 {
      paste?.append(" ")
    } else if value == 10 || value == 13 || scalar.properties.generalCategory != .control {
      paste?.unicodeScalars.append(scalar)
    }
  }

  /// Escape alone or Alt with a key; nil if a sequence begins.
  private mutating func afterEscape(
    _ read: () -> CursesCode?, readSoon: () -> CursesCode?
  ) -> KeyChord? {
    guard let next = putBack.popLast() ?? read() else {
      lone = (Self.escape, .now)
      return KeyChord(.escape)
    }
    switch next {
    case .scalar(Self.escape):
      // Not Alt-Esc: people press it twice to leave two floats.
      putBack.append(next)
      return KeyChord(.escape)
    case .scalar(let value):
      if EscapeSequence(introducer: value) != nil {
        if let first = putBack.popLast() ?? readSoon() {
          begin(value, first)
          return nil
        }
        lone = (value, .now)
      }
      var chord = Self.chord(ofScalar: value)
      chord.alt = true
      return chord
    case .key(let number):
      var chord = KeyNumbers.chord(number)
      chord?.alt = true
      return chord
    default: return KeyChord(.escape)
    }
  }

  /// The key of a character or control code.
  static func chord(ofScalar value: UInt32) -> KeyChord {
    switch value {
    case 0: return KeyChord(.character(" "), control: true)
    case 8, 127: return KeyChord(.backspace)
    case 9: return KeyChord(.tab)
    case 10, 13: return KeyChord(.enter)
    case escape: return KeyChord(.escape)
    case 1...26: return control(value + 0x60)
    case 28...31: return control(value + 0x40)
    default:
      return KeyChord(.character(Character(Unicode.Scalar(value) ?? "\u{fffd}")))
    }
  }

  private static func control(_ value: UInt32) -> KeyChord {
    KeyChord(.character(Character(Unicode.Scalar(value) ?? "\u{fffd}")), control: true)
  }
}
