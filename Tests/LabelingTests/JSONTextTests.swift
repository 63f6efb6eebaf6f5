import Foundation
import Labeling
import Testing

@Suite struct JSONTextTests {
  @Test(arguments: [
    ("plain 한국어 é 🦉", "\"plain 한국어 é 🦉\""),
    ("\"\\/", "\"\\\"\\\\/\""),
    ("\u{0}\u{1b}\n\u{7f}\u{9b}", "\"\\u0000\\u001b\\u000a\\u007f\\u009b\""),
    (
      "\u{200b}\u{200f}\u{202e}\u{2066}\u{feff}\u{ad}",
      "\"\\u200b\\u200f\\u202e\\u2066\\ufeff\\u00ad\""
    ),
    ("\u{2028}\u{2029}\u{61c}", "\"\\u2028\\u2029\\u061c\""),
    ("\u{e0041}", "\"\\udb40\\udc41\""),
  ])
  func whatAScreenWouldHideOrObeyIsEscaped(text: String, literal: String) throws {
    #expect(JSONText.literal(text) == literal)
    let decoded = try JSONDecoder().decode([String].self, from: Data("[\(literal)]".utf8))
    #expect(decoded.map { Array($0.unicodeScalars) } == [Array(text.unicodeScalars)])
  }

  @Test func everyScalarComesBack() throws {
    var text = ""
    for value in UInt32(0)...0x2ffff {
      if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
    }
    let literal = JSONText.literal(text)
    let decoded = try JSONDecoder().decode(String.self, from: Data(literal.utf8))
    #expect(decoded.unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test func valuesKeepTheOrderOfTheirKeys() {
    let value = JSONValue.object([
      ("z", .null), ("a", .array([.bool(true), .integer(-3), .number(0.5), .number(2.0)])),
      ("nan", .number(Double.nan)), ("single", .number(Float(0.1))), ("text", .optional(nil)),
    ])
    #expect(
      value.compact == #"{"z":null,"a":[true,-3,0.5,2],"nan":null,"single":0.1,"text":null}"#)
  }

  @Test func pathsThatAreNotUTF8HaveTheirBytesBeside() {
    let path = RecordingPath(bytes: [0x61, 0xff, 0x62])
    #expect(path.text == "a\u{fffd}b")
    #expect(!path.isText)
    #expect(path.hex == "61ff62")
    #expect(RecordingPath(hex: "61FF62") == path)
    #expect(RecordingPath(hex: "61ff6") == nil)
    #expect(RecordingPath(hex: "") == nil)
    #expect(RecordingPath(hex: "xx") == nil)
    #expect(RecordingPath("\u{fffd}").isText)
  }
}
