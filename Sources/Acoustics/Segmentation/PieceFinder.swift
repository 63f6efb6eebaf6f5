/// Frames of one sound, from its first to its last loud enough one.
struct SoundPiece {
  /// Its frames.
  var frames: Range<Int>
  /// The contrast of its loudest frame.
  var peak: Double
  /// Power above the noise of all its frames, and the same times frequency.
  var power, moment: Double
}

/// Cuts a curve of contrast into pieces: where it falls below the threshold, and at deep valleys.
struct PieceFinder {
  private let constants: EnergyConstants
  private var frames: [FrameContrast] = []
  /// The number of the first of `frames`, or of the next frame if there are none.
  private(set) var first = 0
  private var onCount = 0
  private var isAnnounced = false
  private var peak = 0.0
  /// The place in `frames` of the lowest one since the peak.
  private var valley = 0

  init(_ constants: EnergyConstants) { self.constants = constants }

  /// Takes the next frame, and gives the piece that it ends.
  ///
  /// - Parameter onset: Receives the first frame of a piece that has become loud enough.
  mutating func push(_ frame: FrameContrast, onset: (Int) -> Void) -> SoundPiece? {
    guard frame.isSound else {
      let ended = endPiece()
      first += 1
      return ended
    }
    var ended: SoundPiece?
    frames.append(frame)
    if risesFromValley(frame.decibels) {
      ended = piece(before: valley)
      startAtValley()
    }
    if frame.decibels >= frame.on { onCount += 1 }
    let last = frames.count - 1
    if last == 0 || frame.decibels > peak {
      (peak, valley) = (frame.decibels, last)
    } else if frame.decibels < frames[valley].decibels {
      valley = last
    }
    if !isAnnounced, onCount >= constants.onFrames {
      isAnnounced = true
      onset(first + edges(before: frames.count).lowerBound)
    }
    return ended
  }

  /// Ends the piece that goes on.
  mutating func endPiece() -> SoundPiece? {
    let ended = piece(before: frames.count)
    first += frames.count
    frames.removeAll(keepingCapacity: true)
    (onCount, isAnnounced, peak, valley) = (0, false, 0, 0)
    return ended
  }

  private func risesFromValley(_ decibels: Double) -> Bool {
    let lowest = frames[valley].decibels
    return peak - lowest >= constants.valleyDepth && decibels - lowest >= constants.valleyDepth
  }

  /// Leaves only the frames from the valley on, of which the last is the highest.
  private mutating func startAtValley() {
    first += valley
    frames.removeFirst(valley)
    onCount = frames.dropLast().count { $0.decibels >= $0.on }
    (isAnnounced, peak, valley) = (false, -.infinity, 0)
  }

  /// The places between the first and the last frame loud enough for an edge.
  private func edges(before end: Int) -> Range<Int> {
    let least = peak - constants.edgeDepth
    let isInside = { (frame: FrameContrast) in frame.decibels >= max(frame.off, least) }
    guard let lowest = frames[..<end].firstIndex(where: isInside),
      let highest = frames[..<end].lastIndex(where: isInside)
    else { return 0..<0 }
    return lowest..<highest + 1
  }

  /// The piece that the frames make, nil where too few are loud enough.
  private func piece(before end: Int) -> SoundPiece? {
    let edges = edges(before: end)
    let inside = frames[edges]
    guard inside.count(where: { $0.decibels >= $0.on }) >= constants.onFrames else { return nil }
    return SoundPiece(
      frames: first + edges.lowerBound..<first + edges.upperBound, peak: peak,
      power: inside.reduce(0) { $0 + $1.power }, moment: inside.reduce(0) { $0 + $1.moment })
  }
}
