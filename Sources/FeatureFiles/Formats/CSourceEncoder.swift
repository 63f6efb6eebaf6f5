import Labeling

/// `.c`: an array with its width and height, which compiles as C and as C++.
///
/// - Source: TensorFlow, `speech_commands/wav_to_features.py`, for names and order; its floats
///   begin with a comma, which no compiler takes.
struct CSourceEncoder: FrameEncoder {
  private static let valuesPerLine = 10
  private static let allFinite = "/* every value is finite here */\n"
  private static let notAllFinite = "#include <math.h> /* NAN etc. */\n"
  /// Digits of the greatest count.
  private static let countRoom = 19

  private let file: OutputFile
  private let quantization: Quantization?
  private let remarkOffset: Int
  private let heightOffset: Int
  private var valueCount = 0
  private var isFinite = true
  private var text: [UInt8] = []

  init(_ contents: FeatureFileContents, into draft: DraftFile) throws(FeatureFileError) {
    file = draft.file
    quantization = contents.quantization
    let name = "g_\(CSourceText.identifier(contents.path.stem))"
    text.append(CSourceText.comment(contents))
    text.append("\n")
    remarkOffset = text.count
    text.append(Self.allFinite)
    // Without a declaration C++ would keep constants to this file.
    let type = quantization == nil ? "float" : "unsigned char"
    text.append("extern const int \(name)_width, \(name)_height;\n")
    text.append("extern const \(type) \(name)_data[];\n\n")
    text.append("const int \(name)_width = \(contents.binCount);\n")
    text.append("const int \(name)_height = ")
    heightOffset = text.count
    text.append("\(Self.count(0));\n")
    text.append("const \(type) \(name)_data[] = {")
    try file.append(text)
  }

  mutating func add(_ values: UnsafeBufferPointer<Float>) throws(FeatureFileError) {
    text.removeAll(keepingCapacity: true)
    for value in values {
      if valueCount.isMultiple(of: Self.valuesPerLine) {
        text.append("\n  ")
      } else {
        text.append(UInt8(ascii: " "))
      }
      append(value)
      text.append(UInt8(ascii: ","))
      valueCount += 1
    }
    try file.append(text)
  }

  mutating func finish(frameCount: Int) throws(FeatureFileError) {
    // An array of C has at least one element.
    try file.append(Array((valueCount == 0 ? "\n  0\n};\n" : "\n};\n").utf8))
    try file.replace(at: heightOffset, with: Array(Self.count(frameCount).utf8))
    if !isFinite { try file.replace(at: remarkOffset, with: Array(Self.notAllFinite.utf8)) }
  }

  private mutating func append(_ value: Float) {
    if let quantization {
      text.append(quantization.byte(of: value).description)
    } else if value.isFinite {
      text.append(value.description)
      text.append(UInt8(ascii: "f"))
    } else {
      isFinite = false
      text.append(value.isNaN ? "NAN" : value < 0 ? "-INFINITY" : "INFINITY")
    }
  }

  private static func count(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: " ", count: countRoom - digits.count) + digits
  }
}
