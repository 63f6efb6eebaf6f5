import CKernels

/// What the kernels read for a complex transform of any length, made of a longer one of 2ⁿ.
///
/// - Complexity: A transform takes O(n log n) for every n, four times as long as one of a power of
///   two nearby.
/// - Source: Bluestein, *A linear filtering approach to the computation of discrete Fourier
///   transform*, 1970, doi:10.1109/TAU.1970.1162132.
final class ChirpTables {
  private let longer: TransformTables
  private let chirp: RealBuffer
  private let spectrum: RealBuffer
  private let view: UnsafeMutablePointer<ek_convolution>
  /// The kernels' view, valid while the tables live.
  var convolution: UnsafePointer<ek_convolution> { UnsafePointer(view) }
  /// Elements of the longer transform.
  let longerLength: Int

  init(length: Int, _ precision: Precision) {
    var longerLength = 1
    while longerLength < 2 * length - 1 { longerLength *= 2 }
    self.longerLength = longerLength
    longer = TransformTables(length: longerLength, precision)
    // n² is reduced to a turn, so that large n lose nothing.
    let turn = { (n: Int) in rootOfUnity(n * n % (2 * length), of: 2 * length) }
    chirp = RealBuffer(pairs: length, precision, of: turn)
    spectrum = ChirpTables.spectrum(
      length: length, longerLength: longerLength, precision, ofInverse: turn)
    view = .allocate(capacity: 1)
    view.initialize(
      to: ek_convolution(
        transform: longer.transform, order: longer.order, chirp: chirp.start,
        spectrum: spectrum.start))
  }

  deinit { view.deallocate() }

  /// The spectrum of 1/c, even about 0 on a circle of the longer length, over that length.
  private static func spectrum(
    length: Int, longerLength: Int, _ precision: Precision,
    ofInverse turn: (Int) -> (Double, Double)
  ) -> RealBuffer {
    let tables = TransformTables(length: longerLength, .double)
    let lanes = Precision.double.lanes
    let values = RealBuffer(lanesOf: 2 * longerLength, .double)
    for n in 0..<length {
      let (re, im) = turn(n)
      for place in [n, (longerLength - n) % longerLength] {
        values[2 * place * lanes] = re
        values[(2 * place + 1) * lanes] = -im
      }
    }
    var transform = tables.transform
    KernelBuild.best.lanes(.double).pointee.transform(&transform, values.start)
    return RealBuffer(pairs: longerLength, precision) { output in
      let place = Int(tables.order[output])
      return (
        values[place] / Double(longerLength), values[place + lanes] / Double(longerLength)
      )
    }
  }
}
