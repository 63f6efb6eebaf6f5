import ArgumentParser
import Explorer
import Labeling

/// `earmark agreement`: how far people agree beyond chance.
struct AgreementCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement",
    abstract: "Say how far the people who labelled clips agree, beyond chance.",
    discussion: """
      Cohen's kappa for every two people, and for one of clips that a review served twice; \
      Fleiss' kappa of the clips that all of them labelled; Krippendorff's alpha of those that two \
      or more did, also of every label against the others. 1 is full agreement, 0 what chance \
      gives. The intervals hold 95 %. Labels of folders and decisions don't count.
      """)

  /// What clips are told apart by.
  enum Grouping: String, CaseIterable, ExpressibleByArgument {
    case folder, group, split
  }

  @Argument(
    help: ArgumentHelp("The folder, or files in it.", valueName: "folder"), completion: .directory)
  var folders: [String]

  @Flag(name: .long, help: "Compare regions, those that overlap, instead of labels of whole clips.")
  var regions = false

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "The least share of what two regions cover that both must cover to be the same.",
      valueName: "share"))
  var overlap = 0.5

  @Option(name: .long, help: "The tier that is compared; all of them without it.")
  var tier: String?

  @Option(name: .long, help: "Figures for each folder, group or split besides those of all.")
  var by: Grouping?

  @OptionGroup var library: LibraryOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var output: JSONOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    if !(overlap > 0 && overlap <= 1) {
      throw ValidationError("--overlap is \(overlap), not a share above 0 and up to 1.")
    }
  }

  func run() throws {
    let desk = try LibraryDesk(folders, library)
    let known = try desk.library(Reporter(reports))
    let clips = try filter.clips(of: desk.shown(known), at: desk)
    let whole = report(clips)
    guard whole.hasFigures else { throw nothing(whole) }
    let parts = by.map { by in
      Dictionary(grouping: clips) { Self.name(of: $0, by) }.map { (name: $0.key, report($0.value)) }
        .filter(\.1.hasFigures).sorted { $0.name < $1.name }
    }
    guard output.json else {
      let rest = (parts ?? []).map { "\n\($0.name.isEmpty ? "-" : $0.name)\n\n\($0.1.text)" }
      try StandardOutput.write(whole.text + rest.joined())
      return
    }
    let members = parts.map { parts in
      [
        (
          "by",
          JSONValue.array(
            parts.map { .object([("name", .string($0.name))] + $0.1.jsonMembers) })
        )
      ]
    }
    try StandardOutput.write(
      JSONValue.object(whole.jsonMembers + (members ?? [])).compact + "\n")
  }

  private func report(_ clips: [Clip]) -> AgreementReport {
    guard regions else { return AgreementReport(clips: clips, tier: tier) }
    return AgreementReport(
      RatingTable(regionsOf: tier.map { clips.kept(in: $0) } ?? clips, overlap: overlap),
      repeats: [])
  }

  private func nothing(_ report: AgreementReport) -> Failure {
    let what = regions ? "a region" : "a clip as a whole"
    return Failure(
      what: "There is nothing to compare",
      why: report.annotators.isEmpty
        ? "no person has labelled \(what)"
        : "only \(report.annotators[0].name) has labelled \(what), and none of them twice",
      remedy: "let another person review with --annotator NAME --blind, or import their labels")
  }

  private static func name(of clip: Clip, _ grouping: Grouping) -> String {
    switch grouping {
    case .folder: clip.recording.path.folders.joined(separator: "/")
    case .group: clip.recording.group ?? ""
    case .split: clip.recording.split ?? ""
    }
  }
}

extension [Clip] {
  /// The clips with the annotations of one tier alone.
  fileprivate func kept(in tier: String) -> [Clip] {
    map { clip in
      var clip = clip
      clip.annotations.removeAll { $0.tier != tier }
      return clip
    }
  }
}
