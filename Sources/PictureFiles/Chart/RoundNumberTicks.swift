import Foundation

/// Ticks of an axis that is not linear: the roundest numbers first, as many as have room.
struct RoundNumberTicks {
  private let range: ClosedRange<Double>
  private let share: (_ value: Double) -> Double?

  /// How round the numbers of a decade are; those left out are no labels.
  private static let ranks: [(mantissa: Double, rank: Int)] = [
    (1, 0), (2, 1), (5, 1), (3, 2), (4, 3), (6, 3), (8, 3), (1.5, 4), (7, 5), (9, 5), (2.5, 6),
  ]

  /// - Parameter share: Part of the axis below a value, nil where it has no place.
  init(_ range: ClosedRange<Double>, share: @escaping (_ value: Double) -> Double?) {
    self.range = range
    self.share = share
  }

  /// Ticks on an axis of `length` pixels, at least so many pixels apart.
  func ticks(length: Int, labelDistance: Int, minorDistance: Int) -> AxisTicks {
    var candidates: [(value: Double, share: Double, rank: Int)] = []
    func add(_ value: Double, rank: Int) {
      guard range.contains(value), let share = share(value), (-1e-6...1.000_001).contains(share)
      else { return }
      candidates.append((value, max(0, min(1, share)), rank))
    }
    add(0, rank: -1)
    let top = Int(log10(max(range.upperBound, 1e-9)).rounded(.up))
    for power in (top - 5...top).reversed() {
      for (mantissa, rank) in Self.ranks { add(mantissa * pow(10, Double(power)), rank: rank) }
    }
    candidates.sort { ($0.rank, -$0.value) < ($1.rank, -$1.value) }
    var labels: [(value: Double, share: Double)] = []
    for candidate in candidates
    where isFree(
      candidate.share, of: labels.map(\.share), distance: labelDistance, length: length)
    {
      labels.append((candidate.value, candidate.share))
    }
    var minor: [Double] = []
    for candidate in candidates
    where isFree(
      candidate.share, of: labels.map(\.share) + minor, distance: minorDistance, length: length)
    {
      minor.append(candidate.share)
    }
    return AxisTicks(
      labels: labels.sorted { $0.value < $1.value }.map {
        AxisTicks.Label(share: $0.share, text: text($0.value))
      }, minor: minor)
  }

  private func isFree(_ share: Double, of others: [Double], distance: Int, length: Int) -> Bool {
    others.allSatisfy { abs($0 - share) * Double(length) >= Double(distance) }
  }

  /// As many decimals as the number has.
  private func text(_ value: Double) -> String {
    let decimals = (0...6).first { place in
      let scaled = value * pow(10, Double(place))
      return abs(scaled - scaled.rounded()) < 1e-6 * max(1, scaled)
    }
    return ChartNumber.text(value, decimals: decimals ?? 6)
  }
}
