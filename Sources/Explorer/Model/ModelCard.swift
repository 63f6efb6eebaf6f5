import CellCanvas
import Labeling

/// A model as the explorer knows it: a name, its classes, and what it listens to.
public struct ModelCard: Sendable, Equatable {
  /// What tells it from every other one: the hash of its file.
  public let id: String
  /// Its name as shown.
  public let name: String
  /// Its classes, in the order of its scores.
  public let labels: [String]
  /// Whether its scores are the shares that are right.
  public let isCalibrated: Bool
  /// Its kind of network.
  public let architecture: String
  /// Weights that it has.
  public let parameterCount: Int
  /// Samples per second that it hears.
  public let sampleRate: Double
  /// Seconds that it hears at a time.
  public let seconds: Double
  /// What is made of the samples, in a line.
  public let frontEnd: String
  /// The share of test clips, or else of validation clips, that it got right; nil if nobody measured.
  public let accuracy: Double?
  /// Whether it learnt from clips of this folder.
  public let isTrainedHere: Bool
  /// Where it can be loaded from again: a path, or the name of a shipped model.
  public let source: String
  /// What it hears of a clip that is longer than its window.
  public let hearing: ModelHearing
  /// What its file says of the clips that it learnt from; nil if nothing.
  public let learntFrom: String?
  /// Whether it gives labels in order, not one of a clip.
  public let givesLabelsInOrder: Bool
  /// Columns of the widest name of its classes.
  let labelColumns: Int

  /// Makes a card.
  public init(
    id: String, name: String, labels: [String], isCalibrated: Bool, architecture: String,
    parameterCount: Int, sampleRate: Double, seconds: Double, frontEnd: String,
    accuracy: Double? = nil, isTrainedHere: Bool = false, source: String,
    hearing: ModelHearing = .middle, learntFrom: String? = nil, givesLabelsInOrder: Bool = false
  ) {
    self.id = id
    self.name = name
    self.labels = labels
    self.isCalibrated = isCalibrated
    self.architecture = architecture
    self.parameterCount = parameterCount
    self.sampleRate = sampleRate
    self.seconds = seconds
    self.frontEnd = frontEnd
    self.accuracy = accuracy
    self.isTrainedHere = isTrainedHere
    self.source = source
    self.hearing = hearing
    self.learntFrom = learntFrom
    self.givesLabelsInOrder = givesLabelsInOrder
    labelColumns = labels.map { DisplayText($0).columns }.max() ?? 0
  }
}

/// What a model says of a clip as it was.
public struct ClipOpinion: Sendable, Equatable {
  /// What it says.
  public let prediction: Prediction
  /// The samples of the recording that the clip covered, nil for all.
  public let span: Range<Int>?

  /// Makes an opinion.
  public init(_ prediction: Prediction, span: Range<Int>?) {
    self.prediction = prediction
    self.span = span
  }
}

/// A clip as a model hears it.
public struct ClipToJudge: Sendable, Hashable {
  /// The clip.
  public let clip: ID<Clip>
  /// Where its recording lies.
  public let path: RecordingPath
  /// The samples that it covers, nil for all.
  public let span: Range<Int>?

  /// Names a clip.
  public init(_ clip: Clip) {
    self.clip = clip.id
    path = clip.recording.path
    span = clip.span
  }
}
