import Acoustics
import Labeling

extension AppState {
  /// Takes an answer of a lane.
  mutating func take(_ arrival: Arrival) -> [Effect] {
    switch arrival {
    case .opened(let opened): return open(opened)
    case .recordings(let recordings): learn(recordings)
    case .scanned(let progress): scan = progress
    case .found(let findings):
      if let sentence = findings.partMoves {
        say("Renamed.", sentence, kind: .error)
      } else if isRescanning {
        say(findings.sentence)
      }
      isRescanning = false
    case .quality(let news): take(news)
    case .changed(let changed): take(changed)
    case .picture(let key, let entry):
      pictures.insert(entry, for: key)
      if entry.isFinal { wantedPictures.removeAll { $0 == key } }
    case .thumbnails(let batch): thumbnails.insert(batch)
    case .committed(let committed): return take(committed)
    case .refused(let edit, let failure, let isTemporary):
      return refuse(edit, failure, isTemporary: isTemporary)
    case .notUndone(let failure): stayUndone(failure)
    case .history(let lines, let isLast): return take(lines, isLast: isLast)
    case .elsewhere(let edits):
      apply(edits)
      saving.fromElsewhere += edits.count
      say(
        edits.count == 1
          ? "1 edit came from another window." : "\(edits.count) edits came from another window.")
    case .sound(let report): take(report)
    case .segments(let found): return take(found)
    case .measured(let request, let measures): take(measures, of: request)
    case .place(let request, let found): take(found, of: request)
    case .snapped(let request, .success(let place)): return take(place, of: request)
    case .snapped(let request, .failure(let failure)):
      if marking.snaps[request.edge] == request { marking.snaps[request.edge] = nil }
      notice = Notice(failure, at: now)
    case .adopted(let path): return takeAdopted(path)
    case .live(let arrival): return take(arrival)
    case .model(let arrival): return takeBehindVeil(arrival)
    case .exported(let answer): take(answer)
    case .failed(let failure): notice = Notice(failure, at: now)
    }
    return []
  }

  private mutating func stayUndone(_ failure: Failure) {
    saving.endStep(at: now)
    notice = Notice(failure.what, failure.why, kind: .refusal, at: now)
  }

  private mutating func open(_ opened: OpenedLibrary) -> [Effect] {
    let clip = current?.id
    let changed = clipsChanged(in: opened.library)
    pictures.forget(changed)
    thumbnails.forget(changed)
    model.forget(changed)
    model.mustSweep = true
    wantedPictures = []
    library = opened.library
    for edit in saving.waiting + saving.unsaved { library.apply(edit) }
    if review.session != nil {
      drawVeil()
      review.session?.lookUp(library)
    }
    let row = browser.cursor
    access = opened.access
    saving.undoDepth = opened.undoDepth
    if !isOpen, let session = opened.session {
      browser.sort = session.order.isLasting ? session.order : .name
      viewport.view = session.view
      if let scale = session.scale { viewport.scale = scale }
      panes = PaneStack(session.panes ?? [])
      if !isColorMapGiven {
        colorMap = session.colorMap.flatMap { colorMaps.contains($0) ? $0 : nil }
      }
      if !isThemeGiven, let last = session.theme, themes.contains(last) { theme = last }
    }
    arrange(keeping: clip)
    if isReviewing { browser.move(to: row) }
    if !isOpen { (review.record, savedFilters) = (opened.review, opened.filters) }
    if !isOpen, let session = opened.session,
      let last = session.clip.flatMap({ library[ID(row: $0)] })
        ?? library.clips.first(where: { $0.recording.path.hex == session.clipPathHex })
    {
      browser.move(to: last.id, in: library)
    }
    let remembered = isOpen ? nil : opened.session?.model
    isOpen = true
    return wishForModel(remembered: remembered)
  }

  private mutating func learn(_ recordings: [Recording]) {
    let changed = Set(recordings.map(\.id))
    var stale: Set<ID<Clip>> = []
    let newer = Dictionary(recordings.map { ($0.id, $0) }) { $1 }
    for clip in library.clips where changed.contains(clip.recording.id) {
      if let new = newer[clip.recording.id], isAnother(new, than: clip) { stale.insert(clip.id) }
    }
    library.update(recordings)
    pictures.forget(stale)
    thumbnails.forget(stale)
    model.forget(stale)
    wantedPictures = []
    if browser.sort == .duration {
      arrange(keeping: current?.id)
    }
  }

  /// Clips whose recordings are others than those that pictures were made of.
  private func clipsChanged(in newer: Library) -> Set<ID<Clip>> {
    Set(
      library.clips.compactMap { old in
        newer[old.id].flatMap { isAnother($0.recording, than: old) ? old.id : nil }
      })
  }

  /// Whether a recording is not what its picture shows; one whose header was not read yet was new
  /// when the picture was made.
  private func isAnother(_ recording: Recording, than clip: Clip) -> Bool {
    let old = clip.recording
    if old.path != recording.path { return true }
    switch (old.state, recording.state) {
    case (.waiting, .ready), (.waiting, .waiting):
      return pictures.isMade(
        of: clip.id, otherwiseThan: clip.span?.count ?? recording.sampleCount,
        recording.sampleRate)
    case (.ready, .ready):
      return old.sampleCount != recording.sampleCount || old.sampleRate != recording.sampleRate
    default: return true
    }
  }

  private mutating func take(_ committed: CommittedEdit) -> [Effect] {
    saving.undoDepth = committed.undoDepth
    switch committed.kind {
    case .edit: saving.end(at: now)
    case .library:
      saving.endStep(at: now)
      apply([committed.edit])
      say("\(committed.edit.summary).", "{undo} takes it back")
    case .undo, .redo:
      saving.endStep(at: now)
      apply([committed.edit])
      model.keptLabels.subtract(committed.edit.clips)
      say(
        committed.kind == .undo
          ? "Taken back: \(committed.edit.inverse.summary)."
          : "Done again: \(committed.edit.summary).")
      if let row = reviewRow(of: committed.edit) {
        if row != browser.cursor { viewport.resetTime() }
        browser.move(to: row)
      } else if let clip = committed.edit.clips.first, committed.edit.clips.count == 1,
        clip != current?.id
      {
        browser.move(to: clip, in: library)
        viewport.resetTime()
      }
    }
    if saving.isQuitting, saving.isSaved { return leave() }
    return readHistoryAgain()
  }

  private mutating func refuse(
    _ edit: LibraryEdit, _ failure: Failure, isTemporary: Bool
  ) -> [Effect] {
    saving.end(at: now)
    saving.isQuitting = false
    if isTemporary {
      saving.unsaved.append(edit)
      notice = Notice(
        Failure(
          what: failure.what,
          why: saving.unsaved.count == 1
            ? "1 label waits in memory" : "\(saving.unsaved.count) labels wait in memory",
          remedy: failure.remedy), at: now)
    } else {
      apply([edit.inverse])
      notice = Notice(failure, at: now)
    }
    return []
  }
}
