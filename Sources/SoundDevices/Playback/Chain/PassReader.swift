/// Reads a span once or again and again, with fades and joins, as one stream.
final class PassReader {
  /// Loops up to this size are kept in memory once they were read, in amplitudes.
  static let mostKept = 8 << 20

  /// The samples of the source that are played.
  let range: Range<Int>

  private let lanes: any Lanes
  private let isLooping: Bool
  private let edge, blend: Int
  private var offset: Int
  private var isFirstPass = true
  private var recording: [Lane]?
  private var kept: [Lane]?

  /// - Parameters:
  ///   - offset: Where to begin, counted from the begin of the range.
  ///   - sampleRate: The rate at which fades are counted, in hertz.
  init(
    _ lanes: any Lanes, _ range: Range<Int>, offset: Int, settings: PlaybackSettings,
    sampleRate: Double
  ) {
    self.lanes = lanes
    self.range = range
    self.offset = offset
    isLooping = settings.isLooping
    let longest = range.count / 2
    edge = min(longest, Int((settings.edgeSeconds * sampleRate).rounded()))
    blend = min(longest, Int((settings.blendSeconds * sampleRate).rounded()))
    let keeps = isLooping && range.count * lanes.laneCount <= Self.mostKept
    recording = keeps && offset == 0 ? [Lane](repeating: [], count: lanes.laneCount) : nil
  }

  /// The end of a pass: that of the range, or of a recording that is shorter than it seemed.
  private var end: Int { max(0, min(range.count, lanes.sampleCount - range.lowerBound)) }

  /// The next samples, all of one pass; `isLast` is set with the last ones of all.
  func next(_ count: Int) throws -> (lanes: [Lane], isLast: Bool) {
    if isLooping, offset >= end { beginPass() }
    var samples: [Lane]
    let wanted = offset..<max(offset, min(offset + count, end))
    if let kept {
      samples = kept.map { Array($0[wanted]) }
    } else {
      samples = try lanes.read(
        range.lowerBound + wanted.lowerBound..<range.lowerBound + wanted.upperBound)
      try blendEnd(&samples, wanted)
      record(samples, wanted)
    }
    // A recording that ended early gave silence for what was not there.
    let found = max(0, min(wanted.upperBound, end) - wanted.lowerBound)
    if found < wanted.count { samples = samples.map { Array($0[..<found]) } }
    fade(&samples, wanted.lowerBound)
    offset += found
    return (samples, isLooping ? end == 0 : offset >= end)
  }

  private func beginPass() {
    if let recording, recording[0].count == end, kept == nil { kept = recording }
    recording = nil
    isFirstPass = false
    offset = 0
    let keeps = kept == nil && range.count * lanes.laneCount <= Self.mostKept
    if keeps { recording = [Lane](repeating: [], count: lanes.laneCount) }
  }

  private func record(_ samples: [Lane], _ wanted: Range<Int>) {
    guard recording?[0].count == wanted.lowerBound else { return }
    for lane in samples.indices { recording?[lane] += samples[lane] }
  }

  /// Lets the end of a loop melt into what lies before its begin.
  private func blendEnd(_ samples: inout [Lane], _ wanted: Range<Int>) throws {
    let blended = (end - blend..<end).clamped(to: wanted)
    guard isLooping, blend > 0, !blended.isEmpty else { return }
    let before = range.lowerBound - end
    let earlier = try lanes.read(before + blended.lowerBound..<before + blended.upperBound)
    for index in blended {
      let weight = PassReader.rise(index - (end - blend), of: blend)
      for lane in samples.indices {
        let value = samples[lane][index - wanted.lowerBound]
        let other = earlier[lane][index - blended.lowerBound]
        samples[lane][index - wanted.lowerBound] = value + (other - value) * weight
      }
    }
  }

  /// Lets the begin rise, of a loop in its first pass only, and the end fall.
  private func fade(_ samples: inout [Lane], _ first: Int) {
    guard edge > 0, isFirstPass else { return }
    for lane in samples.indices {
      for index in samples[lane].indices {
        if first + index < edge {
          samples[lane][index] *= PassReader.rise(first + index, of: edge)
        }
        if !isLooping, first + index >= end - edge {
          samples[lane][index] *= PassReader.rise(end - 1 - first - index, of: edge)
        }
      }
    }
  }

  /// From near 0 to near 1 along half a cosine's rise, without a corner.
  private static func rise(_ index: Int, of count: Int) -> Float {
    let place = Float(index + 1) / Float(count + 1)
    return place * place * (3 - 2 * place)
  }
}
