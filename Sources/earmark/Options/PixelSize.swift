import ArgumentParser
import PictureFiles

/// The size of a picture in pixels on the command line.
struct PixelSize: ExpressibleByArgument, Sendable, Equatable {
  /// Pixels from left to right.
  let width: Int
  /// Pixels from top to bottom.
  let height: Int

  /// What pictures have unless told.
  static let standard = PixelSize(
    width: SpectrogramChart.standardSize.width, height: SpectrogramChart.standardSize.height)

  /// The size as it is typed.
  var defaultValueDescription: String { "\(width)x\(height)" }

  init?(argument: String) {
    let numbers = argument.split(separator: "x").map { Int($0) }
    guard numbers.count == 2, let width = numbers[0], let height = numbers[1], width > 0, height > 0
    else { return nil }
    self.init(width: width, height: height)
  }

  /// Why a chart can't have this size; nil if it can.
  var refusal: PictureSizeError? {
    let (least, most) = (SpectrogramChart.smallestSize, SpectrogramChart.largestSize)
    if width < least.width || height < least.height {
      return .tooSmall(width: width, height: height)
    }
    if width > most.width || height > most.height {
      return .tooLarge(width: width, height: height)
    }
    return nil
  }

  private init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}

/// The levels of a picture on the command line.
struct LevelsArgument: ExpressibleByArgument, Sendable {
  /// From the lowest to the highest colour.
  let range: ClosedRange<Float>

  init?(argument: String) {
    let numbers = argument.split(separator: ":").map { Float($0) }
    guard numbers.count == 2, let low = numbers[0], let high = numbers[1], low.isFinite,
      high.isFinite, low < high
    else { return nil }
    range = low...high
  }
}
