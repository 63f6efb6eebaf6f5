import ArgumentParser
import Explorer
import ExplorerRuntime
import Foundation
import Labeling

/// `earmark labels set`: gives a clip or a region of it a label.
struct LabelsSet: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Give a recording, or a region of it, a label.")

  @OptionGroup var target: LabelEditOptions

  @Argument(help: "The label.")
  var label: String

  @OptionGroup var region: RegionOptions

  /// The label as the explorer takes it; `validate` refuses what can be none.
  private var name: String { (try? LabelName(label).text) ?? label }

  /// What it tells.
  var reports: ReportOptions { target.reports }

  mutating func validate() throws {
    _ = try LabelName(label)
  }

  func run() throws {
    try target.perform(at: region.onset) { clip, labels throws(Failure) in
      let span = try region.span(in: clip)
      // An alias stands for its label.
      let name = labels.name(of: name)
      guard span == nil, region.hertz == nil else { return part(clip, span, name) }
      return labels.isMultiple ? further(clip, name) : whole(clip, name)
    }
  }

  /// A clip has one label as a whole: the new one replaces it and keeps its notes.
  private func whole(_ clip: Clip, _ name: String) -> LibraryEdit? {
    guard let old = clip.wholeAnnotation else {
      return .add(annotation(of: clip, nil, name, id: UUID()))
    }
    guard old.label != name || old.origin != .person else { return nil }
    var new = annotation(of: clip, nil, name, id: old.id)
    new.tier = old.tier
    new.note = old.note
    new.attributes = old.attributes
    return .replace(old, with: new)
  }

  /// Where a clip may have several labels, the new one comes beside those that are there.
  private func further(_ clip: Clip, _ name: String) -> LibraryEdit? {
    let there = clip.wholeAnnotations
    if let old = there.first(where: { $0.label == name }) {
      guard old.origin != .person else { return nil }
      var new = annotation(of: clip, nil, name, id: old.id)
      (new.tier, new.note, new.attributes) = (old.tier, old.note, old.attributes)
      return .replace(old, with: new)
    }
    var new = annotation(of: clip, nil, name, id: UUID())
    if let first = there.first { new.tier = ReservedTier.further(name, in: first.wholeTier) }
    return .add(new)
  }

  private func part(
    _ clip: Clip, _ span: Range<Int>?, _ name: String
  ) -> LibraryEdit? {
    let isThere = clip.annotations.contains {
      $0.span == span && $0.hertz == region.hertz && $0.label == name && $0.origin == .person
    }
    return isThere ? nil : .add(annotation(of: clip, span, name, id: UUID()))
  }

  private func annotation(
    of clip: Clip, _ span: Range<Int>?, _ name: String, id: UUID
  ) -> Annotation {
    Annotation(
      id: id, clip: clip.id, span: span, hertz: region.hertz, label: name, origin: .person,
      annotator: UserName.current, created: Date())
  }
}
