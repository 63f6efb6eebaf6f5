import Foundation

/// Numbers as the screen writes them: fixed decimals, a true minus, a blank before the unit.
public enum Format {
  /// A true minus instead of a hyphen.
  public static let minus = "\u{2212}"

  /// A number with fixed decimals and a true minus.
  public static func number(_ value: Double, decimals: Int) -> String {
    let text = String(format: "%.\(decimals)f", abs(value))
    let isZero = !text.contains { $0 != "0" && $0 != "." }
    return value < 0 && !isZero ? minus + text : text
  }

  /// Decibels without the unit: `−26.7`.
  public static func decibels(_ value: Float, decimals: Int = 1) -> String {
    number(Double(value), decimals: decimals)
  }

  /// A time in a clip: `0.448 s` under a minute, `3:07.120` from there, `1:02:07.1` from an hour.
  public static func time(_ seconds: Double, decimals: Int = 3) -> String {
    if abs(seconds) < 60 { return number(seconds, decimals: decimals) + " s" }
    return clock(seconds, decimals: abs(seconds) < 3600 ? decimals : min(decimals, 1))
  }

  /// Minutes and seconds, from an hour on with hours: `3:07.120`, `1:02:07.1`.
  public static func clock(_ seconds: Double, decimals: Int) -> String {
    let sign = seconds < 0 ? minus : ""
    let scale = pow(10, Double(decimals))
    let units = (abs(seconds) * scale).rounded()
    let whole = Int((units / scale).rounded(.down))
    let rest = units / scale - Double(whole)
    let tail = decimals > 0 ? String(String(format: "%.\(decimals)f", rest).dropFirst()) : ""
    let minutes = whole / 60 % 60
    let inMinute = String(format: "%02d", whole % 60)
    guard whole >= 3600 else { return "\(sign)\(minutes):\(inMinute)\(tail)" }
    return "\(sign)\(whole / 3600):\(String(format: "%02d", minutes)):\(inMinute)\(tail)"
  }

  /// Seconds in the list, at most six columns: `0.45`, `12.3`, `3:07`, `1:02 h`.
  public static func shortTime(_ seconds: Double) -> String {
    switch seconds {
    case ..<10: number(seconds, decimals: 2)
    case ..<59.95: number(seconds, decimals: 1)
    case ..<3600: clock(seconds, decimals: 0)
    default: "\(Int(seconds) / 3600):\(String(format: "%02d", Int(seconds) / 60 % 60)) h"
    }
  }

  /// A frequency in text: `850 Hz` below 1 kHz, else `3.50 kHz`.
  public static func hertz(_ hertz: Double) -> String {
    switch hertz {
    case ..<10: number(hertz, decimals: 2) + " Hz"
    case ..<1000: number(hertz, decimals: 0) + " Hz"
    case ..<10_000: number(hertz / 1000, decimals: 2) + " kHz"
    case ..<100_000: number(hertz / 1000, decimals: 1) + " kHz"
    default: number(hertz / 1000, decimals: 0) + " kHz"
    }
  }

  /// A sample rate: `8 kHz`, `44.1 kHz`, `20 Hz`.
  public static func sampleRate(_ hertz: Double) -> String {
    let (value, unit) = hertz < 1000 ? (hertz, "Hz") : hertz < 1e6 ? (hertz / 1000, "kHz") : (hertz / 1e6, "MHz")
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

  /// A count, from 10 000 on with a blank at each thousand.
  public static func count(_ count: Int) -> String {
    guard count >= 10_000 else { return "\(count)" }
    var groups: [String] = []
    var rest = count
    while rest >= 1000 {
      groups.append(String(format: "%03d", rest % 1000))
      rest /= 1000
    }
    return ([String(rest)] + groups.reversed()).joined(separator: " ")
  }
}
