import Acoustics
import Labeling

extension AppState {
  /// Applies edits to what is loaded, and keeps list, cursor and picture on what they showed.
  mutating func apply(_ edits: [LibraryEdit]) {
    defer { followReview(edits) }
    guard edits.contains(where: \.changesClips) else {
      for edit in edits { library.apply(edit) }
      return
    }
    let shown = browser.order.map { library.clips[$0].id }
    let here = current
    let spans = edits.flatMap(\.clips).map { ($0, library[$0]?.span) }
    for edit in edits { library.apply(edit) }
    // Their loudest levels are those of other samples.
    let others = Set(spans.filter { library[$0.0]?.span != $0.1 }.map(\.0))
    pictures.forget(others)
    thumbnails.forget(others)
    model.mustSweep = true
    browser.picks = browser.picks.filter { library[$0] != nil }
    let kept = here.flatMap { here in
      library[here.id]?.id ?? library.clips.last { $0.recording.id == here.recording.id }?.id
    }
    browser.follow(library, shown: shown, random: &ids, keeping: kept)
    if current?.id != here?.id || current?.span != here?.span {
      viewport.resetTime()
      selection = nil
    }
  }

  /// Makes the clip cover what is marked; the file is not touched.
  mutating func trimToMarked() -> [Effect] {
    guard let clip = current, let marked else { return [] }
    return trim(clip, to: marked.span)
  }

  /// Makes the clip cover all of its recording again.
  mutating func untrim() -> [Effect] {
    guard let clip = current else { return [] }
    return trim(clip, to: nil)
  }

  private mutating func trim(_ clip: Clip, to span: Range<Int>?) -> [Effect] {
    let effects = perform(.trim(clip: clip.id, from: clip.span, to: span))
    let seconds = current?.duration.map { Format.time($0) } ?? ""
    say("The clip is \(seconds) now.", "the file is untouched, {undo} undoes")
    return effects
  }

  /// Shifts the clip so that its loudest part is in its middle; its length stays.
  mutating func recentre() -> [Effect] {
    guard let clip = current, let span = clip.span, let middle = loudestSample else { return [] }
    let start = max(0, min(middle - span.count / 2, clip.recording.sampleCount - span.count))
    let moved = start..<(start + span.count)
    guard moved != span else {
      say("The loudest part is in the middle already.")
      return []
    }
    return trim(clip, to: moved)
  }

  /// The middle of the loudest tenth of the clip; nil before its picture is there.
  var loudestSample: Int? {
    guard let clip = current, let key = pictureKey(of: clip, span: nil),
      case .ready(let picture)? = pictures[key], !picture.isPreview
    else { return nil }
    let powers = picture.waveform.rms.map { Double($0 * $0) }
    let width = max(1, powers.count / 10)
    guard powers.count >= width, picture.waveform.peak > 0 else { return nil }
    var sum = powers[..<width].reduce(0, +)
    var best = (sum, 0)
    for column in width..<max(width, powers.count) {
      sum += powers[column] - powers[column - width]
      if sum > best.0 { best = (sum, column - width + 1) }
    }
    let grid = picture.waveform.grid
    let first = grid.samples(ofColumn: best.1).lowerBound
    return (first + grid.samples(ofColumn: best.1 + width - 1).upperBound) / 2
  }

  /// Cuts the clip into parts at samples; labels of the whole stay on each part, regions go to
  /// theirs, and one that lies over a cut is cut too.
  mutating func cut(at samples: [Int]) -> [Effect] {
    guard let clip = current, let whole = clipSamples else { return [] }
    let cuts = samples.sorted().filter { $0 > whole.lowerBound && $0 < whole.upperBound }
    guard !cuts.isEmpty else { return [] }
    let bounds = [whole.lowerBound] + cuts + [whole.upperBound]
    let spans = zip(bounds, bounds.dropFirst()).map { $0..<$1 }
    let added = spans.dropFirst().map {
      NewClip(of: clip.recording.id, span: $0, using: &ids)
    }
    var edits: [LibraryEdit] = [.trim(clip: clip.id, from: clip.span, to: spans[0])]
    edits += added.map { .addClip($0) }
    for annotation in clip.annotations {
      edits += parted(annotation, [(clip.id, spans[0])] + added.map { ($0.clip, $0.span) })
    }
    return perform(.batch(edits))
  }

  /// The edits that bring an annotation to the parts of its clip; the first part has it already.
  private mutating func parted(
    _ annotation: Annotation, _ parts: [(clip: ID<Clip>, span: Range<Int>)]
  ) -> [LibraryEdit] {
    guard let span = annotation.span else {
      return parts.dropFirst().map { .add(annotation.copy(ids.uuid(), of: $0.clip, span: nil)) }
    }
    let touched = parts.filter { part in
      span.overlaps(part.span) || span.isEmpty && part.span.contains(span.lowerBound)
    }
    guard let first = touched.first else { return [] }
    var edits: [LibraryEdit] = []
    let own = annotation.copy(
      annotation.id, of: first.clip,
      span: touched.count == 1 ? span : span.lowerBound..<first.span.upperBound)
    if own != annotation { edits.append(.replace(annotation, with: own)) }
    for (place, part) in touched.enumerated().dropFirst() {
      let end = place == touched.count - 1 ? span.upperBound : part.span.upperBound
      edits.append(
        .add(annotation.copy(ids.uuid(), of: part.clip, span: part.span.lowerBound..<end)))
    }
    return edits
  }

  /// Cuts the clip into a number of equal parts.
  mutating func cut(into count: Int) -> [Effect] {
    guard let whole = clipSamples else { return [] }
    guard (2...min(AppState.partLimit, max(2, whole.count))).contains(count) else {
      say("A clip can be cut into 2 to \(AppState.partLimit) parts.", kind: .refusal)
      return []
    }
    let effects = cut(
      at: (1..<count).map {
        whole.lowerBound + Int(Double(whole.count) * Double($0) / Double(count))
      })
    say("Cut into \(count) clips.", "{undo} undoes")
    return effects
  }

  /// The most parts that a clip is cut into at once.
  static let partLimit = 1000

  /// Makes a clip of each region, labelled as the region is; the clip and its regions stay.
  mutating func makeClipsOfRegions() -> [Effect] {
    guard let clip = current else { return [] }
    let regions = clip.regions.filter { $0.span?.isEmpty == false }
    let edits = regions.flatMap { region -> [LibraryEdit] in
      guard let span = region.span else { return [] }
      let new = NewClip(of: clip.recording.id, span: span, using: &ids)
      return [
        .addClip(new), .add(region.copy(ids.uuid(), of: new.clip, span: nil)),
      ]
    }
    guard !edits.isEmpty else { return [] }
    let effects = perform(.batch(edits))
    say(
      "\(Format.count(regions.count)) new \(regions.count == 1 ? "clip" : "clips").",
      "{undo} undoes")
    return effects
  }
}

extension ClipBrowser {
  /// Takes over clips that came or went.
  ///
  /// A shuffled list keeps its order; new clips follow the one before them in the library.
  mutating func follow(
    _ library: Library, shown: [ID<Clip>], random: inout IDSource, keeping clip: ID<Clip>?
  ) {
    guard sort == .random, scope == nil else {
      arrange(library, random: &random, keeping: clip)
      return
    }
    var places = shown.compactMap(library.place(of:))
    let known = Set(places)
    for place in library.clips.indices where !known.contains(place) {
      let before = places.firstIndex(of: place - 1).map { $0 + 1 } ?? places.count
      places.insert(place, at: before)
    }
    setOrder(places, library, keeping: clip)
  }
}
