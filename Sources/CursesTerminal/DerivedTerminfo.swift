import CNcurses

/// A terminal description with 24-bit colours, derived from the one of the user's terminal.
///
/// ncurses shows 24 bits only with a direct-colour entry. Those are often not installed, lack the
/// terminal's keys, and take the first numbers for palette colours. So the user's own entry is
/// copied with other colour capabilities and handed over in memory.
/// Colours `0 … 0xffffff` are 24 bits, ``paletteFlag`` with `n` is number `n` of the palette.
/// - Source: term(5), legacy storage format with 32-bit numbers and the extended section.
public struct DerivedTerminfo: Sendable, Hashable {
  /// What makes a colour number one of the terminal's palette.
  public static let paletteFlag: Int32 = 0x100_0000

  /// The compiled entry, as in a file of a terminfo folder.
  public let entry: [UInt8]

  private static let magic32BitNumbers = 0x021e
  private static let colorCount = 0x200_0000
  private static let pairCount = 0x2_0000

  /// Derives from the description of `term`, or gives nil if there is none or it is too long.
  public init?(term: String) {
    var error: Int32 = 0
    guard em_setupterm(term, 1, &error) == OK else { return nil }
    defer { del_curterm(em_cur_term()) }
    entry = Self.standardSection(term) + Self.extendedSection()
    guard entry.count <= Self.entryLimit else { return nil }
  }

  /// What `TERMINFO` must be while ncurses looks the terminal up.
  var variable: String {
    let digits = Array("0123456789abcdef".utf8)
    let hex = entry.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return "hex:" + String(decoding: hex, as: UTF8.self)
  }

  /// The largest entry that ncurses reads.
  private static let entryLimit = 32_768

  private static func setColor(_ base: Int) -> [UInt8] {
    Array(
      ("\u{1b}[%?%p1%{16777216}%<%t\(base);2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;"
        + "%p1%{255}%&%d%e\(base);5;%p1%{16777216}%-%d%;m").utf8)
  }

  private static func standardSection(_ term: String) -> [UInt8] {
    let names = Array("\(term)|derived with direct colour".utf8) + [0]
    let flags = list(em_boolname).map { name -> UInt8 in
      name != "ccc" && em_tigetflag(name) == 1 ? 1 : 0
    }
    let numbers = list(em_numname).map { name in
      switch name {
      case "colors": colorCount
      case "pairs": pairCount
      case "ncv": -1
      default: max(-1, Int(em_tigetnum(name)))
      }
    }
    var table = StringTable()
    for name in list(em_strname) {
      switch name {
      case "setaf": table.append(setColor(38))
      case "setab": table.append(setColor(48))
      case "op": table.append(text(name) ?? Array("\u{1b}[39;49m".utf8))
      case "initc", "initp", "oc", "setf", "setb", "scp": table.append(nil)
      // With these ncurses moves lines, `idlok` or not, and images that it doesn't know of with them.
      case "csr", "dl", "dl1", "il", "il1", "indn", "ri", "rin": table.append(nil)
      default: table.append(text(name))
      }
    }
    let counts = [
      magic32BitNumbers, names.count, flags.count, numbers.count, table.offsets.count,
      table.bytes.count,
    ]
    let head = padded(counts.flatMap(short) + names + flags)
    return padded(head + numbers.flatMap(long) + table.offsets.flatMap(short) + table.bytes)
  }

  /// `RGB`, without which ncurses allocates a table of all colours, and the user's own extensions.
  private static func extendedSection() -> [UInt8] {
    let flags = ["AX", "G0", "XT"].filter { (name: String) in em_tigetflag(name) == 1 } + ["RGB"]
    let numbers = ["U8"].filter { (name: String) in em_tigetnum(name) >= 0 }
    let strings = extendedStrings.filter { text($0) != nil }
    var values = StringTable()
    var names = StringTable()
    for name in strings { values.append(text(name)) }
    for name in flags + numbers + strings { names.append(Array(name.utf8)) }
    let counts = [
      flags.count, numbers.count, strings.count, strings.count + names.offsets.count,
      values.bytes.count + names.bytes.count,
    ]
    let head = padded(counts.flatMap(short) + flags.map { _ in UInt8(1) })
    return head + numbers.flatMap { long(Int(em_tigetnum($0))) }
      + (values.offsets + names.offsets).flatMap(short) + values.bytes + names.bytes
  }

  /// Extensions worth keeping: cursor shapes, mouse, paste, and the keys with modifiers.
  private static let extendedStrings: [String] = {
    let keys = ["kDC", "kDN", "kEND", "kHOM", "kIC", "kLFT", "kNXT", "kPRV", "kRIT", "kUP"]
    return ["BD", "BE", "Cr", "Cs", "E3", "Ms", "PE", "PS", "Se", "Smulx", "Ss", "TS", "XM"]
      + keys.flatMap { key in [key] + (3...8).map { "\(key)\($0)" } }
  }()

  private static func list(_ name: (Int32) -> UnsafePointer<CChar>?) -> [String] {
    var found: [String] = []
    while let next = name(Int32(found.count)) { found.append(String(cString: next)) }
    return found
  }

  /// The bytes of a string capability; ncurses gives -1 for names that aren't strings.
  private static func text(_ name: String) -> [UInt8]? {
    guard let found = em_tigetstr(name), Int(bitPattern: found) != -1 else { return nil }
    return (0..<strlen(found)).map { UInt8(bitPattern: found[$0]) }
  }

  private static func short(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
  }

  private static func long(_ value: Int) -> [UInt8] { short(value) + short(value >> 16) }

  private static func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes.count.isMultiple(of: 2) ? bytes : bytes + [0]
  }
}

/// Strings one after the other, each with its place; -1 stands for one that is absent.
private struct StringTable {
  var bytes: [UInt8] = []
  var offsets: [Int] = []

  mutating func append(_ string: [UInt8]?) {
    offsets.append(string == nil ? -1 : bytes.count)
    if let string { bytes += string + [0] }
  }
}
