import Acoustics

/// Where frequencies, or bins without one, lie on a picture: 0 is its lower edge, 1 its upper one.
struct PictureAxis: Sendable, Equatable {
  /// The bins of the feature.
  let bins: BinAxis
  /// The bin at the lower edge of the picture, fractional.
  let lowestBin: Float
  /// The bin at the upper edge of the picture, fractional.
  let highestBin: Float
  /// The axis where rows are no even steps of bins.
  let scaled: FrequencyAxis?

  /// Fits the visible frequencies to the bins.
  ///
  /// - Parameters:
  ///   - hertz: What is visible; nil for all.
  ///   - scale: The scale of spectra; bands and coefficients keep their own steps.
  init(_ bins: BinAxis, hertz: ClosedRange<Float>?, scale: FrequencyScale = .linear) {
    self.bins = bins
    let count = bins.count
    switch bins {
    case .coefficient, .pitchClasses:
      (lowestBin, highestBin, scaled) = (-0.5, Float(count) - 0.5, nil)
      return
    default: break
    }
    let low = hertz.flatMap { bins.bin(ofHertz: $0.lowerBound) } ?? 0
    let high = hertz.flatMap { bins.bin(ofHertz: $0.upperBound) } ?? Float(count - 1)
    lowestBin = max(0, min(low, Float(count - 1)))
    highestBin = max(lowestBin + 0.001, min(high, Float(count - 1)))
    if case .hertz(let lowest, let step, _) = bins, scale != .linear {
      // Below the first bin there is nothing that octaves could tell apart.
      let floor = scale == .logarithmic ? Double(step) : 0
      let from = max(floor, Double(lowest + step * lowestBin))
      scaled = FrequencyAxis(scale, from...max(from + 1e-3, Double(lowest + step * highestBin)))
    } else {
      scaled = nil
    }
  }

  /// The frequencies at the edges; nil where bins have none.
  var hertz: ClosedRange<Double>? {
    if let scaled { return scaled.hertz }
    guard let low = bins.hertz(ofBin: lowestBin), let high = bins.hertz(ofBin: highestBin) else {
      return nil
    }
    return Double(low)...max(Double(high), Double(low) + 1e-6)
  }

  /// The place of a frequency, beyond the edges too; nil where bins have none.
  func place(ofHertz hertz: Float) -> Double? {
    if let scaled { return scaled.place(ofHertz: Double(hertz)) }
    return bins.bin(ofHertz: hertz).map(place(ofBin:))
  }

  /// The place of a bin where rows are even steps of bins.
  func place(ofBin bin: Float) -> Double {
    Double((bin - lowestBin) / (highestBin - lowestBin))
  }

  /// The frequency at a place; nil where bins have none.
  func hertz(atPlace place: Double) -> Float? {
    if let scaled { return Float(scaled.hertz(atPlace: place)) }
    return bins.hertz(ofBin: lowestBin + Float(place) * (highestBin - lowestBin))
  }

  /// The row of a frequency from the top; outside of the picture it is negative or too large.
  func row(ofHertz hertz: Float, rows: Int) -> Int {
    guard let place = place(ofHertz: hertz) else { return hertz <= 0 ? rows - 1 : -1 }
    // The edges of the picture belong to its first and last row.
    if place >= 1, place <= 1.001 { return 0 }
    if place <= 0, place >= -0.001 { return rows - 1 }
    return Int(((1 - place) * Double(rows)).rounded(.down))
  }

  /// Which bins rows of pixels show.
  func rows(_ count: Int, isExact: Bool) -> [AxisRows.Row] {
    if let scaled { return AxisRows(scaled, count: count, bins: bins).rows }
    // Between two notes of the octave there is nothing.
    let isOfNotes = if case .pitchClasses = bins { true } else { false }
    return AxisRows(
      bins: lowestBin...highestBin, count: count, binCount: bins.count,
      isExact: isExact || isOfNotes
    ).rows
  }
}
