import Labeling

/// What is known of the sound of recordings now.
public struct QualityNews: Sendable, Equatable {
  /// Recordings with a flaw.
  public let found: [ID<Recording>: SoundQuality]
  /// Whether all others have none; else those found are some of many.
  public let isWhole: Bool
  /// How far the measuring is.
  public let progress: ScanProgress

  /// Makes a message.
  public init(
    found: [ID<Recording>: SoundQuality], isWhole: Bool, _ progress: ScanProgress
  ) {
    self.found = found
    self.isWhole = isWhole
    self.progress = progress
  }
}

extension AppState {
  /// Takes what is known of recordings.
  mutating func take(_ news: QualityNews) {
    measuring = news.progress
    if news.isWhole || !news.found.isEmpty {
      library.update(news.found, isWhole: news.isWhole)
    }
  }

  /// Goes to the next or the previous clip whose sound has a flaw.
  mutating func moveToFlaw(step: Int) -> [Effect] {
    guard
      let row = browser.row(
        from: browser.cursor, step: step, in: library,
        where: { $0.recording.quality != nil })
    else {
      let rest = measuring.total - measuring.done
      say(
        "No clip here has a flaw.",
        measuring.isOver || rest <= 0 ? "" : "\(Format.count(rest)) recordings wait")
      return []
    }
    let effects = moveThroughList(to: row)
    if let quality = current?.recording.quality, case let words = words(for: quality),
      let first = words.first
    {
      say(first.uppercased() + words.dropFirst() + ".", "{repair-clip} shows what helps")
    }
    return effects
  }
}

extension AppState {
  /// The flaws of a sound in words, with the name of its twin: `duplicate of a.wav, clipped`.
  func words(for quality: SoundQuality) -> String {
    quality.flaws.list.map { flaw in
      guard flaw == .duplicate || flaw == .nearDuplicate, let twin = quality.twin,
        let other = library.clips.first(where: { $0.recording.id == twin })
      else { return flaw.rawValue }
      return "\(flaw.rawValue) of \(sentenceName(of: other))"
    }.joined(separator: ", ")
  }
}

extension SoundQuality {
  /// A sign of one column for the worst of its flaws.
  var sign: String {
    if flaws.has(.duplicate) || flaws.has(.nearDuplicate) { return "=" }
    if flaws.has(.offCenter) { return "↔" }
    return "▴"
  }
}
