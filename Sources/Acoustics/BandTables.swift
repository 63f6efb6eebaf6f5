import CKernels

/// Sparse bands as the kernels read them.
final class BandTables {
  private let first: UnsafeMutablePointer<Int32>
  private let offsets: UnsafeMutablePointer<Int32>
  private let weights: RealBuffer
  /// The kernels' view, valid while the tables live.
  let rows: ek_sparse_rows
  /// The bins that have a weight, and those between them.
  let bins: Range<Int>

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
    let used = bands.bands.filter { !$0.weights.isEmpty }
    let end = used.map { $0.firstBin + $0.weights.count }.max() ?? 0
    bins = (used.map { $0.firstBin }.min() ?? end)..<end
    rows = ek_sparse_rows(
      count: Int32(bands.count), first: first, offsets: offsets, weights: weights.start)
  }

  deinit {
    first.deallocate()
    offsets.deallocate()
  }
}
