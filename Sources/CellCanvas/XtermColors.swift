/// The 256 colours of xterm: 16 of the terminal's theme, a cube of 6 x 6 x 6 and 24 greys.
enum XtermColors {
  /// xterm's own first sixteen; a terminal may show others.
  private static let basic: [RGB] = [
    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
    0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
  ].map { RGB($0) }
  private static let cubeSteps: [UInt8] = [0, 95, 135, 175, 215, 255]

  /// The first number that every terminal shows alike.
  private static let firstFixed = 16
  private static let fixedPlaces: [Perceived] = (firstFixed...255).map {
    Perceived(color(UInt8($0)))
  }

  private static let isGrey: [Bool] = (firstFixed...255).map { number in
    let color = color(UInt8(number))
    return color.red == color.green && color.green == color.blue
  }

  /// The colour of a number.
  static func color(_ number: UInt8) -> RGB {
    let index = Int(number)
    if index < firstFixed { return basic[index] }
    if index >= 232 {
      let grey = number &- 232
      return RGB(red: 8 + grey * 10, green: 8 + grey * 10, blue: 8 + grey * 10)
    }
    let cube = index - firstFixed
    return RGB(
      red: cubeSteps[cube / 36], green: cubeSteps[cube / 6 % 6], blue: cubeSteps[cube % 6])
  }

  /// The number from 16 up whose colour looks most like another.
  ///
  /// - Parameter isTint: Whether it is a pale ground, whose hue stays: greys are passed over.
  static func nearest(to color: RGB, isTint: Bool = false) -> UInt8 {
    let wanted = Perceived(color)
    let isColored = isTint && wanted.chroma > Perceived.leastChroma
    var (best, bestDistance) = (firstFixed, Double.infinity)
    for (index, place) in fixedPlaces.enumerated() where !isColored || !isGrey[index] {
      let distance = wanted.distance(to: place, isOfHue: isColored)
      if distance < bestDistance { (best, bestDistance) = (index + firstFixed, distance) }
    }
    return UInt8(best)
  }
}

/// A colour by how it looks: lightness and two opponent axes.
/// - Source: Ottosson, *A perceptual color space for image processing* (Oklab), 2020.
private struct Perceived {
  let lightness, greenRed, blueYellow: Double

  /// How much more a step in lightness counts than one in hue: order by brightness must stay.
  private static let lightnessWeight = 3.0
  /// How much more a step in hue counts than one in chroma where the hue has to stay.
  private static let hueWeight = 6.0
  /// The chroma below which there is no hue.
  static let leastChroma = 0.003

  /// The distance from grey.
  var chroma: Double { (greenRed * greenRed + blueYellow * blueYellow).squareRoot() }

  init(_ color: RGB) {
    let red = RGB.linear[Int(color.red)]
    let green = RGB.linear[Int(color.green)]
    let blue = RGB.linear[Int(color.blue)]
    let long = Self.cubeRoot(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    let middle = Self.cubeRoot(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    let short = Self.cubeRoot(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    greenRed = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    blueYellow = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
  }

  func distance(to other: Perceived, isOfHue: Bool) -> Double {
    let dl = lightness - other.lightness
    let da = greenRed - other.greenRed
    let db = blueYellow - other.blueYellow
    let dc = chroma - other.chroma
    let dh = max(0, da * da + db * db - dc * dc)
    return Self.lightnessWeight * dl * dl + dc * dc + (isOfHue ? Self.hueWeight : 1) * dh
  }

  /// Newton's steps for the cube root of `0...1`; the core takes no mathematics library.
  private static func cubeRoot(_ value: Double) -> Double {
    guard value > 0 else { return 0 }
    var root = 1.0
    for _ in 0..<24 { root -= (root - value / (root * root)) / 3 }
    return root
  }
}
