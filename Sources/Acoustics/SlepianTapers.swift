#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Tapers that keep the most of their energy inside a band: discrete prolate spheroidal sequences.
///
/// - Source: Slepian, *Prolate spheroidal wave functions V*, Bell System Technical Journal 57 (1978);
///   equals SciPy 1.17 `signal.windows.dpss` with `norm=2`.
public enum SlepianTapers {
  /// The first tapers, `[count][length]`, the sum of whose squares is 1.
  ///
  /// - Parameters:
  ///   - bandwidth: Half the width of the band, times the length: Thomson's NW.
  ///   - count: How many; of twice the bandwidth the last ones leak.
  /// - Precondition: `1 <= count <= length` and `0 < bandwidth < length / 2`.
  public static func values(length: Int, bandwidth: Double, count: Int) -> [[Double]] {
    precondition((1...length).contains(count), "\(count) tapers of \(length) samples")
    precondition(
      bandwidth > 0 && bandwidth < Double(length) / 2, "no band is \(bandwidth) wide")
    let matrix = SlepianMatrix(length: length, bandwidth: bandwidth)
    return (0..<count).map { order in
      let taper = matrix.vector(ofValue: matrix.value(order), isEven: order % 2 == 0)
      return isUpright(taper, order) ? taper : taper.map { -$0 }
    }
  }

  /// Even tapers have a positive sum, odd ones begin above zero.
  private static func isUpright(_ taper: [Double], _ order: Int) -> Bool {
    guard order % 2 == 1 else { return taper.reduce(0, +) >= 0 }
    let least = max(1e-7, 1 / Double(taper.count))
    return taper.first { $0 * $0 > least } ?? 0 >= 0
  }
}

/// The matrix of three diagonals that has the tapers as its eigenvectors.
private struct SlepianMatrix {
  private let diagonal: [Double]
  private let side: [Double]
  /// No eigenvalue is larger in size.
  private let bound: Double

  init(length: Int, bandwidth: Double) {
    let turn = cos(2 * Double.pi * bandwidth / Double(length))
    diagonal = (0..<length).map { place in
      let distance = Double(length - 1) / 2 - Double(place)
      return distance * distance * turn
    }
    side = (0..<max(0, length - 1)).map { place in
      Double(place + 1) * Double(length - 1 - place) / 2
    }
    bound = (diagonal.map(abs).max() ?? 0) + 2 * (side.max() ?? 0) + 1
  }

  /// The largest eigenvalue but `order`, by bisection.
  func value(_ order: Int) -> Double {
    let wanted = diagonal.count - 1 - order
    var (low, high) = (-bound, bound)
    while high - low > bound * 1e-15 {
      let middle = (low + high) / 2
      guard middle > low, middle < high else { break }
      if countBelow(middle) <= wanted { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// How many eigenvalues lie below a number, by Sturm's sequence.
  private func countBelow(_ number: Double) -> Int {
    var (count, pivot) = (0, 1.0)
    for place in diagonal.indices {
      let before = place > 0 ? side[place - 1] * side[place - 1] / pivot : 0
      pivot = diagonal[place] - number - before
      if pivot == 0 { pivot = -bound * 1e-16 }
      if pivot < 0 { count += 1 }
    }
    return count
  }

  /// The eigenvector of an eigenvalue, of length 1, by inverse iteration.
  func vector(ofValue value: Double, isEven: Bool) -> [Double] {
    let solver = ThreeDiagonals(
      diagonal: diagonal.map { $0 - value }, side: side, least: bound * 1e-16)
    let middle = Double(diagonal.count - 1) / 2
    var vector = diagonal.indices.map { isEven ? 1 : middle - Double($0) }
    for _ in 0..<3 {
      solver.solve(&vector)
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      for place in vector.indices { vector[place] /= length }
    }
    return vector
  }
}

/// A system of equations of three diagonals, taken apart with pivoting.
///
/// - Source: LAPACK, `dgttrf` and `dgttrs`.
private struct ThreeDiagonals {
  private var factors: [Double]
  private var diagonal: [Double]
  private var above: [Double]
  private var second: [Double]
  private var isSwapped: [Bool]

  /// - Parameter least: What stands for a pivot of 0.
  init(diagonal: [Double], side: [Double], least: Double) {
    let count = diagonal.count
    self.diagonal = diagonal
    factors = side
    above = side
    second = [Double](repeating: 0, count: count)
    isSwapped = [Bool](repeating: false, count: count)
    for place in 0..<(count - 1) {
      if abs(self.diagonal[place]) >= abs(factors[place]) {
        if self.diagonal[place] == 0 { self.diagonal[place] = least }
        factors[place] /= self.diagonal[place]
        self.diagonal[place + 1] -= factors[place] * above[place]
      } else {
        let factor = self.diagonal[place] / factors[place]
        self.diagonal[place] = factors[place]
        factors[place] = factor
        let next = self.diagonal[place + 1]
        self.diagonal[place + 1] = above[place] - factor * next
        above[place] = next
        if place < count - 2 {
          second[place] = above[place + 1]
          above[place + 1] *= -factor
        }
        isSwapped[place] = true
      }
    }
    if self.diagonal[count - 1] == 0 { self.diagonal[count - 1] = least }
  }

  func solve(_ values: inout [Double]) {
    let count = values.count
    for place in 0..<(count - 1) {
      if isSwapped[place] {
        let value = values[place]
        values[place] = values[place + 1]
        values[place + 1] = value - factors[place] * values[place]
      } else {
        values[place + 1] -= factors[place] * values[place]
      }
    }
    for place in (0..<count).reversed() {
      var value = values[place]
      if place + 1 < count { value -= above[place] * values[place + 1] }
      if place + 2 < count { value -= second[place] * values[place + 2] }
      values[place] = value / diagonal[place]
    }
  }
}
