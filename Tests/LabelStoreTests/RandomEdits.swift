import Foundation
import Labeling

/// Makes random edits that fit the library that it is shown.
struct RandomEdits {
  private var random: SeededRandom
  private let annotator: String
  private var moment = 1_700_000_000.0
  private var added: [NewClip] = []
  /// Whether clips come and go; what is said of one that is gone is refused.
  private let makesClips: Bool

  init(seed: UInt64, annotator: String, makesClips: Bool = true) {
    self.makesClips = makesClips
    random = SeededRandom(state: seed)
    self.annotator = annotator
  }

  /// One of everything that can be done to a clip, or a batch of it.
  mutating func edit(_ library: Library) -> LibraryEdit {
    let count = Int.random(in: 1...4, using: &random)
    if count == 4 {
      var later = library
      return .batch(
        (0..<3).map { _ in
          let edit = single(later)
          later.apply(edit)
          return edit
        })
    }
    return single(library)
  }

  private mutating func single(_ library: Library) -> LibraryEdit {
    let clip = library.clips[Int.random(in: 0..<library.clips.count, using: &random)]
    if Int.random(in: 0..<4, using: &random) == 0 { return clipEdit(clip, library) }
    guard let old = clip.annotations.randomElement(using: &random) else {
      return .add(annotation(of: clip, UUID()))
    }
    switch Int.random(in: 0..<3, using: &random) {
    case 0: return .add(annotation(of: clip, UUID()))
    case 1: return .remove(old)
    default: return .replace(old, with: annotation(of: clip, old.id))
    }
  }

  private mutating func clipEdit(_ clip: Clip, _ library: Library) -> LibraryEdit {
    let onset = Int.random(in: 0..<50, using: &random)
    let span = onset..<(onset + Int.random(in: 1..<50, using: &random))
    let bare = added.first { new in
      library[new.clip].map { $0.span == new.span && $0.annotations.isEmpty } ?? false
    }
    switch makesClips ? Int.random(in: 0..<3, using: &random) : 0 {
    case 0:
      return .trim(clip: clip.id, from: clip.span, to: Bool.random(using: &random) ? nil : span)
    case 1:
      if let bare { return .removeClip(bare) }
      fallthrough
    default:
      let new = NewClip(of: clip.recording.id, span: span, using: &random)
      added.append(new)
      return .addClip(new)
    }
  }

  private mutating func annotation(of clip: Clip, _ id: UUID) -> Annotation {
    moment += 1.25
    let isRegion = Bool.random(using: &random)
    return Annotation(
      id: id, clip: clip.id, span: isRegion ? 10..<Int.random(in: 10...99, using: &random) : nil,
      hertz: isRegion ? 100.5...4000.1 : nil,
      label: ["yes", "no", "예", "e\u{301}"].randomElement(using: &random) ?? "yes",
      tier: isRegion ? "birds" : nil, note: Bool.random(using: &random) ? "\"a\"\n,b" : nil,
      confidence: Bool.random(using: &random) ? 0.1 : nil,
      origin: Bool.random(using: &random) ? .person : .accepted(model: "digits"),
      annotator: annotator, created: Date(timeIntervalSince1970: moment))
  }
}
