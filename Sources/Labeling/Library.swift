/// The clips that are loaded and their labels.
public struct Library: Sendable, Equatable {
  /// The clips in the order of their paths.
  public private(set) var clips: [Clip]
  /// The classes, in order.
  public private(set) var labels: LabelSet
  /// How many clips have a label as a whole.
  public private(set) var labelledCount: Int
  private var places: [ID<Clip>: Int]

  /// Makes a library of clips and classes; classes that only annotations name are added at the end.
  public init(clips: [Clip] = [], labels: LabelSet = LabelSet()) {
    self.clips = clips
    self.labels = labels
    places = [:]
    places.reserveCapacity(clips.count)
    labelledCount = clips.count { $0.label != nil }
    for (place, clip) in clips.enumerated() {
      places[clip.id] = place
      for annotation in clip.annotations { self.labels.insert(annotation.label) }
    }
  }

  /// The place of a clip in `clips`, nil if it is not loaded.
  public func place(of id: ID<Clip>) -> Int? { places[id] }

  /// A clip by its identity.
  public subscript(id: ID<Clip>) -> Clip? { places[id].map { clips[$0] } }

  /// Changes annotations; clips that are not loaded are passed over.
  public mutating func apply(_ edit: LibraryEdit) {
    for step in edit.steps {
      switch step {
      case .add(let annotation): put(annotation)
      case .replace(let old, let new):
        if old.id != new.id { remove(old) }
        put(new)
      case .remove(let annotation): remove(annotation)
      case .batch: break
      }
    }
  }

  /// Takes newer facts about recordings, for clips that are loaded.
  public mutating func update(_ recordings: [Recording]) {
    let newer = Dictionary(recordings.map { ($0.id, $0) }) { $1 }
    guard !newer.isEmpty else { return }
    for place in clips.indices {
      if let recording = newer[clips[place].recording.id] { clips[place].recording = recording }
    }
  }

  private mutating func put(_ annotation: Annotation) {
    labels.insert(annotation.label)
    guard let place = places[annotation.clip] else { return }
    let wasLabelled = clips[place].label != nil
    defer { count(place, wasLabelled) }
    clips[place].annotations.removeAll { $0.id == annotation.id }
    let after = clips[place].annotations.lastIndex { $0.isOlder(than: annotation) }
    clips[place].annotations.insert(annotation, at: after.map { $0 + 1 } ?? 0)
  }

  private mutating func remove(_ annotation: Annotation) {
    guard let place = places[annotation.clip] else { return }
    let wasLabelled = clips[place].label != nil
    clips[place].annotations.removeAll { $0.id == annotation.id }
    count(place, wasLabelled)
  }

  private mutating func count(_ place: Int, _ wasLabelled: Bool) {
    let isLabelled = clips[place].label != nil
    if isLabelled != wasLabelled { labelledCount += isLabelled ? 1 : -1 }
  }
}
