import Labeling

/// What can be asked of models.
public enum ModelRequest: Sendable, Equatable {
  /// Load a model: a file, or the name of one that is shipped or was trained here.
  case load(String)
  /// Load the model that suits these classes, if there is one.
  case suit([String])
  /// List the models that can be loaded by name.
  case list
  /// Judge these clips, as soon as there is time; what was asked for before is void.
  case all([ClipToJudge])
  /// Judge these clips before all others.
  case first([ClipToJudge])
  /// Show what the model sees of a clip.
  case input(ClipToJudge)
  /// Judge windows of a long recording; an earlier wish is void, what was heard stays heard.
  case windows(WindowWish)
  /// Find known words in a clip; an earlier wish that is not begun is void.
  case align(AlignmentWish)
  /// Judge live sound, or do not any more.
  case listen(Bool)
  /// Train a model.
  case train(TrainingWish)
  /// End the training; with `keepsBest` its best model is kept.
  case endTraining(keepsBest: Bool)
  /// Hold the training, or let it go on.
  case pauseTraining(Bool)
  /// Say which training was not finished.
  case unfinished
  /// Look for labels that are probably wrong.
  case doubt([ClipToLearn])
}

/// What comes of models.
public enum ModelArrival: Sendable {
  /// A model is loaded.
  case loaded(ModelCard)
  /// It can't be.
  case notLoaded(Failure)
  /// No model suits the classes of the folder.
  case noneSuits
  /// The models that can be loaded by name.
  case listed([ModelChoice])
  /// What the library keeps of a model's opinions, or a piece of it.
  case recalled(model: String, [ID<Clip>: Prediction], isLast: Bool = true)
  /// What a model says.
  case opinions(model: String, [JudgedClip])
  /// What the model sees of a clip, or why it sees nothing.
  case input(ModelInput)
  /// What the model says of more windows of a long recording.
  case windows(HeardWindows)
  /// Where known words are.
  case aligned(AlignedWords)
  /// What the model hears now.
  case heard(HeardSound)
  /// How a training goes.
  case training(TrainingReport)
  /// The training that was not finished, if there is one.
  case unfinished(UnfinishedTraining?)
  /// Labels that are doubted, or how far the search is.
  case doubts(LabelDoubts)
}

/// A model that can be loaded by its name.
public struct ModelChoice: Sendable, Equatable {
  /// Its name.
  public let name: String
  /// What it is, in a line.
  public let note: String

  /// Makes a choice.
  public init(_ name: String, _ note: String) {
    self.name = name
    self.note = note
  }
}

/// A clip with what a model says of it, or why it says nothing.
public struct JudgedClip: Sendable, Equatable {
  /// The clip as it was judged.
  public let clip: ClipToJudge
  /// What the model says; nil where it can't hear the clip.
  public let prediction: Prediction?
  /// Why it can't.
  public let failure: String?

  /// Makes a judged clip.
  public init(_ clip: ClipToJudge, _ prediction: Prediction?, failure: String? = nil) {
    self.clip = clip
    self.prediction = prediction
    self.failure = failure
  }
}

/// A labelled clip as a model learns from it.
public struct ClipToLearn: Sendable, Hashable {
  /// The clip.
  public let clip: ClipToJudge
  /// Its label.
  public let label: String
  /// What must stay together with it in a split.
  public let group: String?
  /// The part of a split that its table or folder names.
  public let split: String?

  /// Takes a labelled clip; nil for one without a label.
  public init?(_ clip: Clip) {
    guard let label = clip.label else { return nil }
    self.clip = ClipToJudge(clip)
    self.label = label
    group = clip.recording.group
    split = clip.recording.split
  }
}
