import Synchronization

/// The side of the feeding thread.
extension OutputFeed {
  /// The ring position that the next written sample gets.
  var writePosition: Int { state.pointee.ring.writePosition }

  /// The ring position that the device takes next.
  var readPosition: Int { state.pointee.ring.readPosition }

  /// How many samples the device asked for at once, at most.
  var longestCall: Int { state.pointee.longestCall.load(ordering: .relaxed) }

  /// How many samples can be written at once.
  var freeCount: Int { state.pointee.ring.capacity - availableCount }

  /// The latest samples that the device took.
  var lastRun: Run? { state.pointee.runs.last }

  /// The run that has a ring position in it, or the one before a position that was never taken.
  func run(at position: Int) -> Run? { state.pointee.runs.last { $0.position <= position } }

  /// The ring position that is heard at a time, or comes next where nothing is.
  func heard(at time: Double) -> (position: Double, isAudible: Bool) {
    guard let run = state.pointee.runs.last(where: { $0.soundsAt <= time }) else {
      return (-1, false)
    }
    let elapsed = (time - run.soundsAt) * format.sampleRate
    let count = Double(run.count)
    return (Double(run.position) + min(elapsed, count), elapsed < count)
  }

  /// Adds interleaved amplitudes.
  ///
  /// - Precondition: There is room for them.
  func write(_ amplitudes: ArraySlice<Float>) {
    amplitudes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let count = buffer.count / format.channelCount
      let added = state.pointee.ring.write(base, count: count)
      precondition(added == count, "the feeding thread writes where there is room")
    }
  }

  /// Says behind which position nothing follows; nil while that is unknown.
  func setEnd(_ position: Int?) {
    state.pointee.endPosition.store(position ?? .max, ordering: .releasing)
  }

  /// Lets the device leave out what lies before a position.
  func jump(to position: Int) {
    state.pointee.discardPosition.store(position, ordering: .releasing)
  }

  /// Lets the device leave out all that was written.
  func silence() {
    let end = writePosition
    setEnd(end)
    jump(to: end)
  }

  /// Holds the sound, or lets it go on.
  func setPaused(_ isPaused: Bool) {
    state.pointee.isPaused.store(isPaused, ordering: .releasing)
  }

  /// Sets the factor of all amplitudes.
  func setGain(_ gain: Float) {
    state.pointee.gain.store(gain.bitPattern, ordering: .relaxed)
  }

  /// What was counted since the feed was made.
  var statistics: PlayerStatistics {
    PlayerStatistics(
      underrunCount: state.pointee.underrunCount.load(ordering: .relaxed),
      missingCount: state.pointee.missingCount.load(ordering: .relaxed),
      deviceGapCount: state.pointee.deviceGapCount.load(ordering: .relaxed),
      callCount: state.pointee.callCount.load(ordering: .relaxed))
  }
}
