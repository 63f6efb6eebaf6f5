import Explorer
import ExplorerRuntime
import Labeling
import SoundFiles

/// Tells what came of an export, in the order of its recordings.
struct ClipResults {
  /// Files that were written.
  private(set) var written = 0
  /// Files that could not be.
  private(set) var failed = 0
  private var output: ResultOutput
  /// How many files a clause is about, in the order of the clauses.
  private var clauses: [(text: String, count: Int)] = []
  private var reasons: [String: Int] = [:]
  /// The last recording that could not be read.
  private var refused: RecordingPath?
  private let reporter: Reporter

  /// Makes a teller; without JSON, standard output stays empty.
  init(_ output: JSONListOptions, _ reporter: Reporter) {
    self.output = ResultOutput(output, reporter)
    self.reporter = reporter
  }

  /// Takes what came of a recording.
  mutating func add(_ result: Result<[ClipJob.Outcome], Failure>, of group: ClipPlan.Group) {
    switch result {
    case .failure(let failure):
      failed += group.items.count
      // A recording with many clips comes in parts.
      if refused == group.path { return }
      refused = group.path
      if !output.isJSON { reporter.tell(failure) }
      output.write(failure.json(path: group.path))
    case .success(let outcomes):
      for outcome in outcomes { add(outcome, of: group.path) }
    }
  }

  private mutating func add(_ outcome: ClipJob.Outcome, of path: RecordingPath) {
    let target = RecordingPath(bytes: outcome.target)
    switch outcome.result {
    case .failure(let failure):
      failed += 1
      if outcome.isLeftOut { return }
      reasons[failure.why, default: 0] += 1
      // What is the same with many files is told once.
      if !output.isJSON, reasons[failure.why] == 1 { reporter.tell(failure) }
      guard case .object(let members) = failure.json(path: path) else { return }
      output.write(.object(members + target.outputMembers))
    case .success(let report):
      written += 1
      for clause in report.clauses { count(clause) }
      output.write(
        .object(
          path.jsonMembers + target.outputMembers + [
            ("label", .optional(outcome.item?.label)),
            ("onset", outcome.span.map { .integer($0.lowerBound) } ?? .null),
            ("offset", outcome.span.map { .integer($0.upperBound) } ?? .null),
          ] + report.json))
    }
  }

  /// Ends the list and tells what is worth knowing of many files.
  ///
  /// - Throws: Why results could not be written.
  func finish(to folder: [UInt8]) throws(Failure) {
    try output.finish()
    for clause in clauses { reporter.note("\(Self.files(clause.count)): \(clause.text)") }
    if !output.isJSON {
      for (why, count) in reasons.sorted(by: { $0.key < $1.key }) where count > 1 {
        reporter.note("\(Self.files(count - 1)) more not written: \(why)")
      }
    }
    let rest = failed > 0 ? ", \(Self.files(failed)) not" : ""
    reporter.note("\(Self.files(written)) written to \(FilePath.text(folder))\(rest)")
  }

  private static func files(_ count: Int) -> String {
    count == 1 ? "1 file" : "\(Format.count(count)) files"
  }

  private mutating func count(_ clause: String) {
    if let place = clauses.firstIndex(where: { $0.text == clause }) {
      clauses[place].count += 1
    } else {
      clauses.append((clause, 1))
    }
  }
}
