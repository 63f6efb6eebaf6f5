/// A colour of 24 bits in sRGB.
public struct RGB: Sendable, Hashable {
  /// Red, `0...255`.
  public var red: UInt8
  /// Green, `0...255`.
  public var green: UInt8
  /// Blue, `0...255`.
  public var blue: UInt8

  /// Makes a colour from its components.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Makes a colour from a number such as `0x0e1117`; higher bits are dropped.
  public init(_ number: UInt32) {
    self.init(
      red: UInt8(truncatingIfNeeded: number >> 16), green: UInt8(truncatingIfNeeded: number >> 8),
      blue: UInt8(truncatingIfNeeded: number))
  }

  /// Makes a colour from text such as `#0e1117`, or nil if it isn't `#` and six hex digits.
  public init?(hex: String) {
    guard hex.utf8.count == 7, hex.hasPrefix("#"), hex.dropFirst().allSatisfy(\.isHexDigit),
      let number = UInt32(hex.dropFirst(), radix: 16)
    else { return nil }
    self.init(number)
  }

  /// The colour as text, such as `#0e1117`.
  public var hex: String {
    let digits = String(UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue), radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// Relative luminance, 0 for black to 1 for white.
  /// - Source: WCAG 2.1, definition of relative luminance.
  public var luminance: Double {
    0.2126 * Self.linear[Int(red)] + 0.7152 * Self.linear[Int(green)]
      + 0.0722 * Self.linear[Int(blue)]
  }

  /// The colour on the way to another one, 0 being this one and 1 the other.
  public func mixed(with other: RGB, _ amount: Double) -> RGB {
    func mix(_ from: UInt8, _ to: UInt8) -> UInt8 {
      let value = Double(from) + (Double(to) - Double(from)) * min(1, max(0, amount))
      return UInt8(value.rounded())
    }
    return RGB(
      red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }

  /// The contrast ratio of two colours, `1...21`.
  /// - Source: WCAG 2.1, success criterion 1.4.3.
  public static func contrast(_ one: RGB, _ other: RGB) -> Double {
    let (a, b) = (one.luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// Linear light of each component value.
  static let linear: [Double] = (0...255).map { value in
    let part = Double(value) / 255
    return part <= 0.04045 ? part / 12.92 : powerOf2Point4((part + 0.055) / 1.055)
  }

  /// `base` to the power of 2.4, which is its square times the square of its fifth root.
  ///
  /// The core takes no mathematics library; Newton's steps for the root end after a few rounds.
  private static func powerOf2Point4(_ base: Double) -> Double {
    var root = 1.0
    for _ in 0..<40 {
      root -= (root - base / (root * root * root * root)) / 5
    }
    return base * base * root * root
  }
}
