import Labeling

/// The small pictures made last, bounded; those not looked at for longest go first.
public struct RecentThumbnails: Sendable, Equatable {
  /// A picture, and what it is of.
  private struct Entry: Equatable {
    let subject: ThumbnailSubject
    let style: ThumbnailStyle
    let thumbnail: Thumbnail
    var age: Int
  }

  private var entries: [ID<Clip>: Entry] = [:]
  private var newest = 0
  /// What was asked for last and did not come yet.
  var wanted: ThumbnailRequest?

  /// Pictures kept: some ten megabytes of the largest ones.
  public static let limit = 4096

  /// Makes an empty store.
  public init() {}

  /// Pictures that are there.
  public var count: Int { entries.count }

  /// What there is of a clip in a style.
  func thumbnail(of subject: ThumbnailSubject, _ style: ThumbnailStyle) -> Thumbnail? {
    guard let entry = entries[subject.clip], entry.style == style, entry.subject == subject else {
      return nil
    }
    return entry.thumbnail
  }

  /// What can be shown of a clip: in the style, or else in an earlier one that has the same size and
  /// feature.
  func nearest(to subject: ThumbnailSubject, _ style: ThumbnailStyle) -> Thumbnail? {
    guard let entry = entries[subject.clip], entry.style.size == style.size,
      entry.style.feature == style.feature, entry.subject == subject
    else { return nil }
    return entry.thumbnail
  }

  /// Takes pictures that were made.
  mutating func insert(_ batch: ThumbnailBatch) {
    newest += 1
    for (subject, thumbnail) in batch.made {
      entries[subject.clip] = Entry(
        subject: subject, style: batch.style, thumbnail: thumbnail, age: newest)
    }
    if let wanted, wanted.style == batch.style {
      let made = Set(batch.made.map(\.subject))
      let visible = wanted.subjects.prefix(wanted.visibleCount).count { !made.contains($0) }
      let rest = wanted.subjects.filter { !made.contains($0) }
      self.wanted = ThumbnailRequest(
        style: wanted.style, subjects: rest, visibleCount: visible)
    }
    trim()
  }

  /// Notes that pictures are looked at now.
  mutating func touch(_ subjects: ArraySlice<ThumbnailSubject>) {
    newest += 1
    for subject in subjects { entries[subject.clip]?.age = newest }
  }

  /// Forgets the pictures of clips whose recordings changed.
  mutating func forget(_ clips: Set<ID<Clip>>) {
    for clip in clips { entries[clip] = nil }
    wanted = nil
  }

  /// Drops a quarter at once, so that it is seldom done.
  private mutating func trim() {
    guard entries.count > RecentThumbnails.limit else { return }
    let kept = RecentThumbnails.limit * 3 / 4
    let ages = entries.values.map(\.age).sorted(by: >)
    let oldest = ages[kept - 1]
    entries = entries.filter { $0.value.age >= oldest }
  }
}
