import Explorer
import Foundation
import Labeling
import NeuralNetworks
import Recognition
import Workers

/// Clips that are read and divided, ready to be learnt from.
struct Lesson {
  let recipe: Recipe
  let set: TrainingSet
  let source: ExampleSource
  let configuration: ModelConfiguration
  let options: ArchitectureOptions
  /// The model whose last layer alone is learnt; nil where all of a network is.
  let trunk: ModelFile?
  private let maker: ExampleMaker
  private let plainSource: ExampleSource
  private let validationInputs: [(inputs: [(input: [Float], weight: Double)], label: Int)]
  private let seed: UInt64

  /// Prepares examples.
  ///
  /// - Throws: Why nothing can be learnt from the clips.
  init(
    recipe: Recipe, loaded: LoadedData, rule: SplitRule, trunk: ModelFile?, seed: UInt64
  ) throws(Failure) {
    self.recipe = recipe
    self.trunk = trunk
    self.seed = seed
    let set = try Lesson.set(loaded, rule, seed)
    self.set = set
    let frontEnd = recipe.frontEnd
    var maker: ExampleMaker
    let plain: ExampleMaker
    var normalization = trunk?.configuration.normalization ?? Normalization.none
    do {
      maker = try ExampleMaker(
        set, clips: loaded.samples, noises: loaded.noises, frontEnd: frontEnd,
        augmentation: recipe.augmentation, seed: seed)
      if trunk == nil, recipe.normalization != .none {
        do {
          normalization = try maker.measuredNormalization(perBin: recipe.normalization == .bins)
        } catch {
          throw Failure(TrainerError.example(error))
        }
      }
      maker.normalization = normalization
      plain = try ExampleMaker(
        set, clips: loaded.samples, frontEnd: frontEnd, normalization: normalization,
        augmentation: .none, seed: seed)
    } catch let error as TrainingSetError {
      throw Failure(error)
    } catch let error as Failure {
      throw error
    } catch {
      throw Failure(what: "Cannot train", why: "\(error)")
    }
    self.maker = maker
    let order = recipe.order.order(for: set.counts(of: .training))
    source = ExampleSource(maker, order: order, seed: seed)
    plainSource = ExampleSource(plain, order: .shuffled, seed: seed)
    options =
      trunk.map { Lesson.options(of: $0) }
      ?? ArchitectureOptions(
        dropout: recipe.training.dropout.map { Float($0) }, sampleRate: frontEnd.sampleRate)
    configuration = ModelConfiguration(
      labels: set.labels, frontEnd: frontEnd, normalization: normalization,
      architecture: trunk?.configuration.architecture ?? recipe.architecture,
      split: SplitRecord(rule),
      provenance: [
        "program": "earmark", "created": Timestamp.text(Date()), "recipe": recipe.id,
        "data": "\(set.entries(of: .training).count) clips, labelled in the explorer",
      ].merging(trunk == nil ? [:] : ["trunk": TrainingKind.trunk]) { first, _ in first })
    validationInputs = try Lesson.inputs(maker, set)
  }

  private static func set(
    _ loaded: LoadedData, _ rule: SplitRule, _ seed: UInt64
  ) throws(Failure) -> TrainingSet {
    do {
      let split = try rule.split(loaded.clips)
      return try TrainingSet(loaded.clips, split: split, classes: .all(order: []), seed: seed)
    } catch let error as SplitError {
      throw Failure(error)
    } catch let error as TrainingSetError {
      throw Failure(error)
    } catch {
      throw Failure(what: "Cannot train", why: "\(error)")
    }
  }

  private static func inputs(
    _ maker: ExampleMaker, _ set: TrainingSet
  ) throws(Failure) -> [(inputs: [(input: [Float], weight: Double)], label: Int)] {
    do {
      let inputMaker = try maker.inputMaker()
      return try set.entries(of: .validation).enumerated().map { place, entry in
        (try maker.inputs(place, of: .validation, with: inputMaker), entry.label)
      }
    } catch {
      throw Failure(TrainerError.example(error))
    }
  }

  private static func options(of trunk: ModelFile) -> ArchitectureOptions {
    var options = ArchitectureOptions(sampleRate: trunk.configuration.frontEnd.sampleRate)
    for option in trunk.configuration.options {
      let number: Double? =
        switch option.value {
        case .number(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
      guard let number else { continue }
      if option.name == "width" { options.width = number }
      if option.name == "dropout" { options.dropout = Float(number) }
    }
    return options
  }

  /// What the screen shows of it.
  func facts(_ name: String, passes: Int) -> TrainingFacts {
    let shape = recipe.frontEnd.inputShape
    var count = 0
    if let network = try? network(configuration.architecture) { count = network.parameterCount }
    return TrainingFacts(
      name: name,
      model: trunk == nil
        ? configuration.architecture : "\(configuration.architecture) on \(TrainingKind.trunk)",
      parameterCount: count,
      recipe: trunk == nil
        ? "\(recipe.id), \(shape.frames) × \(shape.bins)" : "\(FewLabelsRecipe.id), last layer",
      trainingCount: set.entries(of: .training).count, validationCount: validationInputs.count,
      passCount: passes)
  }

  /// A network of the recipe's architecture, its weights drawn.
  func freshNetwork() throws(Failure) -> Network { try network(configuration.architecture) }

  private func network(_ id: String) throws(Failure) -> Network {
    let shape = recipe.frontEnd.inputShape
    guard let kind = ArchitectureRegistry.architecture(named: id) else {
      throw Failure(what: "There is no kind of network named \(id)")
    }
    do {
      return try kind.network(
        input: Shape(time: shape.frames, frequency: shape.bins), classes: set.labels.count,
        seed: seed, options)
    } catch {
      throw Failure(TrainerError.network(error))
    }
  }

  /// The network with a last layer that is fitted to all clips at once.
  func head(isCancelled: @escaping @Sendable () -> Bool) throws(Failure) -> Network {
    var network = try freshNetwork()
    var trainer = HeadTrainer()
    guard let trunk else { return try fit(trainer, network, plainSource, isCancelled) }
    let known: Network
    do { known = try trunk.network() } catch { throw Failure(error) }
    var tensors = network.tensors
    let own = network.headName
    for (name, tensor) in known.tensors where own.map({ !name.hasPrefix($0 + ".") }) ?? true {
      tensors[name] = tensor
    }
    do { try network.load(tensors) } catch { throw Failure(TrainerError.network(error)) }
    let few = FewLabelsRecipe()
    trainer = HeadTrainer(
      regression: LogisticRegression(penalty: few.penalty, iterationLimit: few.iterations),
      passes: 1 + few.copies(for: set.counts(of: .training)))
    return try fit(trainer, network, source, isCancelled)
  }

  /// The linear baseline on the same clips.
  func baseline(isCancelled: @escaping @Sendable () -> Bool) throws(Failure) -> Network {
    try fit(HeadTrainer(), try network(Logistic.id), plainSource, isCancelled)
  }

  private func fit(
    _ trainer: HeadTrainer, _ network: Network, _ source: ExampleSource,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(Failure) -> Network {
    do {
      return try trainer.fit(network, source: source, isCancelled: isCancelled).network
    } catch {
      throw Failure(error)
    }
  }

  /// How good a network is on the clips that it does not learn from; nil without any.
  func validation(of network: Network) -> LessonValidation? {
    guard !validationInputs.isEmpty, let predictor = try? Predictor(network) else { return nil }
    let classes = set.labels.count
    var logits: [[Float]] = []
    for clip in validationInputs {
      let values = predictor.logits(clip.inputs.flatMap(\.input), count: clip.inputs.count)
      var mean = [Float](repeating: 0, count: classes)
      for (place, input) in clip.inputs.enumerated() {
        for label in 0..<classes {
          mean[label] += Float(input.weight) * values[place * classes + label]
        }
      }
      logits.append(mean)
    }
    return LessonValidation(logits: logits, truth: validationInputs.map(\.label))
  }
}

/// What a network says of the clips that it does not learn from.
struct LessonValidation {
  let logits: [[Float]]
  let truth: [Int]

  private var said: [Int] { logits.map(Evaluation.best) }

  /// The share that is right.
  var accuracy: Double {
    Double(zip(said, truth).count { $0 == $1 }) / Double(max(1, truth.count))
  }

  /// The mean loss.
  var loss: Double { Temperature.loss(logits: logits, truth: truth, temperature: 1) }

  /// How far scores are from the share that is right, at a temperature.
  func calibrationError(_ temperature: Double) -> Double {
    let scores = logits.map { Temperature.probabilities($0, temperature: temperature) }
    return CalibrationError.expected(
      scores: zip(scores, said).map { Double($0[$1]) },
      isCorrect: zip(said, truth).map { $0 == $1 })
  }

  /// The share of each class that is right.
  func recalls(_ labels: [String]) -> [TrainingPass.Recall] {
    let table = Confusion(classCount: labels.count, truth: truth, said: said)
    return labels.indices.compactMap { label in
      let figures = table.figures(of: label)
      return figures.count == 0
        ? nil : TrainingPass.Recall(label: labels[label], share: figures.recall)
    }
  }
}
