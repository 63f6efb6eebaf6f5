import CellCanvas
import Testing

@Suite struct RGBTests {
  @Test func hexRoundTrip() throws {
    let color = try #require(RGB(hex: "#0e1117"))
    #expect(color == RGB(red: 14, green: 17, blue: 23))
    #expect(color.hex == "#0e1117")
  }

  @Test(arguments: ["", "0e1117", "#0e111", "#0e11170", "#0e111g", "#+e1117", "#é1117"])
  func whatIsNoColour(text: String) {
    #expect(RGB(hex: text) == nil)
  }

  @Test func luminanceAndContrast() {
    #expect(RGB(0xffffff).luminance == 1)
    #expect(RGB(0x000000).luminance == 0)
    #expect(abs(RGB(0x808080).luminance - 0.21586) < 1e-5)
    #expect(abs(RGB.contrast(RGB(0xffffff), RGB(0)) - 21) < 1e-9)
  }

  @Test func mixing() {
    #expect(RGB(0x000000).mixed(with: RGB(0xffffff), 0) == RGB(0))
    #expect(RGB(0x000000).mixed(with: RGB(0xffffff), 0.5) == RGB(0x808080))
    #expect(RGB(0x102030).mixed(with: RGB(0xffffff), 1) == RGB(0xffffff))
  }
}
