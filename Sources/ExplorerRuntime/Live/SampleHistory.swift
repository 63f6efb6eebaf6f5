/// The newest samples of a source, all channels; the oldest go when it is full.
///
/// They lie in pieces of about a second, so that memory grows with what came and a copy of the
/// whole costs nothing.
package struct SampleHistory {
  /// Amplitudes per sample.
  let channelCount: Int
  /// Samples that are kept, about.
  let capacity: Int
  /// The number of the oldest sample.
  package private(set) var first = 0
  /// One past the number of the newest sample.
  package private(set) var end = 0
  private var pieces: [[Float]] = []
  /// Pieces at the beginning of `pieces` that are gone.
  private var goneCount = 0
  private let pieceLength: Int

  package init(channelCount: Int, capacity: Int, pieceLength: Int) {
    self.channelCount = channelCount
    self.capacity = capacity
    self.pieceLength = max(1, pieceLength)
  }

  /// Adds interleaved amplitudes.
  package mutating func append(_ amplitudes: ArraySlice<Float>) {
    var rest = amplitudes
    while !rest.isEmpty {
      if end % pieceLength == 0 {
        pieces.append([])
        pieces[pieces.count - 1].reserveCapacity(pieceLength * channelCount)
      }
      let count = min(rest.count / channelCount, pieceLength - end % pieceLength)
      pieces[pieces.count - 1].append(contentsOf: rest.prefix(count * channelCount))
      rest = rest.dropFirst(count * channelCount)
      end += count
    }
    while end - first - pieceLength >= capacity {
      pieces[goneCount] = []
      goneCount += 1
      first += pieceLength
    }
    if goneCount > 64 {
      pieces.removeFirst(goneCount)
      goneCount = 0
    }
  }

  /// Samples that are there, interleaved.
  package func samples(_ wanted: Range<Int>) -> [Float] {
    let span = wanted.clamped(to: first..<end)
    var result: [Float] = []
    result.reserveCapacity(span.count * channelCount)
    var sample = span.lowerBound
    while sample < span.upperBound {
      let place = sample % pieceLength
      let count = min(span.upperBound - sample, pieceLength - place)
      let piece = pieces[goneCount + (sample - first) / pieceLength]
      result += piece[(place * channelCount)..<((place + count) * channelCount)]
      sample += count
    }
    return result
  }

  /// Bytes that one second takes.
  static func bytes(perSecondAt sampleRate: Double, channelCount: Int) -> Double {
    sampleRate * Double(channelCount * MemoryLayout<Float>.size)
  }
}
