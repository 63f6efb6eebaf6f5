import NeuralNetworks

/// Why a training can't begin or go on.
public enum TrainingFailure: Error {
  /// No architecture has this name.
  case unknownArchitecture(String)
  /// The model came from another program.
  case imported
  /// The clips are no training set.
  case set(TrainingSetError)
  /// What the network sees can't be made.
  case frontEnd(FrontEndError)
  /// A clip can't be had or prepared.
  case example(ExampleError)
  /// The model that it begins with, or goes on from, breaks a rule.
  case model(ModelFileError)
  /// The network can't be trained.
  case trainer(TrainerError)
  /// A network that gives labels in order is to name clips, or one that names clips to give labels
  /// in order.
  case answersDiffer(String)
  /// A network has no last layer that could be fitted alone.
  case hasNoHead(String)

  /// What happened, why, and what to do.
  public var sentence: (what: String, why: String, remedy: String) {
    switch self {
    case .unknownArchitecture(let name):
      return (
        "Cannot find the architecture \"\(name)\"", "no network has this name",
        "use one of: \(ArchitectureRegistry.all.map { $0.id }.joined(separator: ", "))"
      )
    case .imported:
      return (
        "Cannot train an imported model", "what it does is known, but not how it learns",
        "train it where it came from, or train one of earmark's architectures"
      )
    case .set(let error): return error.sentence
    case .frontEnd(let error): return error.sentence
    case .example(let error): return TrainingFailure.sentence(error)
    case .model(let error): return error.sentence
    case .trainer(let error): return TrainingFailure.sentence(error)
    case .answersDiffer(let name):
      let isInOrder =
        ArchitectureRegistry.architecture(named: name)?.answers == .sequence
      return isInOrder
        ? (
          "Cannot train \(name) to name clips", "it gives labels in order, one after the other",
          "use earmark train --model \(name) and earmark transcribe, or choose another architecture"
        )
        : (
          "Cannot train \(name) to give labels in order", "it says one label of a clip",
          "use \(BidirectionalTranscriber.id)"
        )
    case .hasNoHead(let name):
      return (
        "Cannot fit the last layer of \(name) alone", "it gives labels in order",
        "leave --freeze out, so that all of it learns"
      )
    }
  }

  private static func sentence(
    _ error: ExampleError
  ) -> (what: String, why: String, remedy: String) {
    switch error {
    case .samples(let error):
      ("Cannot train on these clips", error.why, "leave the clip out, or bring it back")
    case .frontEnd(let error): error.sentence
    }
  }

  private static func sentence(
    _ error: TrainerError
  ) -> (what: String, why: String, remedy: String) {
    let what = "Cannot train this network"
    switch error {
    case .network(let error):
      return (what, TrainingFailure.clause(error), "choose another architecture or front end")
    case .sourceDoesNotFit:
      return (what, "it does not take what its front end gives", "choose another architecture")
    case .hasNoExamples:
      return (what, "there is nothing to learn from", "label some clips of two classes or more")
    case .example(let error):
      if let error = error as? ExampleError { return TrainingFailure.sentence(error) }
      if let error = error as? FrontEndError { return error.sentence }
      if let error = error as? TrainingFailure { return error.sentence }
      return (what, "\(error)", "leave the clip out")
    case .checkpoint(let error):
      return (
        "Cannot go on with this training", TrainingFailure.clause(error),
        "train anew, or name the model that this training made"
      )
    }
  }

  private static func clause(_ error: NetworkError) -> String {
    switch error {
    case .layerDoesNotFit(let name, let input, let reason):
      "its layer \(name) does not fit \(input.time) frames of \(input.frequency) bins: \(reason)"
    case .hasNoLayers: "it has no layer"
    case .tooManyWeights(let found, let limit):
      "it would have \(found) weights, at most \(limit) are allowed"
    case .tensorIsMissing(let name): "the tensor \(name) is missing"
    case .tensorIsUnknown(let name): "there is no tensor \(name) in it"
    case .tensorHasOtherShape(let name, let expected, let found):
      "the tensor \(name) is \(found), not \(expected)"
    case .tensorIsNotFinite(let name): "the tensor \(name) has numbers that are not finite"
    case .tensorBreaksRule(let name, let reason): "the tensor \(name) \(reason)"
    }
  }
}
