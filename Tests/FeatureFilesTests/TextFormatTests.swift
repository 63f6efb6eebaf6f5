import Acoustics
import FeatureFiles
import Foundation
import Labeling
import Testing

struct TextFormatTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("a table has a row a frame and the shortest numbers that read back")
  func csv() throws {
    var contents = FeatureFileContents.mel(3)
    try folder.write([0, -80, 0.1, 1e-8, 16_777_216, 1 / 3], contents, "a.csv")
    #expect(
      try folder.text("a.csv")
        == "seconds,100,200.5,301\n0,0,-80,0.1\n0.01,1e-08,16777216,0.33333334\n")
    contents.startSeconds = 2.5
    try folder.write([.nan, .infinity, -.infinity], contents, "a.csv")
    #expect(try folder.text("a.csv") == "seconds,100,200.5,301\n2.5,nan,inf,-inf\n")
    try folder.write([0, 0.5, 1], .coefficients(3).quantized(0, 1), "a.csv")
    #expect(try folder.text("a.csv") == "seconds,c0,c1,c2\n0,0,128,255\n")
    try folder.write([], .coefficients(1), "a.csv")
    #expect(try folder.text("a.csv") == "seconds,c0\n")
  }

  @Test("lanes have their names, and changes over time their orders")
  func binNames() throws {
    var contents = FeatureFileContents.coefficients(5)
    contents.baseCoefficients = 2
    try folder.write([], contents, "a.csv")
    #expect(try folder.text("a.csv") == "seconds,c0,c1,d1_c0,d1_c1,d2_c0\n")
    try folder.write([], contents, "a.json")
    let names = try object("a.json")["bins"] as? [String]
    #expect(names == ["c0", "c1", "d1_c0", "d1_c1", "d2_c0"])
    contents.binAxis = .lane("zero crossings")
    try folder.write([0.25], contents, "a.csv")
    #expect(try folder.text("a.csv") == "seconds,zero_crossings\n0,0.25\n")
  }

  @Test("numbers of a table read back as the same bits")
  func roundTrip() throws {
    var random = SystemRandomNumberGenerator()
    let values = (0..<5000).map { _ in Float(bitPattern: .random(in: 0 ... .max, using: &random)) }
      .filter { $0.isFinite }
    try folder.write(values, .coefficients(1), "a.csv")
    let rows = try folder.text("a.csv").split(separator: "\n").dropFirst()
    let read = rows.compactMap { Float($0.split(separator: ",")[1]) }
    #expect(read.map(\.bitPattern) == values.map(\.bitPattern))
  }

  @Test("JSON says everything about the feature")
  func json() throws {
    var contents = FeatureFileContents.mel(2)
    contents.path = RecordingPath(bytes: Array("a/".utf8) + [0xff] + Array("b\"\n.wav".utf8))
    try folder.write([1.5, -2, .nan, .infinity], contents, "a.json")
    let object = try self.object("a.json")
    #expect(object["path"] as? String == "a/\u{fffd}b\"\n.wav")
    #expect(object["pathHex"] as? String == "612fff62220a2e776176")
    #expect(object["feature"] as? String == "mel")
    #expect(object["sampleRate"] as? Int == 16_000)
    #expect(object["hopLength"] as? Int == 160)
    #expect(object["windowLength"] as? Int == 400)
    #expect(object["framing"] as? String == "centered")
    #expect(object["bins"] as? [Double] == [100, 200.5])
    #expect(object["times"] as? [Double] == [0, 0.01])
    let settings = try #require(object["settings"] as? [String: String])
    #expect(settings == ["melScale": "slaney", "note": "a \"b\" */ \u{202e}é"])
    #expect(try folder.text("a.json").contains("\"values\":[\n[1.5,-2],\n[null,null]\n],\n"))
  }

  @Test("JSON without frames, of one value, and of bytes")
  func smallJSON() throws {
    try folder.write([], .coefficients(2), "a.json")
    var object = try self.object("a.json")
    #expect((object["values"] as? [Any])?.isEmpty == true)
    #expect((object["times"] as? [Any])?.isEmpty == true)
    #expect(object["bins"] as? [String] == ["c0", "c1"])
    #expect(object["pathHex"] == nil && object["quantization"] == nil)
    try folder.write([0.5], .coefficients(1).quantized(-1, 1), "a.json")
    object = try self.object("a.json")
    #expect(object["values"] as? [[Int]] == [[191]])
    #expect(object["quantization"] as? [String: Int] == ["lowest": -1, "highest": 1])
  }

  private func object(_ name: String) throws -> [String: Any] {
    let data = Data(try folder.bytes(name))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }
}
