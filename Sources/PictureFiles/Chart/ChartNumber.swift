/// Numbers as charts write them: fixed decimals and a true minus.
enum ChartNumber {
  static let minus = "\u{2212}"
  private static let largest = 1e15

  /// A number with fixed decimals, at most 15.
  static func text(_ value: Double, decimals: Int) -> String {
    let scale = (0..<min(decimals, 15)).reduce(1) { power, _ in power * 10 }
    let size = value.magnitude * Double(scale)
    guard size < largest else { return value.description }
    let units = Int(size.rounded())
    let sign = value < 0 && units > 0 ? minus : ""
    guard decimals > 0 else { return sign + "\(units)" }
    let tail = "\(units % scale)"
    return sign + "\(units / scale)." + String(repeating: "0", count: decimals - tail.count) + tail
  }

  /// A multiple of a step; with a power of ten where it would have many digits: `2e−7`.
  static func text(_ value: Double, step: Double) -> String {
    let ticks = Ticks(in: 0...0, step: step)
    if value == 0 { return text(0, decimals: step >= 1e-3 ? ticks.decimals : 0) }
    guard step < 1e-3 || step >= 1e5 else { return text(value, decimals: ticks.decimals) }
    var (mantissa, exponent) = (value, 0)
    while mantissa.magnitude >= 9.9995 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa.magnitude < 0.99995 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    let decimals = mantissa.rounded() == (mantissa * 1000).rounded() / 1000 ? 0 : 1
    let sign = exponent < 0 ? minus : ""
    return text(mantissa, decimals: decimals) + "e\(sign)\(exponent.magnitude)"
  }

  /// Seconds as minutes or hours: `2:03.5`, `1:02:03`; without seconds `1:02`.
  static func clock(_ seconds: Double, decimals: Int, hasHours: Bool, hasSeconds: Bool) -> String {
    let scale = (0..<min(decimals, 9)).reduce(1) { power, _ in power * 10 }
    guard seconds.magnitude * Double(scale) < largest else { return seconds.description }
    let units = Int((seconds.magnitude * Double(scale)).rounded())
    let whole = units / scale
    let sign = seconds < 0 && units > 0 ? minus : ""
    let minutes = whole / 60
    let text = hasHours ? "\(minutes / 60):\(twoDigits(minutes % 60))" : "\(minutes)"
    guard hasSeconds else { return sign + text }
    let rest = Self.text(Double(units % (60 * scale)) / Double(scale), decimals: decimals)
    return sign + text + ":" + (whole % 60 < 10 ? "0" : "") + rest
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
