import Explorer
import ExplorerRuntime
import Labeling

/// A pattern of names for exported clips: `{label}/{name}_{onset}`.
struct ClipNamePattern: Sendable {
  /// What a field stands for.
  enum Field: String, CaseIterable {
    case label, name, folder, group, split, onset, offset, index, tier
  }

  /// What the fields of one clip say.
  struct Facts {
    let path: RecordingPath
    let label: String
    var tier: String?
    var group: String?
    var split: String?
    /// Samples of the recording, at its rate.
    let span: Range<Int>
    let sampleRate: Double
    /// Its number in the recording, from 1.
    let index: Int
  }

  private enum Part {
    case text([UInt8])
    case field(Field)
  }

  private let parts: [Part]
  private static let slash = UInt8(ascii: "/")
  /// A name may have so many bytes on every system.
  private static let nameLimit = 255

  /// Reads a pattern as it is typed.
  ///
  /// - Throws: What is wrong with it.
  init(_ text: String) throws(Failure) {
    var parts: [Part] = []
    var rest = text[...]
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      if brace > rest.startIndex {
        parts.append(.text(RawArguments.bytes(of: String(rest[..<brace]))))
      }
      guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}") else {
        throw Self.refusal(text, "a brace is open or closed alone")
      }
      let name = String(rest[rest.index(after: brace)..<end])
      guard let field = Field(rawValue: name) else {
        throw Self.refusal(text, "there is no field {\(name)}")
      }
      parts.append(.field(field))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { parts.append(.text(RawArguments.bytes(of: String(rest)))) }
    self.parts = parts
    let plain = parts.reduce(into: [UInt8]()) { bytes, part in
      if case .text(let text) = part { bytes += text } else { bytes.append(UInt8(ascii: "x")) }
    }
    let components = plain.split(separator: Self.slash, omittingEmptySubsequences: false)
    let dot = UInt8(ascii: ".")
    guard !components.contains(where: { $0.isEmpty || $0 == [dot] || $0 == [dot, dot] }) else {
      throw Self.refusal(text, "it leads out of the folder, or has a part without a name")
    }
    guard parts.contains(where: { if case .field = $0 { true } else { false } }) else {
      throw Self.refusal(text, "every clip would have the same name")
    }
  }

  /// The path of a clip below the folder of the export.
  ///
  /// - Parameter ending: The extension, without the dot.
  func path(of facts: Facts, ending: String) -> [UInt8] {
    let whole = parts.reduce(into: [UInt8]()) { bytes, part in
      switch part {
      case .text(let text): bytes += text
      case .field(let field): bytes += Self.value(field, facts)
      }
    }
    let tail = Array(".\(ending)".utf8)
    var components = whole.split(separator: Self.slash).map { Self.shortened($0, Self.nameLimit) }
    if let last = components.popLast() {
      components.append(Self.shortened(last[...], Self.nameLimit - tail.count) + tail)
    }
    return Array(components.joined(separator: [Self.slash]))
  }

  private static func value(_ field: Field, _ facts: Facts) -> [UInt8] {
    switch field {
    case .label: safe(Array(facts.label.utf8), otherwise: "unlabelled")
    case .tier: safe(Array((facts.tier ?? "").utf8), otherwise: "none")
    case .group: safe(Array((facts.group ?? "").utf8), otherwise: "none")
    case .split: safe(Array((facts.split ?? "").utf8), otherwise: "none")
    case .name: safe(stem(facts.path.name.bytes), otherwise: "unnamed")
    case .folder: folder(facts.path)
    case .onset: Array(milliseconds(facts.span.lowerBound, facts.sampleRate).utf8)
    case .offset: Array(milliseconds(facts.span.upperBound, facts.sampleRate).utf8)
    case .index: Array(padded(facts.index, to: 4).utf8)
    }
  }

  /// Bytes that can be a part of a path: no slash, no control character, no dot at the start.
  static func safe(_ bytes: [UInt8], otherwise: String) -> [UInt8] {
    var safe = bytes.map { $0 == slash || $0 < 0x20 || $0 == 0x7f ? UInt8(ascii: "_") : $0 }
    if safe.first == UInt8(ascii: ".") { safe[0] = UInt8(ascii: "_") }
    return safe.isEmpty ? Array(otherwise.utf8) : safe
  }

  private static func folder(_ path: RecordingPath) -> [UInt8] {
    let dot = UInt8(ascii: ".")
    let folders = path.bytes.split(separator: slash).dropLast().filter {
      $0 != [dot] && $0 != [dot, dot]
    }
    return folders.isEmpty ? [dot] : Array(folders.joined(separator: [slash]))
  }

  private static func stem(_ name: [UInt8]) -> [UInt8] {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return name }
    return Array(name[..<dot])
  }

  /// Nine digits: enough for eleven days.
  private static func milliseconds(_ sample: Int, _ rate: Double) -> String {
    let number = rate > 0 ? min(1e15, (Double(sample) / rate * 1000).rounded()) : 0
    return padded(Int(number), to: 9)
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  /// Not longer than the limit, and no part of a character at the end.
  private static func shortened(_ name: ArraySlice<UInt8>, _ limit: Int) -> [UInt8] {
    var short = Array(name.prefix(limit))
    guard short.count < name.count else { return short }
    while let last = short.last, last & 0xc0 == 0x80 { short.removeLast() }
    if let last = short.last, last >= 0xc0 { short.removeLast() }
    return short
  }

  private static func refusal(_ text: String, _ why: String) -> Failure {
    Failure(
      what: "Cannot name clips by \(RawArguments.shown(text))", why: why,
      remedy: "use \(Field.allCases.map { "{\($0.rawValue)}" }.joined(separator: " "))")
  }
}
