extension RecordingPath {
  /// Whether the name is one of speech_commands, whose part before `_nohash_` says the split.
  public var isHashed: Bool {
    // Asked for every recording of large libraries: nothing is copied.
    bytes.withUnsafeBytes { bytes in
      HashSplit.separator.withUnsafeBytes { separator in
        var start = bytes.count - separator.count
        while start >= 0, bytes[start + separator.count - 1] != UInt8(ascii: "/") {
          if bytes[start] == separator[0],
            bytes[start..<start + separator.count].elementsEqual(separator)
          {
            return true
          }
          start -= 1
        }
        return false
      }
    }
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
