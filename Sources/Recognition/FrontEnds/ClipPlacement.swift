/// How a clip fills the window that a model sees.
public enum ClipPlacement: String, Sendable, Hashable, CaseIterable {
  /// From its start: cut off at the end, or zeros follow (the original's way).
  case start
  /// In the middle: cut off at both ends, or zeros on either side.
  case centered
  /// Over and over until the window is full; of a longer clip several crops are looked at.
  case repeated

  /// Crops that a long clip is judged by.
  public static let cropCount = 4

  /// Puts a clip into a window.
  ///
  /// - Parameters:
  ///   - shift: Samples that it is moved by, later where positive; a clip that is placed in the
  ///     middle stays inside the window with all of its samples, others leave a gap of zeros.
  /// - Returns: `[count]` samples.
  public func window(_ clip: [Float], count: Int, shift: Int = 0) -> [Float] {
    switch self {
    case .start: return ClipPlacement.moved(ClipPlacement.cut(clip, from: 0, count), by: shift)
    case .centered:
      let free = count - clip.count
      let bounds = free >= 0 ? 0...free : free...0
      let offset = min(max(bounds.lowerBound, free / 2 + shift), bounds.upperBound)
      return ClipPlacement.cut(clip, from: -offset, count)
    case .repeated:
      guard !clip.isEmpty else { return [Float](repeating: 0, count: count) }
      return (0..<count).map { clip[(($0 - shift) % clip.count + clip.count) % clip.count] }
    }
  }

  /// The windows that a clip is judged by, each with its weight; weights sum to 1.
  ///
  /// A clip that is repeated and longer than the window gives ``cropCount`` of them, by their
  /// loudness; all others one.
  public func windows(_ clip: [Float], count: Int) -> [(samples: [Float], weight: Double)] {
    guard self == .repeated, clip.count > count else { return [(window(clip, count: count), 1)] }
    let crops = (0..<ClipPlacement.cropCount).map { place in
      let start = (clip.count - count) * place / (ClipPlacement.cropCount - 1)
      return Array(clip[start..<(start + count)])
    }
    let levels = crops.map { ClipPlacement.rootMeanSquare($0) + 1e-9 }
    let sum = levels.reduce(0, +)
    return zip(crops, levels).map { ($0, $1 / sum) }
  }

  /// A clip without the zeros at its ends; empty if there is nothing else.
  public static func withoutSilence(_ clip: [Float]) -> [Float] {
    guard let first = clip.firstIndex(where: { $0 != 0 }),
      let last = clip.lastIndex(where: { $0 != 0 })
    else { return [] }
    return Array(clip[first...last])
  }

  /// The root of the mean square.
  static func rootMeanSquare(_ samples: [Float]) -> Double {
    guard !samples.isEmpty else { return 0 }
    let sum = samples.reduce(0.0) { $0 + Double($1) * Double($1) }
    return (sum / Double(samples.count)).squareRoot()
  }

  /// `count` samples from a place on, zeros outside of the clip.
  private static func cut(_ clip: [Float], from start: Int, _ count: Int) -> [Float] {
    var window = [Float](repeating: 0, count: count)
    let from = max(0, -start)
    let to = min(count, clip.count - start)
    if from < to { window.replaceSubrange(from..<to, with: clip[(from + start)..<(to + start)]) }
    return window
  }

  /// A window moved later, or earlier where negative; zeros fill the gap.
  static func moved(_ window: [Float], by shift: Int) -> [Float] {
    shift == 0 ? window : cut(window, from: -shift, window.count)
  }
}
