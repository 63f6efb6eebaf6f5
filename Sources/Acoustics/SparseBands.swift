/// Weighted sums over runs of neighboring bins: a sparse matrix `[bands, bins]`.
public struct SparseBands: Sendable, Equatable {
  /// One row: weights from a first bin on.
  public struct Band: Sendable, Equatable {
    /// The first bin with a weight.
    public let firstBin: Int
    /// The weights of it and of those that follow.
    public let weights: [Double]

    /// Makes a band.
    public init(firstBin: Int, weights: [Double]) {
      self.firstBin = firstBin
      self.weights = weights
    }
  }

  /// The rows.
  public let bands: [Band]
  /// How many bins go in.
  public let binCount: Int

  /// Makes a matrix of its rows.
  ///
  /// - Precondition: Every band lies inside `0..<binCount`.
  public init(bands: [Band], binCount: Int) {
    for band in bands {
      precondition(
        band.firstBin >= 0 && band.firstBin + band.weights.count <= binCount,
        "a band reaches outside the \(binCount) bins")
    }
    self.bands = bands
    self.binCount = binCount
  }

  /// How many sums come out.
  public var count: Int { bands.count }

  /// One row, `[binCount]`, zeros included.
  public func weights(ofBand band: Int) -> [Double] {
    var row = [Double](repeating: 0, count: binCount)
    for (place, weight) in bands[band].weights.enumerated() {
      row[bands[band].firstBin + place] = weight
    }
    return row
  }
}
