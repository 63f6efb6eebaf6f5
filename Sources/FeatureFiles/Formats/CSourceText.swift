import Labeling

/// Names and comments of C source made of any text.
enum CSourceText {
  /// The text in lower case with an underscore for all but ASCII letters and digits.
  ///
  /// It may begin with a digit: something goes before it.
  static func identifier(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.lowercased().unicodeScalars.map { scalar in
          let isKept = "a"..."z" ~= scalar || "0"..."9" ~= scalar
          return isKept ? scalar : "_"
        }))
  }

  /// What the array is made of, as a comment.
  static func comment(_ contents: FeatureFileContents) -> String {
    var lines = ["File automatically created by earmark features"]
    for (name, value) in contents.members where name != "settings" {
      lines.append("\(name): \(value.compact)")
    }
    lines += contents.settings.map { "\($0.name): \($0.value)" }
    return "/* " + lines.map(remark).joined(separator: "\n * ") + "\n */\n"
  }

  /// Text that ends no comment, begins none, and shows all that is in it.
  static func remark(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      if JSONText.isHidden(scalar) {
        shown.append("<U+\(String(scalar.value, radix: 16, uppercase: true))>")
        continue
      }
      // The last is a trigraph for a backslash, which would join two lines.
      for pair in [("*", "/"), ("/", "*"), ("?", "/")] as [(Character, Unicode.Scalar)]
      where shown.last == pair.0 && scalar == pair.1 {
        shown.append(" ")
      }
      shown.unicodeScalars.append(scalar)
    }
    return shown
  }
}
