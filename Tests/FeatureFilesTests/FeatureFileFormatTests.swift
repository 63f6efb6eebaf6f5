import FeatureFiles
import Testing

struct FeatureFileFormatTests {
  @Test("the extension says the format, in any case")
  func extensions() {
    for format in FeatureFileFormat.allCases {
      #expect(FeatureFileFormat(path: Array("a/b.\(format.rawValue)".utf8)) == format)
      #expect(FeatureFileFormat(path: Array("a.x.\(format.rawValue.uppercased())".utf8)) == format)
    }
    for name in ["", "npy", ".npy", "a.wav", "a.npy/b", "a.", "/", "a.npyx"] {
      #expect(FeatureFileFormat(path: Array(name.utf8)) == nil, "\(name)")
    }
    #expect(FeatureFileFormat(path: [0xff, 0x2e, 0x63]) == .c, "a name that is not UTF-8")
  }

  @Test("each has a line that says what is in it")
  func summaries() {
    #expect(Set(FeatureFileFormat.allCases.map(\.summary)).count == 5)
  }
}
