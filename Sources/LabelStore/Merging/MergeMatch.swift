import Foundation
import Labeling

/// Which recordings and clips of another library are which of this one.
struct MergeMatch {
  /// Rows of recordings here, by those there.
  private(set) var recordings: [Int64: Int64] = [:]
  /// Rows of clips here, by those there.
  private(set) var clips: [Int64: Int64] = [:]
  /// Recordings that are not here.
  private(set) var newRecordings: [MergeSide.Recording] = []
  /// Clips that are not here.
  private(set) var newClips: [MergeSide.Clip] = []

  init(_ ours: MergeSide, _ theirs: MergeSide) {
    matchRecordings(ours, theirs)
    matchClips(ours, theirs)
  }

  /// By identity, else by path unless the contents are known to differ, else by contents.
  private mutating func matchRecordings(_ ours: MergeSide, _ theirs: MergeSide) {
    let byUUID = Dictionary(ours.recordings.map { ($0.uuid, $0) }) { first, _ in first }
    let byPath = Dictionary(
      ours.recordings.filter { !$0.isMissing }.map { ($0.path, $0) }
    ) { first, _ in first }
    let byContents = Dictionary(grouping: ours.recordings.filter { $0.hash != nil }) {
      "\($0.hash ?? "") \($0.byteCount)"
    }
    for recording in theirs.recordings {
      let contents = recording.hash.map { "\($0) \(recording.byteCount)" }
      let place = byPath[recording.path].flatMap { own in
        own.hash == nil || recording.hash == nil || own.hash == recording.hash ? own : nil
      }
      let alike = contents.flatMap { byContents[$0] } ?? []
      if let own = byUUID[recording.uuid] ?? place ?? (alike.count == 1 ? alike[0] : nil) {
        recordings[recording.row] = own.row
      } else {
        newRecordings.append(recording)
      }
    }
  }

  private mutating func matchClips(_ ours: MergeSide, _ theirs: MergeSide) {
    struct Place: Hashable {
      let recording: Int64
      let span: Range<Int>?
    }
    let byUUID = Dictionary(ours.clips.map { ($0.uuid, $0.row) }) { first, _ in first }
    let byPlace = Dictionary(
      ours.clips.map { (Place(recording: $0.recording, span: $0.span), $0.row) }
    ) { first, _ in first }
    for clip in theirs.clips {
      let place = recordings[clip.recording].map { Place(recording: $0, span: clip.span) }
      if let own = byUUID[clip.uuid] ?? place.flatMap({ byPlace[$0] }) {
        clips[clip.row] = own
      } else {
        newClips.append(clip)
      }
    }
  }

  /// Notes the row that a recording got here.
  mutating func note(_ recording: MergeSide.Recording, row: Int64) {
    recordings[recording.row] = row
  }

  /// Notes the row that a clip got here.
  mutating func note(_ clip: MergeSide.Clip, row: Int64) { clips[clip.row] = row }

  /// An edit of the other library with the rows of this one; what is gone has the row 0.
  func moved(_ edit: LibraryEdit) -> LibraryEdit {
    edit.moved(
      clips: { ID(row: clips[$0.row] ?? 0) }, recordings: { ID(row: recordings[$0.row] ?? 0) })
  }
}
