/// One thing that a program sends to a terminal.
enum VTToken: Hashable {
  /// A scalar to be shown.
  case text(Unicode.Scalar)
  /// A control character below 32.
  case control(UInt8)
  /// `ESC` with the rest, such as `7` or `(B`.
  case escape(String)
  /// `ESC [`: marker such as `?` or empty, numbers, last letter.
  case sequence(marker: String, [Int], Character)
  /// `ESC ]`, `ESC P` or `ESC _` with its text up to BEL or `ESC \`.
  case string(Character, String)
  /// What begins like a sequence but isn't one.
  case unknown(String)
}

/// Cuts the bytes of a program's output into tokens, however they arrive.
struct VTParser {
  private enum State {
    case ground, escape
    case charset(UInt8)
    case sequence, text
    /// A string that is begun by a character; whether Escape came in it.
    case string(UInt8, isEnding: Bool)
  }

  private var state = State.ground
  private var collected: [UInt8] = []
  /// How many bytes the scalar has that is being collected.
  private var scalarSize = 0

  mutating func push(_ byte: UInt8) -> VTToken? {
    switch state {
    case .ground: return ground(byte)
    case .text:
      collected.append(byte)
      guard collected.count == scalarSize else { return nil }
      state = .ground
      let text = String(decoding: collected, as: UTF8.self).unicodeScalars
      return text.count == 1 ? text.first.map { .text($0) } : .unknown("broken UTF-8")
    case .escape:
      state = .ground
      switch byte {
      case UInt8(ascii: "["):
        (state, collected) = (.sequence, [])
        return nil
      case UInt8(ascii: "("), UInt8(ascii: ")"):
        state = .charset(byte)
        return nil
      case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"):
        (state, collected) = (.string(byte, isEnding: false), [])
        return nil
      default: return .escape(Self.letter(byte))
      }
    case .string(let kind, let isEnding):
      if isEnding, byte == UInt8(ascii: "\\") {
        state = .ground
        return Self.string(kind, collected)
      }
      if byte == 7, kind == UInt8(ascii: "]") {
        state = .ground
        return Self.string(kind, collected)
      }
      if byte == 27, !isEnding {
        state = .string(kind, isEnding: true)
      } else {
        // An Escape inside belongs to the string; in one for tmux it is doubled.
        state = .string(kind, isEnding: false)
        collected += isEnding && byte != 27 ? [27, byte] : [byte]
      }
      return nil
    case .charset(let kind):
      state = .ground
      return .escape(Self.letter(kind) + Self.letter(byte))
    case .sequence:
      guard (0x40...0x7e).contains(byte) else {
        collected.append(byte)
        return nil
      }
      state = .ground
      return sequence(ending: byte)
    }
  }

  private mutating func ground(_ byte: UInt8) -> VTToken? {
    switch byte {
    case 27:
      state = .escape
      return nil
    case 0..<32: return .control(byte)
    case 32..<127: return .text(Unicode.Scalar(byte))
    case 0xc2...0xf4:
      (state, collected) = (.text, [byte])
      scalarSize = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
      return nil
    default: return .unknown("byte \(byte)")
    }
  }

  private func sequence(ending last: UInt8) -> VTToken {
    let text = String(decoding: collected, as: UTF8.self)
    let marker = text.prefix { "?>=<!".contains($0) }
    let numbers = text.dropFirst(marker.count)
    guard numbers.allSatisfy({ $0.isNumber || $0 == ";" }) else {
      return .unknown("CSI " + text + Self.letter(last))
    }
    let values = numbers.split(separator: ";", omittingEmptySubsequences: false)
    return .sequence(
      marker: String(marker), numbers.isEmpty ? [] : values.map { Int($0) ?? 0 },
      Character(Unicode.Scalar(last)))
  }

  private static func string(_ kind: UInt8, _ text: [UInt8]) -> VTToken {
    .string(Character(Unicode.Scalar(kind)), String(decoding: text, as: UTF8.self))
  }

  private static func letter(_ byte: UInt8) -> String { String(Character(Unicode.Scalar(byte))) }
}
