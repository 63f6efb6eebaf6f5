extension TextLine {
  /// A time in seconds that is not negative.
  ///
  /// - Parameter column: What the format calls it, for the error.
  func time(_ text: String, _ column: String) throws(LabelFormatError) -> Double {
    guard let time = TabbedText.number(text), time >= 0 else {
      throw .unclearValue(text, column: column, line: number)
    }
    return time + 0
  }

  /// The seconds from one time to another.
  func seconds(
    from onset: String, to offset: String
  ) throws(LabelFormatError) -> ClosedRange<Double> {
    let (first, end) = (try time(onset, "onset"), try time(offset, "offset"))
    guard first <= end else { throw .unclearValue(offset, column: "offset", line: number) }
    return first...end
  }

  /// The seconds from a time on, as long as given, to a nanosecond.
  func seconds(
    from onset: String, length: String
  ) throws(LabelFormatError) -> ClosedRange<Double> {
    let (first, duration) = (try time(onset, "onset"), try time(length, "duration"))
    return Seconds.range(from: first, duration: duration)
  }
}

extension Seconds {
  /// The range from a moment on, its end rounded to a nanosecond.
  static func range(from onset: Double, duration: Double) -> ClosedRange<Double> {
    onset...max(onset, ((onset + duration) * 1e9).rounded() / 1e9)
  }

  /// Seconds with at least three and at most nine places: `1.070`, `0.000022676`.
  static func padded(_ seconds: Double) -> String {
    let text = text(seconds)
    guard let dot = text.firstIndex(of: ".") else {
      return text.contains("e") ? text : text + ".000"
    }
    let places = text.distance(from: dot, to: text.endIndex) - 1
    return text + String(repeating: "0", count: max(0, 3 - places))
  }
}
