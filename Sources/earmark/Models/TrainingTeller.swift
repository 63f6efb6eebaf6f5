import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import Recognition

/// Tells how a training goes: a bar and curves on a terminal, and a log of JSON lines.
final class TrainingTeller {
  private let reporter: Reporter
  private let log: TrainingLog?
  private let start = Date()
  private var curves: TrainingCurves?
  /// Lines of the curves that stand above the cursor.
  private var drawn = 0
  private var lastDrawing = Date.distantPast

  private static let pause: TimeInterval = 0.2

  /// Makes a teller.
  ///
  /// - Parameter style: How progress is shown; curves go with a bar.
  init(_ reporter: Reporter, style: ProgressBar.Style, log: TrainingLog?) {
    self.reporter = reporter
    self.log = log
    if case .bar = style {
      let environment = ProcessInfo.processInfo.environment
      let term = environment["TERM"] ?? ""
      let isPlain = term.isEmpty || term == "dumb"
      curves =
        isPlain
        ? nil
        : TrainingCurves(
          columns: StandardError.columns, hasColor: environment["NO_COLOR"] == nil)
    }
  }

  /// Seconds since it was made.
  var seconds: Double { Date().timeIntervalSince(start) }

  /// Tells of a step or a look.
  func tell(_ report: TrainerReport, of stepCount: Int) throws(Failure) {
    switch report {
    case .step(let step):
      reporter.progress(step.number + 1, of: stepCount, "training, steps")
    case .evaluation(let look):
      curves?.add(
        loss: look.trainingLoss, accuracy: look.trainingAccuracy,
        validationLoss: look.validation?.loss, validationAccuracy: look.validation?.accuracy)
      draw(isLast: look.steps == stepCount)
      try log?.add(
        .object([
          ("epoch", .integer(look.passes)), ("step", .integer(look.steps)),
          ("loss", .number(look.trainingLoss)), ("accuracy", .number(look.trainingAccuracy)),
          ("validationLoss", look.validation?.loss.map { .number($0) } ?? .null),
          ("validationAccuracy", look.validation.map { .number($0.accuracy) } ?? .null),
          ("isBest", .bool(look.isBest)), ("seconds", .number((seconds * 1000).rounded() / 1000)),
        ]))
    }
  }

  /// Tells something below the curves.
  func note(_ text: String) {
    drawn = 0
    reporter.note(text)
  }

  /// Tells what went wrong, below the curves.
  func tell(_ failure: Failure) {
    drawn = 0
    reporter.tell(failure)
  }

  /// Shows how far work beside the training is.
  func progress(_ done: Int, of total: Int, _ doing: String) {
    reporter.progress(done, of: total, doing)
  }

  /// Takes the bar away; the curves stay.
  func finish() { reporter.finish() }

  private func draw(isLast: Bool) {
    guard let curves, isLast || Date().timeIntervalSince(lastDrawing) > Self.pause else { return }
    lastDrawing = Date()
    reporter.finish()
    let lines = curves.lines
    let up = drawn > 0 ? "\u{1b}[\(drawn)A" : ""
    StandardError.write(up + lines.map { "\r\($0)\u{1b}[K\n" }.joined())
    drawn = lines.count
  }
}

/// A log of a training: a JSON object a line.
final class TrainingLog {
  private let path: [UInt8]
  private let descriptor: Int32

  /// Begins a log.
  ///
  /// - Parameter goesOn: Whether it follows what is there.
  init(_ path: [UInt8], goesOn: Bool) throws(Failure) {
    self.path = path
    try OutputGuard.check(path, as: .other)
    let mode = goesOn ? O_APPEND : O_TRUNC
    descriptor = open(FilePath.terminated(path), O_WRONLY | O_CREAT | O_CLOEXEC | mode, 0o666)
    guard descriptor >= 0 else { throw Self.failure(path, errno) }
  }

  deinit { close(descriptor) }

  /// Writes a line.
  func add(_ value: JSONValue) throws(Failure) {
    if let code = FileOutput.write(Array((value.compact + "\n").utf8), to: descriptor) {
      throw Self.failure(path, code)
    }
  }

  private static func failure(_ path: [UInt8], _ code: Int32) -> Failure {
    Failure(
      what: "Cannot write the log \(FilePath.text(path))", why: FilePath.reason(code),
      remedy: "check the folder and the free space")
  }
}
