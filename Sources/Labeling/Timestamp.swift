#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Moments as ISO 8601 text in UTC with milliseconds: `2026-11-24T20:01:02.345Z`.
public enum Timestamp {
  /// The text of a moment, rounded to the nearest millisecond.
  public static func text(_ date: Date) -> String {
    let total = milliseconds(date)
    let day = floorDivide(total, 86_400_000)
    let time = total - day * 86_400_000
    let (year, month, dayOfMonth) = civil(day)
    return String(unsafeUninitializedCapacity: 24) { bytes in
      write(year, digits: 4, at: 0, mark: "-", bytes)
      write(month, digits: 2, at: 5, mark: "-", bytes)
      write(dayOfMonth, digits: 2, at: 8, mark: "T", bytes)
      write(time / 3_600_000, digits: 2, at: 11, mark: ":", bytes)
      write(time / 60_000 % 60, digits: 2, at: 14, mark: ":", bytes)
      write(time / 1000 % 60, digits: 2, at: 17, mark: ".", bytes)
      write(time % 1000, digits: 3, at: 20, mark: "Z", bytes)
      return 24
    }
  }

  /// Reads what `text(_:)` writes; nil for anything else.
  public static func date(_ text: String) -> Date? {
    var text = text
    return text.withUTF8 { date(utf8: UnsafeRawBufferPointer($0)) }
  }

  /// Reads the bytes of such a text.
  public static func date(utf8 bytes: UnsafeRawBufferPointer) -> Date? {
    guard bytes.count == 24, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "."),
      bytes[23] == UInt8(ascii: "Z"),
      let year = number(bytes, 0..<4), let month = number(bytes, 5..<7),
      let day = number(bytes, 8..<10), let hour = number(bytes, 11..<13),
      let minute = number(bytes, 14..<16), let second = number(bytes, 17..<19),
      let fraction = number(bytes, 20..<23),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 60
    else { return nil }
    let seconds = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second
    return moment(seconds * 1000 + fraction)
  }

  /// The moment that the text of `date` names.
  public static func rounded(_ date: Date) -> Date { moment(milliseconds(date)) }

  /// The last whole millisecond that is not after a moment.
  public static func roundedDown(_ date: Date) -> Date {
    let near = rounded(date)
    return near > date ? moment(milliseconds(date) - 1) : near
  }

  private static func milliseconds(_ date: Date) -> Int {
    // Years 0000 to 9999, so that the year always has four digits.
    let earliest = -62_167_219_200_000.0
    let latest = 253_402_300_799_999.0
    let value = (date.timeIntervalSince1970 * 1000).rounded()
    return Int(min(max(value.isNaN ? 0 : value, earliest), latest))
  }

  private static func moment(_ milliseconds: Int) -> Date {
    Date(timeIntervalSince1970: Double(milliseconds) / 1000)
  }

  private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
  }

  /// The civil date of a day counted from 1970-01-01.
  ///
  /// - Source: Howard Hinnant, *chrono-Compatible Low-Level Date Algorithms*, `civil_from_days`.
  private static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth)
  }

  /// The day of a civil date counted from 1970-01-01.
  ///
  /// - Source: Howard Hinnant, as above, `days_from_civil`.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = floorDivide(shifted, 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func number(_ bytes: UnsafeRawBufferPointer, _ places: Range<Int>) -> Int? {
    var value = 0
    for place in places {
      guard (48...57).contains(bytes[place]) else { return nil }
      value = value * 10 + Int(bytes[place] - 48)
    }
    return value
  }

  /// Writes a number and the mark behind it.
  private static func write(
    _ value: Int, digits: Int, at place: Int, mark: Unicode.Scalar,
    _ bytes: UnsafeMutableBufferPointer<UInt8>
  ) {
    var rest = value
    for digit in (0..<digits).reversed() {
      bytes[place + digit] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    bytes[place + digits] = UInt8(ascii: mark)
  }
}
