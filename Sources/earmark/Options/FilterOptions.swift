import ArgumentParser
import CellCanvas
import Explorer
import ExplorerRuntime
import Labeling

/// Which labels are meant.
struct FilterOptions: ParsableArguments {
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only those that fit, such as 'label:yes & !split:test & dur<0.5 | note~\"noise\"'.",
      valueName: "filter"))
  var filter: String?

  /// The rows of a library that fit.
  ///
  /// - Parameter desk: Where the library lies; it keeps the filters that have names.
  func rows(of library: Library, at desk: LibraryDesk) throws -> [LabelRow] {
    try query(of: library, at: desk)?.rows(of: library) ?? library.labelRows
  }

  /// The clips of a library that fit.
  ///
  /// - Parameter desk: Where the library lies; it keeps the filters that have names.
  func clips(of library: Library, at desk: LibraryDesk) throws -> [Clip] {
    let clips = library.clips
    return try query(of: library, at: desk)?.places(in: clips, labels: library.labels).map {
      clips[$0]
    } ?? clips
  }

  /// The filter as it is understood, nil where none was given.
  private func query(of library: Library, at desk: LibraryDesk) throws -> ClipQuery? {
    guard let filter else { return nil }
    let query: ClipQuery
    do {
      query = try ClipQuery(
        filter, saved: filter.contains("@") ? desk.savedFilters : [:],
        attributes: library.attributeNames)
    } catch {
      throw UsageFailure(failure: Failure(error))
    }
    guard !query.isOfModel else {
      throw UsageFailure(
        failure: Failure(
          what: "The filter can't be used", why: "it asks what a model says",
          remedy: "use it in the explorer, or see earmark errors and earmark queue"))
    }
    for unknown in query.unknowns(in: library) {
      let hint = unknown.suggestion.map { "; did you mean \($0)?" } ?? ""
      let text = "there is no \(unknown.field) \(RawArguments.shown(unknown.value))\(hint)"
      StandardError.write("earmark: \(DisplayText(text).text)\n")
    }
    return query
  }
}
