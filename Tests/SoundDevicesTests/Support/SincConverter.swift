import Foundation
import SoundDevices

/// Converts rates by a windowed sinc computed in double precision, slowly; stands in for soxr.
final class SincConverter: SampleRateConverter {
  private static let reach = 32
  private let step: Double
  private let width: Double
  private var input: [Float] = []
  private var firstKept = 0
  private var madeCount = 0

  init(from: Double, to: Double) {
    step = from / to
    width = max(1, step)
  }

  func push(_ samples: [Float]) -> [Float] {
    input += samples
    return make(upTo: Double(firstKept + input.count) - Double(Self.reach) * width)
  }

  func finish() -> [Float] {
    let end = Double(firstKept + input.count)
    input += [Float](repeating: 0, count: Int(Double(2 * Self.reach) * width))
    return make(upTo: end - step / 2)
  }

  private func make(upTo end: Double) -> [Float] {
    var result: [Float] = []
    while Double(madeCount) * step < end {
      let center = Double(madeCount) * step
      let reach = Double(Self.reach) * width
      var sum = 0.0
      for index in max(firstKept, Int((center - reach).rounded(.up)))...Int(center + reach) {
        guard index - firstKept < input.count else { break }
        let place = (Double(index) - center) / width
        let sinc = place == 0 ? 1 : sin(Double.pi * place) / (Double.pi * place)
        let window = 0.5 + 0.5 * cos(Double.pi * place / Double(Self.reach))
        sum += Double(input[index - firstKept]) * sinc * window / width
      }
      result.append(Float(sum))
      madeCount += 1
    }
    let spare = Int(Double(madeCount) * step - Double(Self.reach) * width) - 1 - firstKept
    if spare > 4096 {
      input.removeFirst(spare)
      firstKept += spare
    }
    return result
  }

  static let factory: SampleRateConverterFactory = { SincConverter(from: $0, to: $1) }
}
