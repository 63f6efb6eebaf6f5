import Labeling

/// What can be done about a flaw of a clip; never without a person's word, and sound files stay as
/// they are.
enum Repair: Sendable, Equatable {
  /// Let the clip cover what is loud in it.
  case trim(ID<Clip>, Range<Int>)
  /// Look at the recording that is the same or nearly so.
  case visit(ID<Clip>, ID<Recording>, SoundFlaw)
  /// Flag the clip as bad audio.
  case flag(ID<Clip>, SoundFlaw)

  /// Seconds that are kept on each side of what is loud.
  private static let margin = 0.05
  /// Flaws that no change of the clip mends.
  private static let spoilt: [SoundFlaw] = [.silent, .truncated, .clipped, .offset]

  /// What can be done for a clip; nil where nothing can or all is done.
  init?(for clip: Clip) {
    guard let quality = clip.recording.quality else { return nil }
    let flaws = quality.flaws
    if flaws.has(.offCenter), clip.span == nil, let loudest = quality.loudest {
      self = .trim(clip.id, Self.widened(loudest, in: clip))
      return
    }
    let isFlagged = clip.flags.contains { $0.label == ClipFlag.badAudio.rawValue }
    if let flaw = Self.spoilt.first(where: flaws.has), !isFlagged {
      self = .flag(clip.id, flaw)
      return
    }
    guard let twin = quality.twin,
      let flaw = [SoundFlaw.duplicate, .nearDuplicate].first(where: flaws.has)
    else { return nil }
    self = .visit(clip.id, twin, flaw)
  }

  private static func widened(_ span: Range<Int>, in clip: Clip) -> Range<Int> {
    let margin = Int(margin * clip.recording.sampleRate)
    let limits = clip.samples
    let start = max(limits.lowerBound, min(span.lowerBound - margin, limits.upperBound - 1))
    return start..<max(start + 1, min(limits.upperBound, span.upperBound + margin))
  }
}

extension AppState {
  /// Shows what can be done for the clip, or does what was shown.
  mutating func repair() -> [Effect] {
    guard let clip = current else { return [] }
    guard let proposal = Repair(for: clip) else {
      let words = clip.recording.quality.map(words(for:))
      say(
        words.map { "Nothing mends this: \($0)." } ?? "No flaw of this clip is known.",
        kind: .refusal)
      return []
    }
    guard proposed == proposal else {
      proposed = proposal
      show(proposal, of: clip)
      return []
    }
    proposed = nil
    return take(proposal, of: clip)
  }

  private mutating func show(_ proposal: Repair, of clip: Clip) {
    let again = "{repair-clip} does it"
    switch proposal {
    case .trim(_, let span):
      let seconds = SelectionText.span(span, rate: clip.recording.sampleRate)
      say("Off center: trim to \(seconds)?", again, kind: .question)
    case .visit(_, let twin, let flaw):
      let other = library.clips.first { $0.recording.id == twin }
        .map { sentenceName(of: $0) }
      let name = other ?? "a recording that is not shown"
      let word = flaw == .duplicate ? "Same bytes as" : "Nearly the same as"
      say("\(word) \(name): go there?", again, kind: .question)
    case .flag(_, let flaw):
      say("It is \(flaw.adjective): flag as bad audio?", again, kind: .question)
    }
  }

  private mutating func take(_ proposal: Repair, of clip: Clip) -> [Effect] {
    switch proposal {
    case .trim(_, let span):
      let effects = perform(.trim(clip: clip.id, from: clip.span, to: span))
      say("Trimmed to what is loud.", "the file is untouched, {undo} undoes")
      return effects
    case .visit(_, let twin, _): return visit(twin)
    case .flag:
      let old = clip.own(in: ReservedTier.flag, by: annotator)
      let flag = Annotation(
        id: old?.id ?? ids.uuid(), clip: clip.id, label: ClipFlag.badAudio.rawValue,
        tier: ReservedTier.flag, origin: .person, annotator: annotator, created: now)
      let effects = perform(old.map { .replace($0, with: flag) } ?? .add(flag))
      say("Flagged as bad audio.", "{undo} undoes")
      return effects
    }
  }

  private mutating func visit(_ recording: ID<Recording>) -> [Effect] {
    let isTwin = { (clip: Clip) in clip.recording.id == recording }
    if let row = browser.row(from: browser.cursor, step: 1, in: library, where: isTwin) {
      return moveThroughList(to: row)
    }
    guard library.clips.contains(where: isTwin) else {
      say("The other recording is not shown here.", "it lies outside of the folder", kind: .refusal)
      return []
    }
    widen()
    guard let row = browser.row(from: browser.cursor, step: 1, in: library, where: isTwin) else {
      return []
    }
    return moveThroughList(to: row)
  }
}

extension SoundFlaw {
  /// The flaw as a quality of a clip.
  fileprivate var adjective: String { self == .offset ? "off zero" : rawValue }
}
