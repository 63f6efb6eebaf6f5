/// Numbers as the screen writes them: fixed decimals, a true minus, a blank before the unit.
public enum Format {
  /// A true minus instead of a hyphen.
  public static let minus = "\u{2212}"
  /// What stands where a number is not finite.
  public static let dash = "\u{2013}"

  /// A number with fixed decimals, at most 15, and a true minus.
  public static func number(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return dash }
    let text = fixed(value.magnitude, decimals: min(decimals, 15))
    let isZero = !text.contains { $0 != "0" && $0 != "." }
    return value < 0 && !isZero ? minus + text : text
  }

  /// Decibels without the unit: `−26.7`.
  public static func decibels(_ value: Float, decimals: Int = 1) -> String {
    number(Double(value), decimals: decimals)
  }

  /// A time in a clip: `0.448 s` under a minute, `3:07.120` from there, `1:02:07.1` from an hour.
  public static func time(_ seconds: Double, decimals: Int = 3) -> String {
    guard isClockTime(seconds) else { return dash }
    let size = rounded(seconds.magnitude, decimals: decimals)
    if size < 60 { return number(seconds, decimals: decimals) + " s" }
    return clock(seconds, decimals: size < 3600 ? decimals : min(decimals, 1))
  }

  /// Minutes and seconds with at most 6 decimals, from an hour on with hours: `3:07.120`.
  public static func clock(_ seconds: Double, decimals: Int) -> String {
    guard isClockTime(seconds) else { return dash }
    let decimals = min(decimals, 6)
    let scale = powerOfTen(decimals)
    let units = Int((seconds.magnitude * Double(scale)).rounded())
    let sign = seconds < 0 && units > 0 ? minus : ""
    let whole = units / scale
    let tail = decimals > 0 ? "." + padded(units % scale, digits: decimals) : ""
    let minutes = whole / 60 % 60
    let inMinute = padded(whole % 60, digits: 2)
    guard whole >= 3600 else { return "\(sign)\(minutes):\(inMinute)\(tail)" }
    return "\(sign)\(whole / 3600):\(padded(minutes, digits: 2)):\(inMinute)\(tail)"
  }

  /// Seconds in the list, at most six columns: `0.45`, `12.3`, `3:07`, `1:02 h`.
  public static func shortTime(_ seconds: Double) -> String {
    guard isClockTime(seconds) else { return dash }
    return switch seconds {
    case ..<10: number(seconds, decimals: 2)
    case ..<59.95: number(seconds, decimals: 1)
    case ..<3600: clock(seconds, decimals: 0)
    default: "\(Int(seconds) / 3600):\(padded(Int(seconds) / 60 % 60, digits: 2)) h"
    }
  }

  /// A frequency in text: `850 Hz` below 1 kHz, else `3.50 kHz`.
  public static func hertz(_ hertz: Double) -> String {
    guard hertz.isFinite else { return dash }
    return switch hertz {
    case 0: "0 Hz"
    case ..<10: number(hertz, decimals: 2) + " Hz"
    case ..<1000: number(hertz, decimals: 0) + " Hz"
    case ..<10_000: number(hertz / 1000, decimals: 2) + " kHz"
    case ..<100_000: number(hertz / 1000, decimals: 1) + " kHz"
    default: number(hertz / 1000, decimals: 0) + " kHz"
    }
  }

  /// A sample rate: `8 kHz`, `44.1 kHz`, `20 Hz`.
  public static func sampleRate(_ hertz: Double) -> String {
    guard hertz.isFinite else { return dash }
    let (value, unit) =
      hertz < 1000 ? (hertz, "Hz") : hertz < 1e6 ? (hertz / 1000, "kHz") : (hertz / 1e6, "MHz")
    var text = number(value, decimals: 3)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return "\(text) \(unit)"
  }

  /// Channels in a word or two: `mono`, `stereo`, `4 channels`.
  public static func channels(_ count: Int) -> String {
    switch count {
    case 1: "mono"
    case 2: "stereo"
    default: "\(count) channels"
    }
  }

  /// A share in whole percent, `<1 %` and `>99 %` near the ends.
  public static func percent(_ share: Double) -> String { score(share) + " %" }

  /// A share in whole percent without the unit, `<1` and `>99` near the ends.
  public static func score(_ share: Double) -> String {
    guard share.isFinite else { return dash }
    return share < 0.005 ? "<1" : share >= 0.995 ? ">99" : number(share * 100, decimals: 0)
  }

  /// A count, from 10 000 on with a blank at each thousand.
  public static func count(_ count: Int) -> String {
    guard count >= 10_000 else { return "\(count)" }
    var groups: [String] = []
    var rest = count
    while rest >= 1000 {
      groups.append(padded(rest % 1000, digits: 3))
      rest /= 1000
    }
    return ([String(rest)] + groups.reversed()).joined(separator: " ")
  }

  /// Whether seconds are a number that hours, minutes and fractions can be taken from.
  private static func isClockTime(_ seconds: Double) -> Bool { seconds.magnitude < 1e12 }

  private static func rounded(_ value: Double, decimals: Int) -> Double {
    let scale = Double(powerOfTen(min(decimals, 15)))
    return (value * scale).rounded() / scale
  }

  /// What C's `%.*f` writes of a value that is not negative: its exact value rounded, ties to even.
  private static func fixed(_ value: Double, decimals: Int) -> String {
    guard value < 0x1p+128 else { return value.description }
    let whole = value.rounded(.down)
    let fraction = value - whole
    let scale = powerOfTen(decimals)
    // The product and what rounding took from it are together exact.
    let product = fraction * Double(scale)
    let lost = (-product).addingProduct(fraction, Double(scale))
    let below = product.rounded(.down)
    let overHalf = product - below - 0.5
    let isTie = overHalf == -lost
    let isLastOdd = decimals > 0 ? !Int(below).isMultiple(of: 2) : !UInt128(whole).isMultiple(of: 2)
    let isUp = overHalf > -lost || isTie && isLastOdd
    let units = Int(below) + (isUp ? 1 : 0)
    let integer = UInt128(whole) + (units == scale ? 1 : 0)
    return decimals > 0
      ? "\(integer).\(padded(units % scale, digits: decimals))" : "\(integer)"
  }

  private static func powerOfTen(_ exponent: Int) -> Int {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  private static func padded(_ value: Int, digits: Int) -> String {
    let text = "\(value)"
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
