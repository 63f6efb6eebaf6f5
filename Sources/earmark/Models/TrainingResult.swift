import Explorer
import Labeling
import Recognition

/// What came of a training, for people and programs.
struct TrainingResult {
  /// The file of the model, as the user named it.
  var model: String
  /// The kind of network.
  var architecture: String
  /// Weights that were learned.
  var parameters: Int
  /// Passes over the clips.
  var epochs: Int
  /// Steps that were taken.
  var steps: Int
  /// Why it ended, in a word.
  var ending: String
  /// Seconds that it took.
  var seconds: Double
  /// What there was, in a line.
  var data: String
  /// How it does on what it learnt from, unchanged.
  var training: Evaluation
  /// How it does on what it was chosen on; nil without clips.
  var validation: Evaluation?
  /// How it does on what is reported; nil without clips.
  var testing: Evaluation?
  /// How the linear baseline does on what is reported.
  var baseline: Evaluation?
  /// What makes its scores the shares that are right; nil where nothing tells.
  var temperature: Double?
  /// Which clips tell.
  var calibration: String?
  /// Why the model could not be kept as it is now; nil if it is.
  var trouble: Failure?

  /// The last object of the log.
  var json: JSONValue {
    .object([
      ("epochs", .integer(epochs)), ("trainAccuracy", .number(training.accuracy)),
      ("validationAccuracy", Self.accuracy(validation)),
      ("testAccuracy", Self.accuracy(testing)),
      ("seconds", .number((seconds * 1000).rounded() / 1000)),
      ("parameters", .integer(parameters)), ("steps", .integer(steps)),
      ("ending", .string(ending)), ("architecture", .string(architecture)),
      ("linearAccuracy", Self.accuracy(baseline)), ("model", .string(model)),
      ("temperature", temperature.map { .number($0) } ?? .null),
      ("calibration", calibration.map { .string($0) } ?? .null),
      (
        "labelErrorRate", testing?.sequences.map { .number($0.labelErrorRate) } ?? .null
      ),
      ("test", testing?.json ?? .null),
    ])
  }

  /// Figures and the confusion matrix.
  var text: String {
    var table = TextTable()
    table.add([
      "model", "\(model), \(architecture) of \(Format.count(parameters)) parameters",
    ])
    table.add(["clips", data])
    table.add(["training", Self.text(training)])
    if let validation { table.add(["validation", Self.text(validation)]) }
    if let testing { table.add(["test", Self.text(testing)]) }
    if let baseline {
      table.add(["linear", Self.text(baseline) + "  the linear baseline, on the same clips"])
    }
    if training.sequences == nil {
      let scores =
        calibration.map { "calibrated on \($0)" } ?? "not calibrated, see earmark calibrate"
      table.add(["scores", scores])
    }
    let passes = epochs == 1 ? "1 pass" : "\(Format.count(epochs)) passes"
    table.add(["time", "\(Format.clock(seconds, decimals: 0)), \(passes)"])
    let (matrix, place) =
      testing.map { ($0, "test clips") } ?? validation.map { ($0, "validation clips") }
      ?? (training, "clips that it learned from")
    return table.text + "\non the \(place):\n" + ConfusionText(evaluation: matrix).text
  }

  private static func text(_ evaluation: Evaluation) -> String {
    let share = Percent.text(evaluation.correct, of: evaluation.count)
    return evaluation.sequences.map {
      "\(Percent.text($0.labelErrorRate)) of the labels wrong, strings without a fault: \(share)"
    } ?? share
  }

  private static func accuracy(_ evaluation: Evaluation?) -> JSONValue {
    evaluation.map { .number($0.accuracy) } ?? .null
  }
}
