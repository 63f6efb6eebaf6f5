/// Makes segments of pieces: a word of a chain of low ones, syllables of others.
struct PieceChain {
  private let constants: EnergyConstants
  private let unit: SegmentationUnit
  /// Whether pieces are told before their chain ends, as far as it can be said what they are.
  private let isLive: Bool
  private let sampleRate: Double
  private let hopLength: Int

  /// Pieces of the chain that are not told yet.
  private var waiting: [SoundPiece] = []
  /// One past the last frame of the chain, nil if there is none.
  private var end: Int?
  private var power = 0.0
  private var moment = 0.0
  /// One past the last sample of what was told.
  private var lastOffset = 0

  init(
    _ settings: SegmentationSettings, sampleRate: Double, hopLength: Int,
    _ constants: EnergyConstants
  ) {
    self.constants = constants
    unit = settings.unit
    isLive = settings.isLive
    self.sampleRate = sampleRate
    self.hopLength = hopLength
  }

  /// Takes the next piece.
  mutating func push(_ piece: SoundPiece, _ body: (SoundSegment) -> Void) {
    pass(to: piece.frames.lowerBound, body)
    end = piece.frames.upperBound
    power += piece.power
    moment += piece.moment
    waiting.append(piece)
    if unit == .syllable || (isLive && !isWord) {
      tellSyllables(before: .max, body)
    } else if unit == .word, waiting.count > 2 {
      // Only the ends of a word matter, and it may last for hours.
      let second = waiting.remove(at: 1)
      waiting[0].frames = waiting[0].frames.lowerBound..<second.frames.upperBound
      waiting[0].peak = max(waiting[0].peak, second.peak)
    }
  }

  /// Ends the chain if no piece from `frame` on belongs to it.
  mutating func pass(to frame: Int, _ body: (SoundSegment) -> Void) {
    guard let end, seconds(frame - end) >= constants.joinSeconds else { return }
    finish(body)
  }

  /// Ends the chain.
  ///
  /// - Parameter count: Samples of the signal, where it ends here.
  mutating func finish(before count: Int = .max, _ body: (SoundSegment) -> Void) {
    if isWord { tellWord(before: count, body) } else { tellSyllables(before: count, body) }
    waiting.removeAll(keepingCapacity: true)
    end = nil
    (power, moment) = (0, 0)
  }

  /// Whether the chain so far is a word.
  private var isWord: Bool {
    switch unit {
    case .word: true
    case .syllable: false
    case .auto: moment < constants.wordHertz * power || power == 0
    }
  }

  private mutating func tellSyllables(before count: Int, _ body: (SoundSegment) -> Void) {
    for piece in waiting where seconds(piece.frames.count) >= constants.leastSyllableSeconds {
      let span = edge(piece.frames.lowerBound)..<edge(piece.frames.upperBound)
      tell(span, before: count, score: piece.peak, body)
    }
    waiting.removeAll(keepingCapacity: true)
  }

  private mutating func tellWord(before count: Int, _ body: (SoundSegment) -> Void) {
    guard let first = waiting.first, let last = waiting.last else { return }
    let frames = first.frames.lowerBound..<last.frames.upperBound
    guard seconds(frames.count) >= constants.leastWordSeconds else { return }
    let hidden = constants.tailSlope * (constants.tailContrast - last.peak)
    let tail = min(max(hidden, constants.wordTail.lowerBound), constants.wordTail.upperBound)
    let onset = edge(frames.lowerBound) - samples(constants.wordLead)
    let offset = edge(frames.upperBound) + samples(tail)
    let peak = waiting.reduce(last.peak) { max($0, $1.peak) }
    tell(onset..<offset, before: count, score: peak, body)
  }

  private mutating func tell(
    _ span: Range<Int>, before count: Int, score: Double, _ body: (SoundSegment) -> Void
  ) {
    let span = span.clamped(to: lastOffset..<max(count, lastOffset))
    guard !span.isEmpty else { return }
    lastOffset = span.upperBound
    body(SoundSegment(span: SampleRange(span), score: Float(score)))
  }

  /// The sample between a frame and the one before it.
  private func edge(_ frame: Int) -> Int { frame * hopLength - hopLength / 2 }

  private func seconds(_ frames: Int) -> Double { Double(frames * hopLength) / sampleRate }

  private func samples(_ seconds: Double) -> Int { Int((seconds * sampleRate).rounded()) }
}
