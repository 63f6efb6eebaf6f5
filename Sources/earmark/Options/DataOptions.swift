import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import Recognition

/// Labelled clips to learn from or to be judged by.
struct DataOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A folder of folders named by class, a folder with a library, or a table path,label,…",
      valueName: "data"),
    completion: .directory)
  var place: String?

  @Option(
    help: ArgumentHelp(
      "The folder as the original names it, instead of <data>.", valueName: "folder"),
    completion: .directory)
  var dataDir: String?

  @OptionGroup var origin: LabelOriginOptions
  @OptionGroup var library: LibraryOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      What belongs together: given (by a table or a name), folder, speaker (before _nohash_), or a \
      pattern on names with {group}.
      """, valueName: "rule"))
  var group: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Megabytes of sound that are kept in memory.", valueName: "n"))
  var memory: Int = ClipFiles.usualMemory >> 20

  /// The folder or the table.
  var data: String { place ?? dataDir ?? "" }

  mutating func validate() throws {
    if place == nil, dataDir == nil { throw ValidationError("Missing expected argument '<data>'.") }
    if place != nil, dataDir != nil {
      throw ValidationError("Only one of <data> and --data-dir can be used.")
    }
    if !(0...1_048_576).contains(memory) {
      throw ValidationError("--memory is \(memory), not a number from 0.")
    }
  }

  /// The flags that were given, as they are written on the command line.
  var given: [String] {
    TrainingFlags.words([
      ("labels-from", origin.labelsFrom), ("columns", origin.columns), ("group", group),
    ])
  }

  /// The same data with other flags.
  ///
  /// - Throws: What is wrong with the flags.
  func with(_ words: [String]) throws -> DataOptions {
    try DataOptions.parse(
      words + TrainingFlags.words([("library", library.library), ("memory", String(memory))])
        + ["--", data])
  }

  /// Finds the clips.
  ///
  /// - Throws: Why there are none, or a wrong use.
  func find(_ reporter: Reporter) throws -> LabeledData {
    if case .folders = try origin.labelling() { try refreshLibrary(reporter) }
    let found = try LabeledData(
      RawArguments.bytes(of: data), labelling: try origin.labelling(), library: library.bytes
    ) { Interruption.isSet }
    found.failures.forEach(reporter.tell)
    if found.severalCount > 0 {
      reporter.note(
        (found.severalCount == 1
          ? "1 clip has several labels: its first one counts"
          : "\(Format.count(found.severalCount)) clips have several labels: their first ones count")
      )
    }
    let contradictions = found.contradictions
    if let first = contradictions.first {
      reporter.note(
        "warning: "
          + (contradictions.count == 1
            ? "1 clip is" : "\(Format.count(contradictions.count)) clips are")
          + " there more than once with different labels, such as \(first.text)")
    }
    return found
  }

  /// Takes files into the library that came since the last scan; there need not be a library.
  private func refreshLibrary(_ reporter: Reporter) throws {
    let bytes = RawArguments.bytes(of: data)
    guard FilePath.isFolder(FilePath.absolute(bytes)) else { return }
    let desk = try LibraryDesk([data], library)
    guard desk.location.exists else { return }
    desk.refresh(reporter)
  }

  /// Reads all clips that have a class and tells which can't be read.
  ///
  /// - Parameter isWhole: Whether all of a clip counts, however long it is.
  func load(
    _ found: LabeledData, for frontEnd: FrontEnd, isWhole: Bool = false, threads: Int,
    _ reporter: Reporter
  ) -> LoadedData {
    let labeled = labeled(found, reporter)
    let loaded = LoadedData(
      labeled, for: frontEnd, isWhole: isWhole, byteLimit: memory << 20, threads: threads,
      isCancelled: { Interruption.isSet }
    ) { done in
      reporter.progress(done, of: labeled.items.count, "reading")
    }
    reporter.finish()
    for (path, failure) in loaded.failures { reporter.tell(failure.about(path)) }
    if let notice = loaded.lengthNotice(for: frontEnd) { reporter.note(notice) }
    if let notice = loaded.resamplingNotice(to: frontEnd.sampleRate) { reporter.note(notice) }
    return loaded
  }

  /// The clips that have a class; tells how many have none unless that is all of them.
  func labeled(_ found: LabeledData, _ reporter: Reporter) -> LabeledData {
    let labeled = found.labeled
    let rest = found.items.count - labeled.items.count
    if rest > 0, !labeled.items.isEmpty {
      reporter.note(
        rest == 1
          ? "1 clip without a label is passed over"
          : "\(Format.count(rest)) clips without a label are passed over")
    }
    return labeled
  }

  /// What belongs together: what the user says, or what suits the clips.
  func groups(_ found: LabeledData) throws -> GroupRule {
    guard let group else { return found.usualGroups }
    switch group {
    case "given": return .given
    case "folder": return .folder
    case "speaker", "before-nohash": return .beforeNoHash
    default:
      guard group.contains("{") else {
        throw UsageFailure(
          failure: Failure(
            what: "Cannot group clips by \(RawArguments.shown(group))",
            why: "there is no such rule",
            remedy: "use given, folder, speaker, or a pattern such as '{label}_{group}_{index}'"))
      }
      let rule: GroupRule
      do {
        rule = .pattern(try NamePattern(RawArguments.shown(group), needsLabel: false))
      } catch {
        throw UsageFailure(failure: Failure(error))
      }
      let clips = found.clips
      guard clips.isEmpty || clips.contains(where: { rule.group(of: $0) != nil }) else {
        throw Failure(
          what: "Cannot group clips by \(RawArguments.shown(group))",
          why: "the pattern fits none of their names, such as \(clips[0].path.name.text)",
          remedy: "write a pattern of the whole name without its extension")
      }
      return rule
    }
  }
}
