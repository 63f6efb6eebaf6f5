import Acoustics

/// The vertical axis of a chart: frequencies, or the numbers of bins that have none.
struct FrequencyScale {
  /// Whether a bin is a block of its own instead of a point on a line.
  let isExact: Bool
  /// The places on the bin axis at the lower and the upper edge.
  let bins: ClosedRange<Float>
  private let axis: BinAxis

  /// Makes the scale of an axis, or of the part of it between two frequencies.
  init(_ axis: BinAxis, hertz: ClosedRange<Float>?) {
    self.axis = axis
    var ends: (low: Float, high: Float)
    if case .hertz = axis {
      isExact = false
      ends = (0, Float(max(1, axis.count - 1)))
    } else {
      // Bands and coefficients have a width, the bins of a transform are points.
      isExact = axis.hertz(ofBin: 0) == nil
      ends = (-0.5, Float(axis.count) - 0.5)
    }
    if let hertz, let low = axis.bin(ofHertz: hertz.lowerBound),
      let high = axis.bin(ofHertz: hertz.upperBound),
      max(low, ends.low) + 0.01 < min(high, ends.high)
    {
      ends = (max(low, ends.low), min(high, ends.high))
    }
    bins = ends.low...max(ends.high, ends.low + 0.01)
  }

  /// What the axis may be called, the fullest name first.
  var titles: [String] {
    guard hertz != nil else {
      switch axis {
      case .coefficient: return ["coefficient"]
      case .pitchClasses: return ["note"]
      default: return ["bin"]
      }
    }
    let short = "frequency (\(unit.name))"
    switch axis {
    case .mel: return ["frequency (\(unit.name), mel scale)", short, unit.name]
    case .bands(let scale, _):
      return ["frequency (\(unit.name), \(Self.name(scale)) scale)", short, unit.name]
    default: return [short, unit.name]
    }
  }

  /// Ticks along `length` pixels from the lower edge up, for letters of a scale.
  func ticks(length: Int, scale: Int) -> AxisTicks {
    guard let hertz else { return numberTicks(length: length, scale: scale) }
    let factor = unit.factor
    let range = hertz.lowerBound / factor...hertz.upperBound / factor
    if case .hertz = axis {
      return AxisTicks.finest(
        in: range, length: length, smallestMinor: 7 * scale, steps: TickSteps.decimal(from:),
        text: { value, ticks in ChartNumber.text(value, decimals: ticks.decimals) },
        fits: { _, distance in distance >= Double(max(22 * scale, length / 9)) })
    }
    return RoundNumberTicks(range) { share(ofHertz: $0 * factor) }
      .ticks(
        length: length, labelDistance: max(22 * scale, length / 14), minorDistance: 6 * scale)
  }

  /// The frequencies at the lower and the upper edge; nil where bins have none.
  private var hertz: ClosedRange<Double>? {
    guard let low = axis.hertz(ofBin: bins.lowerBound),
      let high = axis.hertz(ofBin: bins.upperBound)
    else { return nil }
    return Double(low)...max(Double(low), Double(high))
  }

  private var unit: (name: String, factor: Double) {
    switch hertz?.upperBound ?? 0 {
    case ..<1000: ("Hz", 1)
    case ..<1_000_000: ("kHz", 1000)
    default: ("MHz", 1_000_000)
    }
  }

  private func share(ofHertz hertz: Double) -> Double? {
    axis.bin(ofHertz: Float(hertz)).map {
      Double(($0 - bins.lowerBound) / (bins.upperBound - bins.lowerBound))
    }
  }

  private static func name(_ scale: Acoustics.FrequencyScale) -> String {
    switch scale {
    case .bark: "Bark"
    case .erb: "ERB"
    case .linear, .logarithmic, .mel: scale.rawValue
    }
  }

  private func numberTicks(length: Int, scale: Int) -> AxisTicks {
    var ticks = AxisTicks.finest(
      in: Double(bins.lowerBound)...Double(bins.upperBound), length: length,
      smallestMinor: length, steps: { _ in TickSteps.decimal(from: 1) },
      text: { value, _ in
        if case .pitchClasses = axis { return Note.pitchClass(Int(value)) }
        return ChartNumber.text(value, decimals: 0)
      },
      fits: { _, distance in distance >= Double(max(16 * scale, length / 26)) })
    ticks.minor = []
    return ticks
  }
}
