import Labeling
import NeuralNetworks
import Recognition

/// One training: what is learnt from, how, and from where it begins.
struct Lesson {
  /// How it is trained.
  var recipe: Recipe
  /// What all that is drawn depends on.
  var seed: UInt64
  /// Where the network begins; nil for weights that are drawn.
  var trunk: ModelFile?
  /// Classes in their order; others follow.
  var order: [String] = []
  /// Whether the trunk's last layer is taken too, because its classes are the same.
  var keepsHead = false
  /// Threads that work.
  var threads = 1
  /// Copies that the head of a frozen trunk learns from beside each clip.
  var copies: Int?
  /// How copies differ from their clips.
  var head = FewLabelsRecipe()

  /// Trains a network step by step.
  func trained(on recordings: Recordings, examples: [Int]? = nil) throws -> ModelFile {
    var (maker, network) = try prepared(recordings, recipe.augmentation)
    if let trunk {
      maker.normalization = trunk.configuration.normalization
    } else {
      maker.normalization = try maker.measuredNormalization()
    }
    let counts = maker.set.counts(of: .training)
    let source = ExampleSource(maker, order: recipe.order.order(for: counts), seed: seed)
    let settings = recipe.training.settings(examples: source.exampleCount, seed: seed)
    let trainer = try Trainer(network, source: source, settings: settings, threads: threads)
    network = try trainer.run().network
    return file(network, maker)
  }

  /// Fits the head of the frozen trunk alone.
  func headTrained(on recordings: Recordings) throws -> ModelFile {
    guard let trunk else { preconditionFailure("a head needs a trunk") }
    var (plain, network) = try prepared(recordings, .none)
    var (changed, _) = try prepared(recordings, head.augmentation)
    plain.normalization = trunk.configuration.normalization
    changed.normalization = trunk.configuration.normalization
    let source = PlainFirstSource(
      plain: ExampleSource(plain, order: .shuffled, seed: seed),
      changed: ExampleSource(changed, order: .shuffled, seed: seed))
    let count = copies ?? head.copies(for: plain.set.counts(of: .training))
    let trainer = HeadTrainer(
      regression: LogisticRegression(penalty: head.penalty, iterationLimit: head.iterations),
      passes: 1 + count)
    network = try trainer.fit(network, source: source, threads: threads).network
    return file(network, plain)
  }

  private func prepared(
    _ recordings: Recordings, _ augmentation: Augmentation
  ) throws -> (ExampleMaker, Network) {
    let parts = [SplitPart](repeating: .training, count: recordings.clips.count)
    let set = try TrainingSet(
      recordings.clips, split: Split(parts), classes: .all(order: order))
    let maker = try ExampleMaker(
      set, clips: LoadedClips(recordings.samples), frontEnd: recipe.frontEnd,
      augmentation: augmentation, seed: seed)
    guard let kind = ArchitectureRegistry.architecture(named: recipe.architecture) else {
      preconditionFailure("recipes name architectures that are there")
    }
    let shape = recipe.frontEnd.inputShape
    var network = try kind.network(
      input: Shape(time: shape.frames, frequency: shape.bins), classes: set.labels.count,
      seed: seed, options)
    if let trunk {
      var tensors = try trunk.network().tensors
      if !keepsHead, let head = network.headName {
        for name in tensors.keys where name.hasPrefix("\(head).") { tensors[name] = nil }
      }
      _ = network.takeMatching(tensors)
    }
    return (maker, network)
  }

  private var options: ArchitectureOptions {
    ArchitectureOptions(
      dropout: recipe.training.dropout.map { Float($0) }, sampleRate: recipe.frontEnd.sampleRate)
  }

  private func file(_ network: Network, _ maker: ExampleMaker) -> ModelFile {
    ModelFile(
      configuration: ModelConfiguration(
        labels: maker.set.labels, frontEnd: recipe.frontEnd, normalization: maker.normalization,
        architecture: recipe.architecture),
      options: options, network: network)
  }
}

extension ModelFile {
  /// What it says of recordings, and what they are; those of other classes are left out.
  func answers(
    to recordings: Recordings, changed: ([Float], Int) -> [Float] = { sound, _ in sound }
  ) throws -> [(truth: Int, opinion: Recognizer.Opinion)] {
    let recognizer = try Recognizer(self)
    let labels = LabelSet(configuration.labels)
    var answers: [(truth: Int, opinion: Recognizer.Opinion)] = []
    for (place, clip) in recordings.clips.enumerated() {
      guard let truth = labels.place(of: clip.label) else { continue }
      let sound = changed(recordings.samples[place], place)
      answers.append((truth, try recognizer.opinion(of: sound)))
    }
    return answers
  }

  /// The share of recordings that it takes for what they are, in percent.
  func accuracy(
    on recordings: Recordings, changed: ([Float], Int) -> [Float] = { sound, _ in sound }
  ) throws -> Double {
    let answers = try answers(to: recordings, changed: changed)
    let right = answers.count { Evaluation.best($0.opinion.probabilities) == $0.truth }
    return 100 * Double(right) / Double(max(1, answers.count))
  }
}
