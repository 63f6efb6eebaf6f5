import ArgumentParser
import Explorer
import Labeling

/// `earmark labels clear`: takes labels off a clip.
struct LabelsClear: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "clear", abstract: "Take the label off a recording, or off a region of it.",
    discussion: "Without times the label of the recording as a whole goes, with them the region's.")

  @OptionGroup var target: LabelEditOptions
  @OptionGroup var region: RegionOptions

  @Flag(name: .long, help: "Take every label off, those of regions too.")
  var all = false

  /// What it tells.
  var reports: ReportOptions { target.reports }

  mutating func validate() throws {
    if all, region.onset != nil || region.lowHz != nil {
      throw ValidationError("--all takes no region.")
    }
  }

  func run() throws {
    try target.perform(at: region.onset) { clip, _ throws(Failure) in
      let span = try region.span(in: clip)
      let edits = clip.annotations.filter {
        all || ($0.span == span && (region.hertz == nil || $0.hertz == region.hertz))
      }.map(LibraryEdit.remove)
      return edits.count > 1 ? .batch(edits) : edits.first
    }
  }
}
