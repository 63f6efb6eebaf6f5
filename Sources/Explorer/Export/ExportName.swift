/// The name that is offered for the file of a view: what is shown, and which part.
enum ExportName {
  /// The most characters of the recording's name.
  private static let stemLimit = 80

  /// A name such as `rooster-2.500-3.000s-mel.png`, whatever the recording is called.
  ///
  /// - Parameter seconds: The part shown; nil for the whole clip.
  static func offered(
    for stem: String, seconds: ClosedRange<Double>?, view: ClipView
  ) -> String {
    var parts = [plain(stem)]
    if let seconds {
      let times = [seconds.lowerBound, seconds.upperBound].map {
        Format.number($0, decimals: 3).replacing(" ", with: "").replacing("−", with: "-")
      }
      parts.append(times.joined(separator: "-") + "s")
    }
    if view != .spectrogram { parts.append(view.rawValue) }
    return parts.joined(separator: "-") + ".png"
  }

  /// A stem without what a shell, a terminal or another system stumbles over.
  private static func plain(_ stem: String) -> String {
    let kept = stem.unicodeScalars.map { scalar -> Character in
      let isPlain =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || "-_.,+".unicodeScalars.contains(scalar)
      return isPlain ? Character(scalar) : "_"
    }
    let name = String(kept.prefix(stemLimit)).drop { $0 == "-" || $0 == "." }
    return name.isEmpty ? "view" : String(name)
  }
}
