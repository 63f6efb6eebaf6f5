import Explorer
import ExplorerRuntime
import Labeling
import NeuralNetworks
import Recognition

/// Puts clips in the order in which they are worth labelling.
struct QueueDesk {
  /// Reads clips.
  let describing: ClipDescribing
  /// Tells people.
  let reporter: Reporter
  /// What is drawn depends on it.
  let seed: UInt64

  /// Clips that `diverse` puts in order unless told; those behind them follow by distance.
  static let usualCount = 200

  /// The order of clips, and the clips that could be read.
  ///
  /// - Parameters:
  ///   - known: Those that have labels, to learn from and to be far from.
  ///   - count: How many are put in order with regard to one another.
  func order(
    _ wanted: [LabeledData.Item], known: [LabeledData.Item], by queue: LabelQueue,
    model: String?, count: Int
  ) throws -> (order: [LabelQueue.Place], clips: ClipValues) {
    let source = try HeadSource(model: model).source(for: wanted + known, reporter)
    let clips = try describing.values(of: wanted, by: source)
    if queue == .diverse {
      let others = try others(known, wanted, source)
      return (
        LabelQueue.diverse(
          embeddings: clips.values, labelled: others?.values ?? [], count: count), clips
      )
    }
    guard let head = try head(known, wanted, clips, source, isNamed: model != nil) else {
      reporter.note(
        "too few labels to learn from, so clips that differ most come first (--by diverse)")
      return (
        LabelQueue.diverse(embeddings: clips.values, labelled: [], count: count), clips
      )
    }
    if queue == .bald { return (LabelQueue.bald(passes: head.passes(clips.values, seed)), clips) }
    return (queue.order(probabilities: head.probabilities(clips.values)), clips)
  }

  /// What clips with labels are like; nil without any, or where they are those that are wanted.
  private func others(
    _ known: [LabeledData.Item], _ wanted: [LabeledData.Item], _ source: ClipValues.Source
  ) throws -> ClipValues? {
    guard !known.isEmpty, known != wanted else { return nil }
    return try describing.values(of: known, by: source)
  }

  /// The last layer that is asked: that of the model, or one that learns from the labels.
  private func head(
    _ known: [LabeledData.Item], _ wanted: [LabeledData.Item], _ clips: ClipValues,
    _ source: ClipValues.Source, isNamed: Bool
  ) throws -> QueueHead? {
    if isNamed, case .model(let file) = source { return try QueueHead(file) }
    let learned = known == wanted ? clips : try others(known, wanted, source)
    guard let learned else { return nil }
    let classes = LabelPlaces(learned.items.compactMap(\.label))
    guard classes.names.count > 1 else { return nil }
    let fit = LogisticRegression().fit(
      learned.values.flatMap { $0 }, width: learned.values.first?.count ?? 0,
      targets: classes.places.map { ExampleTarget(label: $0) }, classes: classes.names.count,
      isCancelled: { Interruption.isSet })
    return QueueHead(fit)
  }
}

/// A last layer, with and without dropout before it.
struct QueueHead {
  private let fit: LogisticRegression.Fit
  private let temperature: Double

  /// Passes with dropout.
  private static let passCount = 20
  /// The share of values that dropout takes.
  private static let dropout = 0.2

  /// Takes a layer that was just fitted.
  init(_ fit: LogisticRegression.Fit) {
    self.fit = fit
    temperature = 1
  }

  /// Takes the last layer of a model.
  ///
  /// - Throws: What does not fit in the file, or that there is no such layer.
  init(_ file: ModelFile) throws(Failure) {
    let network: Network
    do { network = try file.network() } catch { throw Failure(error) }
    guard let name = network.headName, let weights = network.tensors["\(name).weight"] else {
      throw Failure(
        what: "Cannot ask the model", why: "its last layer is no dense one",
        remedy: "name another model, or none")
    }
    let classes = network.output.count
    let bias =
      network.tensors["\(name).bias"]
      ?? NamedTensor(shape: [classes], scalars: [Float](repeating: 0, count: classes))
    fit = LogisticRegression.Fit(weights: weights, bias: bias)
    temperature = file.configuration.temperature
  }

  /// Probabilities of clips by their values.
  func probabilities(_ values: [[Float]]) -> [[Float]] {
    values.map { Temperature.probabilities(fit.logits($0), temperature: temperature) }
  }

  /// The same in passes with dropout.
  func passes(_ values: [[Float]], _ seed: UInt64) -> [[[Float]]] {
    (0..<Self.passCount).map { pass in
      var draws = SeededDraws(seed: seed, 0x6261_6c64, UInt64(pass))
      // One mask for all clips of a pass: a pass is one model.
      let mask = (0..<(values.first?.count ?? 0)).map { _ in
        draws.share() < Self.dropout ? 0 : Float(1 / (1 - Self.dropout))
      }
      return probabilities(values.map { zip($0, mask).map(*) })
    }
  }
}
