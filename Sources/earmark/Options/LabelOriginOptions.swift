import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling

/// Where the labels of new recordings come from.
struct LabelOriginOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Read labels from file names, such as '{label}_{group}_{index}'.", valueName: "pattern"))
  var labelsFrom: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Read labels from a table, such as path=filename,label=category,group=fold.",
      valueName: "columns"))
  var columns: String?

  /// The choice; without one, `metadata.csv` and the names of folders.
  func labelling() throws -> ScanLabelling {
    do {
      switch (labelsFrom, columns) {
      case (nil, nil): return .folders
      case (let pattern?, nil): return .pattern(try NamePattern(pattern))
      case (nil, let columns?): return .columns(try TableColumns(columns))
      default:
        throw UsageFailure(
          failure: Failure(
            what: "Cannot label from names and from a table", why: "both ways were asked for",
            remedy: "use --labels-from or --columns"))
      }
    } catch let error as NamePatternError {
      throw UsageFailure(failure: Failure(error))
    } catch let error as AttributionTableError {
      throw UsageFailure(failure: Failure(error))
    }
  }
}
