/// Which samples of a source a stretch of the ring holds.
struct Timeline {
  let playback: PlaybackID
  /// The ring position of the first sample.
  let start: Int
  /// The samples of the source that are played, and where in them it begins.
  let range: Range<Int>
  let offset: Int
  let isLooping: Bool
  var map: TimeMap
  /// The latest place that was asked for: the playhead never goes back within a timeline, although
  /// the devices' times tremble.
  var latest = 0.0

  /// The sample of the source at a ring position, and the pass of the loop.
  func place(atRing position: Double) -> (sample: Int, pass: Int) {
    let played = max(0, position - Double(start))
    // Times are sums of fractions; a sample begins a little before its number.
    let stream = Double(offset) + map.streamPosition(ofPlayed: played) + 1e-3
    guard isLooping, !range.isEmpty else {
      return (min(range.lowerBound + Int(stream), range.upperBound), 0)
    }
    let pass = Int(stream / Double(range.count))
    return (range.lowerBound + Int(stream) - pass * range.count, pass)
  }
}
