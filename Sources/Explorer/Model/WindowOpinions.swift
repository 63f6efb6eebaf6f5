/// What a model says of a long recording, window by window: three bytes for each of them.
public struct WindowOpinions: Sendable, Equatable {
  /// A window's best class and how probable it is.
  public struct Opinion: Sendable, Hashable {
    /// The class, by its place among the model's labels.
    public let label: UInt16
    /// The probability, 255 for certainty.
    public let share: UInt8

    /// Makes an opinion of a probability from 0 to 1.
    public init(label: Int, probability: Float) {
      self.label = UInt16(clamping: label)
      share = UInt8(max(0, min(255, (probability * 255).rounded())))
    }

    /// The best of probabilities, `[labels]`; of none, nothing.
    public init(_ probabilities: [Float]) {
      let best = probabilities.indices.max { probabilities[$0] < probabilities[$1] }
      self.init(label: best ?? 0, probability: best.map { probabilities[$0] } ?? 0)
    }
  }

  /// A stretch of windows that say the same.
  struct Region: Sendable, Equatable {
    var span: Range<Int>
    let label: UInt16
    var share: UInt8
  }

  /// The recording's clip.
  public let clip: ClipToJudge
  /// The model's identity.
  public let model: String
  /// Where the windows lie.
  public let grid: WindowGrid
  /// Whether all that is wanted now was heard.
  public internal(set) var isOver = false
  /// The classes of the model.
  let labels: [String]
  /// Windows that say the same brought together, in order of time.
  private(set) var regions: [Region] = []
  private var classes: [UInt16]
  private var shares: [UInt8]

  /// A window below this score says nothing.
  private static let least: UInt8 = 128
  /// Stands for a window that was not heard yet.
  private static let unheard = UInt16.max

  /// Begins with nothing heard.
  public init(clip: ClipToJudge, model: String, labels: [String], grid: WindowGrid) {
    self.clip = clip
    self.model = model
    self.labels = labels
    self.grid = grid
    classes = [UInt16](repeating: Self.unheard, count: grid.count)
    shares = [UInt8](repeating: 0, count: grid.count)
  }

  /// Takes what was heard.
  mutating func take(_ heard: HeardWindows) {
    for piece in heard.pieces {
      for (place, opinion) in piece.opinions.enumerated() {
        let window = piece.first + place
        guard classes.indices.contains(window) else { continue }
        classes[window] = opinion.label
        shares[window] = opinion.share
      }
    }
    isOver = heard.isOver
    regions = joined()
  }

  /// Whether the window that begins at a sample or before was heard.
  func isHeard(at sample: Int) -> Bool { classes[grid.window(at: sample)] != Self.unheard }

  /// The first region that ends after a sample; nil without one.
  func place(after sample: Int) -> Int? {
    var (low, high) = (0, regions.count)
    while low < high {
      let middle = (low + high) / 2
      if regions[middle].span.upperBound > sample { high = middle } else { low = middle + 1 }
    }
    return low < regions.count ? low : nil
  }

  /// The region at a place as it is shown.
  func region(_ place: Int) -> ModelRegion {
    let region = regions[place]
    return ModelRegion(
      span: region.span, label: labels[Int(region.label)], score: Float(region.share) / 255)
  }

  /// Windows that follow each other and say the same, brought together.
  ///
  /// Windows overlap by half; between two classes the border lies in the middle of what both claim.
  private func joined() -> [Region] {
    let silence = labels.firstIndex(of: "_silence_").map(UInt16.init(clamping:))
    var regions: [Region] = []
    for window in classes.indices
    where classes[window] != Self.unheard && shares[window] >= Self.least {
      let (label, share) = (classes[window], shares[window])
      guard Int(label) < labels.count, label != silence else { continue }
      let span = grid.span(of: window)
      guard var last = regions.last, last.span.upperBound > span.lowerBound else {
        regions.append(Region(span: span, label: label, share: share))
        continue
      }
      if last.label == label {
        last.span = last.span.lowerBound..<max(last.span.upperBound, span.upperBound)
        last.share = max(last.share, share)
        regions[regions.count - 1] = last
      } else {
        let border = (span.lowerBound + last.span.upperBound) / 2
        last.span = last.span.lowerBound..<border
        regions[regions.count - 1] = last
        regions.append(Region(span: border..<span.upperBound, label: label, share: share))
      }
    }
    return regions
  }
}

/// What a model heard since it told last.
public struct HeardWindows: Sendable, Equatable {
  /// Windows that follow each other.
  public struct Piece: Sendable, Equatable {
    /// The first of them.
    public let first: Int
    /// What the model says of each.
    public let opinions: [WindowOpinions.Opinion]

    /// Makes a piece.
    public init(first: Int, opinions: [WindowOpinions.Opinion]) {
      self.first = first
      self.opinions = opinions
    }
  }

  /// The recording's clip.
  public let clip: ClipToJudge
  /// The model's identity.
  public let model: String
  /// What was heard.
  public let pieces: [Piece]
  /// Whether all that is wanted now was heard.
  public let isOver: Bool

  /// Makes a report.
  public init(clip: ClipToJudge, model: String, pieces: [Piece], isOver: Bool) {
    self.clip = clip
    self.model = model
    self.pieces = pieces
    self.isOver = isOver
  }
}
