import Explorer
import ExplorerRuntime
import Labeling

/// Formats of labels as they are named on the command line.
enum LabelFormatChoice {
  /// All names, for help.
  static let names = FormatRegistry.all.map { $0.id }.joined(separator: ", ")

  /// The format of a name, nil for no name.
  static func named(_ name: String?) throws -> (any LabelFormat.Type)? {
    guard let name else { return nil }
    if let format = FormatRegistry.format(name) { return format }
    throw UsageFailure(
      failure: Failure(
        what: "Cannot use the format \(RawArguments.shown(name))", why: "there is no such format",
        remedy: "use one of \(names)"))
  }

  /// The format that was named, else that of the file's name, else (without a file) `usual`.
  ///
  /// - Throws: That there is none, or that it is no file of its own.
  static func forWriting(
    _ name: String?, out: [UInt8]?, flag: String = "--as", usual: any LabelFormat.Type
  ) throws -> any LabelFormat.Type {
    let format = try choice(name, out, flag, usual)
    guard format.isInSound else { return format }
    throw UsageFailure(
      failure: Failure(
        what: "Cannot write \(format.id) here", why: "such labels lie in copies of the sounds",
        remedy: "use earmark labels export FOLDER --as \(format.id) --out NEW"))
  }

  private static func choice(
    _ name: String?, _ out: [UInt8]?, _ flag: String, _ usual: any LabelFormat.Type
  ) throws -> any LabelFormat.Type {
    if let format = try named(name) { return format }
    guard let out, FilePath.fileExtension(FilePath.name(out)) != nil else { return usual }
    if let format = FormatRegistry.format(named: FilePath.text(FilePath.name(out))) {
      return format
    }
    let ending = FilePath.fileExtension(FilePath.name(out)) ?? ""
    throw UsageFailure(
      failure: Failure(
        what: "Cannot tell the format of \(FilePath.text(out))",
        why: "no format has the extension .\(ending)", remedy: "name the format with \(flag)"))
  }
}

/// What reading and writing labels lost.
enum LossText {
  /// The list of the JSON report.
  static func json(_ losses: [Loss]) -> JSONValue {
    .array(
      losses.map { .object([("what", .string($0.what)), ("count", .integer($0.count))]) })
  }

  /// A sentence for people.
  static func written(_ loss: Loss, as format: any LabelFormat.Type) -> String {
    "\(format.id) can't say \(loss.what); "
      + (loss.count == 1 ? "a label loses it" : "\(loss.count) labels lose it")
  }

  /// A sentence for people.
  static func read(_ loss: Loss) -> String { "not imported: \(lost(loss))" }

  /// What got lost, and how often.
  static func lost(_ loss: Loss) -> String {
    "\(loss.what), \(loss.count == 1 ? "once" : "\(loss.count) times")"
  }
}

extension [Loss] {
  /// The losses of several files as one list.
  var summed: [Loss] {
    var order: [String] = []
    var counts: [String: Int] = [:]
    for loss in self {
      if counts[loss.what] == nil { order.append(loss.what) }
      counts[loss.what, default: 0] += loss.count
    }
    return order.map { Loss(what: $0, count: counts[$0] ?? 0) }
  }
}
