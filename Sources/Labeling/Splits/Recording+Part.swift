extension RecordingPath {
  /// Whether the name is one of speech_commands, whose part before `_nohash_` says the split.
  public var isHashed: Bool {
    let name = name.bytes
    return name.indices.contains { name[$0...].starts(with: HashSplit.separator) }
  }

  /// The part that a file has in another one's place, by the original's hash of the names.
  ///
  /// Nil where it is the same, or where neither name is one of speech_commands.
  public func partAfterMoving(to other: RecordingPath) -> SplitPart? {
    guard isHashed || other.isHashed else { return nil }
    let rule = HashSplit()
    let part = rule.part(of: other)
    return part == rule.part(of: self) ? nil : part
  }
}

extension Recording {
  /// The part of the data set that it belongs to.
  ///
  /// It is what is known of it, else what the original's hash says of names of speech_commands; nil
  /// where nothing does.
  public var part: SplitPart? {
    if let split { return SplitPart(name: split) }
    return path.isHashed ? HashSplit().part(of: path) : nil
  }
}
