import CKernels

/// Sparse bands as the kernels read them.
final class BandTables {
  private let first: UnsafeMutablePointer<Int32>
  private let offsets: UnsafeMutablePointer<Int32>
  private let weights: RealBuffer
  /// The kernels' view, valid while the tables live.
  let rows: ek_sparse_rows

  init(_ bands: SparseBands, _ precision: Precision) {
    first = .allocate(capacity: bands.count)
    offsets = .allocate(capacity: bands.count + 1)
    offsets.initialize(to: 0)
    var all: [Double] = []
    for (place, band) in bands.bands.enumerated() {
      all += band.weights
      (first + place).initialize(to: Int32(band.firstBin))
      (offsets + place + 1).initialize(to: Int32(all.count))
    }
    weights = RealBuffer(all, precision)
    rows = ek_sparse_rows(
      count: Int32(bands.count), first: first, offsets: offsets, weights: weights.start)
  }

  deinit {
    first.deallocate()
    offsets.deallocate()
  }
}
