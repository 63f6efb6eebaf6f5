import NeuralNetworks

/// What a trainer remembers beside the engine: sums since the last look, and the best network.
struct TrainerRecord {
  private var lossSum = 0.0
  private var correct = 0
  private var count = 0
  private var bestAccuracy: Double?
  private(set) var best: Network?
  private(set) var looksWithoutBetter = 0

  mutating func add(_ result: StepResult) {
    lossSum += result.loss * Double(result.count)
    correct += result.correct
    count += result.count
  }

  /// Takes a look's result; gives whether it is the best.
  mutating func look(_ network: Network, _ validation: Validation?, keeps: Bool) -> Bool {
    guard let validation else { return false }
    let isBest = bestAccuracy.map { validation.accuracy > $0 } ?? true
    looksWithoutBetter = isBest ? 0 : looksWithoutBetter + 1
    guard isBest else { return false }
    bestAccuracy = validation.accuracy
    if keeps { best = network }
    return true
  }

  /// What is reported of a look; the sums begin anew.
  mutating func evaluation(
    steps: Int, passes: Int, _ validation: Validation?, isBest: Bool
  ) -> TrainerReport.Evaluation {
    defer { (lossSum, correct, count) = (0, 0, 0) }
    let total = Double(max(1, count))
    return TrainerReport.Evaluation(
      steps: steps, passes: passes, trainingLoss: lossSum / total,
      trainingAccuracy: Double(correct) / total, validation: validation, isBest: isBest)
  }

  // MARK: Checkpoint

  private static let prefix = "trainer."
  private static let bestPrefix = "trainer.best."
  private static let looks = "trainer.looks"

  var tensors: [String: NamedTensor] {
    var tensors: [String: NamedTensor] = [:]
    if let bestAccuracy {
      // A double as four parts of sixteen bits, which floats hold exactly.
      let bits = bestAccuracy.bitPattern
      let parts = (0..<4).map { Float(bits >> (16 * UInt64($0)) & 0xFFFF) }
      tensors[Self.looks] = NamedTensor(shape: [5], scalars: [Float(looksWithoutBetter)] + parts)
    }
    for (name, tensor) in best?.tensors ?? [:] { tensors[Self.bestPrefix + name] = tensor }
    return tensors
  }

  /// The record of a checkpoint, and what is the engine's.
  static func taken(
    from checkpoint: [String: NamedTensor], like network: Network
  ) throws(NetworkError) -> (TrainerRecord, [String: NamedTensor]) {
    var record = TrainerRecord()
    var others: [String: NamedTensor] = [:]
    var best: [String: NamedTensor] = [:]
    for (name, tensor) in checkpoint {
      if name.hasPrefix(bestPrefix) {
        best[String(name.dropFirst(bestPrefix.count))] = tensor
      } else if !name.hasPrefix(prefix) {
        others[name] = tensor
      }
    }
    if let looks = checkpoint[looks] {
      guard looks.scalars.count == 5, looks.scalars.allSatisfy({ (0...65_535).contains($0) })
      else { throw .tensorIsNotFinite(name: Self.looks) }
      record.looksWithoutBetter = Int(looks.scalars[0])
      let bits = (0..<4).reduce(UInt64(0)) {
        $0 | UInt64(looks.scalars[$1 + 1]) << (16 * UInt64($1))
      }
      record.bestAccuracy = Double(bitPattern: bits)
    }
    if !best.isEmpty {
      var kept = network
      try kept.load(best)
      record.best = kept
    }
    return (record, others)
  }
}
