import Foundation

/// Says which samples are recorded because of their level.
///
/// A take begins a given time before the first sample that reaches the level, never with a sample
/// of the take before, and ends when no sample has reached it for some time.
public struct LevelTrigger: Sendable {
  /// Seconds that a take usually goes on after the last sample that reached the level.
  public static let hangSeconds = 1.5

  /// What to do with a block of samples.
  public enum Step: Sendable, Equatable {
    /// Begin a take with those samples, which came already.
    case begin(Range<Int>)
    /// Add those to it.
    case add(Range<Int>)
    /// End it.
    case end
  }

  private let amplitude: Float
  private let preRoll: Int
  private let hang: Int
  /// One past the last sample of the take under way, unless the level is reached again.
  private var limit: Int?
  /// One past the last sample of the last take.
  private var lastEnd = 0

  /// Makes a trigger for a level in decibels re full scale.
  public init(
    decibels: Float, preRollSeconds: Double, hangSeconds: Double = LevelTrigger.hangSeconds,
    sampleRate: Double
  ) {
    amplitude = Float(pow(10, Double(decibels) / 20))
    preRoll = Int((preRollSeconds * sampleRate).rounded())
    hang = Int((hangSeconds * sampleRate).rounded())
  }

  /// Looks at the next samples.
  ///
  /// - Parameters:
  ///   - samples: `[count, channels]`.
  ///   - first: The number of the first one.
  ///   - oldest: The oldest sample that is still there.
  public mutating func take(
    _ samples: ArraySlice<Float>, channelCount: Int, first: Int, oldest: Int
  ) -> [Step] {
    let end = first + samples.count / channelCount
    var steps: [Step] = []
    var place = first
    while place < end {
      let start = samples.startIndex + (place - first) * channelCount
      let loud = samples[start...].firstIndex { abs($0) >= amplitude }
        .map { first + ($0 - samples.startIndex) / channelCount }
      if let limit {
        if let loud, loud < limit {
          let next = loud + 1
          steps.append(.add(place..<next))
          self.limit = next + hang
          place = next
        } else {
          let stop = min(limit, end)
          if stop > place { steps.append(.add(place..<stop)) }
          place = stop
          if stop == limit {
            steps.append(.end)
            lastEnd = limit
            self.limit = nil
          }
        }
      } else {
        guard let loud else { return steps }
        steps.append(.begin(max(loud - preRoll, lastEnd, oldest)..<(loud + 1)))
        limit = loud + 1 + hang
        place = loud + 1
      }
    }
    return Self.joined(steps)
  }

  /// Ends the take under way without waiting for silence.
  public mutating func stop(at sample: Int) {
    if limit != nil { lastEnd = sample }
    limit = nil
  }

  /// Spans that follow each other as one.
  private static func joined(_ steps: [Step]) -> [Step] {
    steps.reduce(into: []) { result, step in
      guard case .add(let next) = step, let last = result.last else {
        result.append(step)
        return
      }
      switch last {
      case .add(let before): result[result.count - 1] = .add(before.lowerBound..<next.upperBound)
      case .begin(let before):
        result[result.count - 1] = .begin(before.lowerBound..<next.upperBound)
      case .end: result.append(step)
      }
    }
  }
}
