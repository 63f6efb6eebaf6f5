extension LibraryEdit {
  /// The same edit in a library that has other rows for the clips and recordings.
  public func moved(
    clips: (ID<Clip>) -> ID<Clip>, recordings: (ID<Recording>) -> ID<Recording>
  ) -> LibraryEdit {
    func moved(_ annotation: Annotation) -> Annotation {
      annotation.moved(to: clips(annotation.clip))
    }
    func moved(_ clip: NewClip) -> NewClip {
      NewClip(
        clip: clips(clip.clip), id: clip.id, recording: recordings(clip.recording), span: clip.span)
    }
    switch self {
    case .add(let annotation): return .add(moved(annotation))
    case .remove(let annotation): return .remove(moved(annotation))
    case .replace(let old, let new): return .replace(moved(old), with: moved(new))
    case .trim(let clip, let old, let new): return .trim(clip: clips(clip), from: old, to: new)
    case .addClip(let clip): return .addClip(moved(clip))
    case .removeClip(let clip): return .removeClip(moved(clip))
    case .labelSet: return self
    case .batch(let edits):
      return .batch(edits.map { $0.moved(clips: clips, recordings: recordings) })
    }
  }
}
