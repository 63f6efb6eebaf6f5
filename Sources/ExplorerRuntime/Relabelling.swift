import Explorer
import Foundation
import LabelStore
import Labeling
import SoundFiles

/// Labels for clips that the library knew before the user said where labels come from.
enum Relabelling {
  /// The edit that gives a clip a label which no person gave, nil if it needs none.
  static func edit(_ clip: Clip, _ attribution: Attribution?) -> LibraryEdit? {
    guard let attribution, let label = attribution.label else { return nil }
    let new = Annotation(
      id: UUID(), clip: clip.id, label: label, origin: attribution.origin, annotator: "",
      created: Date())
    guard let old = clip.wholeAnnotation else { return .add(new) }
    let isUnsaid =
      old.annotator.isEmpty && (old.origin == .folder || old.origin == attribution.origin)
    guard isUnsaid, old.label != label else { return nil }
    return .batch([.remove(old), .add(new)])
  }

  /// What is to be written of a recording's group and split, nil if nothing is.
  static func change(
    of recording: Recording, _ attribution: Attribution?
  ) -> (ID<Recording>, Attribution)? {
    guard let attribution else { return nil }
    let isAsSaid =
      attribution.group ?? recording.group == recording.group
      && attribution.split ?? recording.split == recording.split
    return isAsSaid ? nil : (recording.id, attribution)
  }
}

extension RecordingFacts {
  /// What the header and the contents of a file say; the problem, if it can't be read.
  init(probing path: [UInt8]) {
    do throws(SoundFileError) {
      let facts = try SoundFile.probe(path)
      self.init(
        sampleRate: facts.sampleRate, sampleCount: facts.sampleCount,
        channelCount: facts.channelCount, container: facts.container, encoding: facts.encoding,
        hash: try ContentHash.recognition(path))
    } catch {
      self.init(
        sampleRate: 0, sampleCount: 0, channelCount: 0, container: "", encoding: "",
        hash: Self.hash(of: path), problem: Failure(error).sentence)
    }
  }

  /// What recognises the contents of a file, nil if they can't be read.
  static func hash(of path: [UInt8]) -> String? {
    do throws(SoundFileError) {
      return try ContentHash.recognition(path)
    } catch {
      return nil
    }
  }
}
