extension Settings {
  /// These choices over those that another program wrote meanwhile: each keeps what it changed.
  ///
  /// - Parameters:
  ///   - theirs: What is written now.
  ///   - base: What held when this session began.
  public func merged(over theirs: Settings, since base: Settings) -> Settings {
    var merged = theirs
    func take<Value: Equatable>(_ choice: WritableKeyPath<Settings, Value?>) {
      guard self[keyPath: choice] != base[keyPath: choice] else { return }
      merged[keyPath: choice] = self[keyPath: choice]
    }
    take(\.theme)
    take(\.colorMap)
    take(\.blocks)
    take(\.pixels)
    take(\.scale)
    take(\.decibels)
    take(\.followsView)
    take(\.treatment)
    take(\.pooling)
    take(\.showsNotes)
    take(\.tileSize)
    take(\.playsOnArrival)
    var lines = CommandHistory(theirs.commands ?? [])
    for line in commands ?? [] where base.commands?.contains(line) != true { lines.add(line) }
    merged.commands = lines.lines
    for (register, keys) in macros ?? [:] where base.macros?[register] != keys {
      merged.macros = (merged.macros ?? [:]).merging([register: keys]) { $1 }
    }
    merged.hasSeenTour = hasSeenTour
    return merged
  }
}
