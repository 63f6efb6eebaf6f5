/// Where in a short recording its sound lies.
struct MiddleMeter {
  /// Longer recordings hold more than one sound.
  private static let longest = 5.0
  /// Shorter ones have no middle worth speaking of.
  private static let shortest = 0.2
  private static let blockSeconds = 0.01
  /// Blocks this far under the loudest are not part of the sound: 30 dB.
  private static let depth = 1e-3
  /// The middle of the energy lies farther from the middle of the recording, in parts of its length.
  private static let distance = 0.25
  /// A sound that takes a larger part of the recording has no place to go.
  private static let largestPart = 0.6

  private let blockLength: Int
  private var energies: [Double] = []
  private var energy = 0.0
  private var filled = 0

  /// Prepares for a recording; nil where it is too short or too long.
  init?(sampleRate: Double, sampleCount: Int) {
    let seconds = Double(sampleCount) / sampleRate
    guard (Self.shortest...Self.longest).contains(seconds) else { return nil }
    blockLength = max(1, Int(Self.blockSeconds * sampleRate))
  }

  /// Takes samples of one channel.
  mutating func add(_ samples: [Float]) {
    for sample in samples {
      energy += Double(sample) * Double(sample)
      filled += 1
      guard filled == blockLength else { continue }
      energies.append(energy)
      (energy, filled) = (0, 0)
    }
  }

  /// The blocks from the first loud one to the last.
  private var loudBlocks: ClosedRange<Int>? {
    guard let loudest = energies.max(), loudest > 0 else { return nil }
    let limit = loudest * Self.depth
    guard let first = energies.firstIndex(where: { $0 >= limit }),
      let last = energies.lastIndex(where: { $0 >= limit })
    else { return nil }
    return first...last
  }

  /// Whether the sound lies at one end of the recording.
  var isOffCenter: Bool {
    guard let loud = loudBlocks, !energies.isEmpty else { return false }
    let count = Double(energies.count)
    let total = energies.reduce(0, +)
    let moment = energies.enumerated().reduce(0.0) { $0 + (Double($1.offset) + 0.5) * $1.element }
    let place = moment / total / count
    return abs(place - 0.5) > Self.distance && Double(loud.count) / count <= Self.largestPart
  }

  /// The samples of the sound in a recording of so many samples.
  func loudest(of count: Int) -> Range<Int>? {
    loudBlocks.map { blocks in
      let end = min(count, (blocks.upperBound + 1) * blockLength)
      return min(end, blocks.lowerBound * blockLength)..<end
    }
  }
}
