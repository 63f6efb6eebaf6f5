import Explorer
import ExplorerRuntime
import Foundation
import LabelStore
import Labeling

/// Regions that a model proposes, as a library keeps them: in the tier of predictions.
struct RegionProposals {
  /// The regions of recordings.
  let rows: [HeardResults.Found]
  /// Who proposes them.
  let model: String

  /// Puts them into a library in one edit, in place of what the model proposed before.
  ///
  /// - Throws: Why the library can't be changed.
  func put(into desk: LibraryDesk, _ reporter: Reporter) throws(Failure) {
    let store = try desk.open(.write)
    do {
      try desk.scan(store, reporter)
      let library = try store.library()
      var edits: [LibraryEdit] = []
      var (count, missing) = (0, 0)
      for found in rows {
        guard let clip = desk.clip(found.path, in: library) else {
          missing += 1
          continue
        }
        edits += clip.annotations.filter(isEarlier).map { LibraryEdit.remove($0) }
        let new = found.heard.regions.compactMap { annotation($0, of: clip) }
        edits += new.map { LibraryEdit.add($0) }
        count += new.count
      }
      if edits.count == 1 {
        _ = try store.commit(edits[0])
      } else if !edits.isEmpty {
        _ = try store.commit(.batch(edits))
      }
      try store.close()
      reporter.note("\(Format.count(count)) regions are proposed in \(desk.location.file)")
      if missing > 0 {
        throw Failure(
          what: "Cannot propose regions of \(Format.count(missing)) recordings",
          why: "the library does not have them", remedy: "name the folder that they are in")
      }
    } catch let error as LabelStoreError {
      throw Failure(error)
    } catch {
      throw error as? Failure ?? Failure(what: "Cannot propose regions")
    }
  }

  private func isEarlier(_ annotation: Annotation) -> Bool {
    annotation.isPrediction && annotation.span != nil && annotation.annotator == model
  }

  private func annotation(_ region: HeardLabels.Region, of clip: Clip) -> Annotation? {
    let rate = clip.recording.sampleRate
    guard
      let onset = Seconds.sample(ofSeconds: region.seconds.lowerBound, sampleRate: rate),
      let offset = Seconds.sample(ofSeconds: region.seconds.upperBound, sampleRate: rate),
      onset < offset
    else { return nil }
    return Annotation(
      id: UUID(), clip: clip.id, span: onset..<offset, label: region.label,
      tier: ReservedTier.prediction, confidence: Float(region.score),
      origin: .imported(format: "align"), annotator: model, created: Date())
  }
}
