import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling

/// Which labels are meant.
struct FilterOptions: ParsableArguments {
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only those that fit, such as label=yes,origin=person or path~^yes/.", valueName: "filter"))
  var filter: String?

  /// The rows of a library that fit.
  func rows(of library: Library) throws -> [LabelRow] {
    guard let filter else { return library.labelRows }
    do {
      return try LabelFilter(filter).rows(of: library)
    } catch {
      throw UsageFailure(failure: Failure(error))
    }
  }
}
