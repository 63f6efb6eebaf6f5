/// The clips that are loaded and their labels.
public struct Library: Sendable {
  /// The clips in the order of their paths.
  public private(set) var clips: [Clip]
  /// The classes, in order.
  public private(set) var labels: LabelSet
  /// How many clips have a label as a whole.
  public private(set) var labelledCount: Int
  /// How many clips have each label as a whole, one of several too; labels without clips are absent.
  public private(set) var labelCounts: [String: Int]
  private var places: RowPlaces

  /// Makes a library of clips and classes; classes that only annotations name are added at the end.
  public init(clips: [Clip] = [], labels: LabelSet = LabelSet()) {
    self.init(clips: clips, RowPlaces(clips), labels: labels)
  }

  /// Makes a library of clips whose places are known already.
  package init(clips: [Clip], _ places: RowPlaces, labels: LabelSet) {
    self.clips = clips
    self.labels = labels
    self.places = places
    labelledCount = 0
    labelCounts = [:]
    var tally = LabelTally()
    // Clips are read where they lie: to copy a million of them takes longer than to count them.
    clips.withUnsafeBufferPointer { clips in
      for place in clips.indices { countLabels(of: clips[place], &tally) }
    }
    labelCounts.merge(tally.counts, uniquingKeysWith: +)
  }

  /// Counts the labels of a clip that is new, and takes up the classes that its annotations name.
  ///
  /// - Parameter tally: Counts the labels of clips as a whole.
  private mutating func countLabels(of clip: Clip, _ tally: inout LabelTally) {
    guard !clip.hasFurther else {
      count(clip, by: 1)
      for annotation in clip.annotations where annotation.namesClass {
        labels.insert(annotation.label)
      }
      return
    }
    let whole = clip.wholePlace
    var isKnown = false
    if let whole {
      labelledCount += 1
      isKnown = tally.add(clip.annotations[whole].label)
    }
    for place in clip.annotations.indices where !isKnown || place != whole {
      if clip.annotations[place].namesClass { labels.insert(clip.annotations[place].label) }
    }
  }

  /// The names of all attributes that annotations have.
  public var attributeNames: Set<String> {
    var names: Set<String> = []
    for clip in clips {
      for place in clip.annotations.indices where !clip.annotations[place].attributes.isEmpty {
        names.formUnion(clip.annotations[place].attributes.keys)
      }
    }
    return names
  }

  /// The place of a clip in `clips`, nil if it is not loaded.
  public func place(of id: ID<Clip>) -> Int? { places[id.row] }

  /// A clip by its identity.
  public subscript(id: ID<Clip>) -> Clip? { places[id.row].map { clips[$0] } }

  /// Changes annotations and clips; what is not loaded is passed over.
  public mutating func apply(_ edit: LibraryEdit) {
    var moved: Set<ID<Clip>> = []
    for step in edit.steps {
      switch step {
      case .add(let annotation): put(annotation)
      case .replace(let old, let new):
        if old.id != new.id || old.clip != new.clip { remove(old) }
        put(new)
      case .remove(let annotation): remove(annotation)
      case .trim(let clip, _, let span):
        guard let place = places[clip.row] else { continue }
        clips[place].span = span
        moved.insert(clip)
      case .addClip(let new):
        if append(new) { moved.insert(new.clip) }
      case .removeClip(let old): removeClip(old.clip)
      case .labelSet(let old, let new): labels = labels.changed(from: old, to: new)
      case .batch: break
      }
    }
    if !moved.isEmpty { putInOrder(moved) }
  }

  /// Takes newer facts about recordings, for clips that are loaded.
  public mutating func update(_ recordings: [Recording]) {
    let newer = Dictionary(recordings.map { ($0.id, $0) }) { $1 }
    guard !newer.isEmpty else { return }
    for place in clips.indices {
      if let recording = newer[clips[place].recording.id] { clips[place].recording = recording }
    }
  }

  /// Takes what is known of the sound of recordings.
  ///
  /// - Parameter isWhole: Whether those that are not among them have no flaw.
  public mutating func update(_ qualities: [ID<Recording>: SoundQuality], isWhole: Bool) {
    for place in clips.indices {
      let found = qualities[clips[place].recording.id]
      if found != nil || isWhole, clips[place].recording.quality != found {
        clips[place].recording.quality = found
      }
    }
  }

  private mutating func put(_ annotation: Annotation) {
    if annotation.namesClass { labels.insert(annotation.label) }
    guard let place = places[annotation.clip.row] else { return }
    count(clips[place], by: -1)
    defer { count(clips[place], by: 1) }
    clips[place].annotations.removeAll { $0.id == annotation.id }
    let after = clips[place].annotations.lastIndex { $0.isOlder(than: annotation) }
    clips[place].annotations.insert(annotation, at: after.map { $0 + 1 } ?? 0)
  }

  private mutating func remove(_ annotation: Annotation) {
    guard let place = places[annotation.clip.row] else { return }
    count(clips[place], by: -1)
    clips[place].annotations.removeAll { $0.id == annotation.id }
    count(clips[place], by: 1)
  }

  /// Counts the labels of a clip as there, or as gone.
  private mutating func count(_ clip: Clip, by step: Int) {
    guard let first = clip.label else { return }
    labelledCount += step
    for label in clip.hasFurther ? clip.labels : [first] {
      let count = labelCounts[label, default: 0] + step
      labelCounts[label] = count > 0 ? count : nil
    }
  }

  /// Adds a clip at the end; false if it is there or nothing of its recording is.
  private mutating func append(_ new: NewClip) -> Bool {
    guard places[new.clip.row] == nil,
      let recording = clips.last(where: { $0.recording.id == new.recording })?.recording
    else { return false }
    places[new.clip.row] = clips.count
    clips.append(Clip(id: new.clip, recording: recording, span: new.span))
    return true
  }

  private mutating func removeClip(_ id: ID<Clip>) {
    guard let place = places[id.row] else { return }
    count(clips[place], by: -1)
    clips.remove(at: place)
    findPlaces()
  }

  /// Puts the clips of the recordings of some clips together, by onset.
  private mutating func putInOrder(_ moved: Set<ID<Clip>>) {
    let recordings = Set(moved.compactMap { id in places[id.row].map { clips[$0].recording.id } })
    var groups = Dictionary(
      grouping: clips.filter { recordings.contains($0.recording.id) }, by: \.recording.id)
    clips = clips.flatMap { clip -> [Clip] in
      guard recordings.contains(clip.recording.id) else { return [clip] }
      return (groups.removeValue(forKey: clip.recording.id) ?? []).sorted {
        ($0.span?.lowerBound ?? -1, $0.id) < ($1.span?.lowerBound ?? -1, $1.id)
      }
    }
    findPlaces()
  }

  private mutating func findPlaces() { places = RowPlaces(clips) }
}

extension Library: Equatable {
  /// Whether clips and classes are the same; the rest follows from them.
  public static func == (left: Library, right: Library) -> Bool {
    left.labels == right.labels && left.clips == right.clips
  }
}
