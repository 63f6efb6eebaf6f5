import Synchronization

/// Fills a device's buffer; the body of every output callback.
///
/// Samples go through untouched at volume 1. Where sound jumps (a seek, a pause, a gap), the
/// difference is let down over 5 ms, so that nothing clicks; a first sample and a natural end are
/// no jumps.
///
/// - Parameters:
///   - state: What the feeding thread shares.
///   - output: Receives `[count, channels]`.
///   - count: Samples of time.
///   - now: When the callback runs, in seconds of the device's clock.
///   - soundsAt: When the first sample will be heard.
@_noAllocation @_noLocks
func fillOutput(
  _ state: UnsafeMutablePointer<OutputState>, _ output: UnsafeMutablePointer<Float>, count: Int,
  now: Double, soundsAt: Double
) {
  let channels = state.pointee.channelCount
  let isPaused = state.pointee.isPaused.load(ordering: .acquiring)
  let target = Float(bitPattern: state.pointee.gain.load(ordering: .relaxed))
  let jumps = takeDiscard(state)

  let position = state.pointee.ring.readPosition
  var taken = 0
  if !isPaused {
    if !state.pointee.isSounding && !state.pointee.isInterrupted {
      state.pointee.currentGain = target
    }
    taken = state.pointee.ring.read(into: output, count: count)
  }
  let resumes = taken > 0 && !state.pointee.isSounding && state.pointee.isInterrupted
  var sample = 0
  while sample < taken {
    approachGain(state, target)
    if sample == 0, jumps || resumes { beginBridge(state, toward: output) }
    finishSample(state, output + sample &* channels)
    sample &+= 1
  }
  if taken > 0 {
    state.pointee.isSounding = true
    state.pointee.isInterrupted = false
    state.pointee.runs.append(
      position: position, count: taken, calledAt: now, soundsAt: soundsAt)
  }
  if taken < count {
    let isOver = position &+ taken >= state.pointee.endPosition.load(ordering: .acquiring)
    if state.pointee.isSounding {
      state.pointee.isSounding = false
      if isPaused || !isOver {
        state.pointee.isInterrupted = true
        beginBridge(state, toward: nil)
        if !isPaused && !jumps { countUnderrun(state, missing: count &- taken) }
      } else if jumps {
        beginBridge(state, toward: nil)
      }
    } else if !isPaused && !isOver && state.pointee.isInterrupted {
      state.pointee.missingCount.store(
        state.pointee.missingCount.load(ordering: .relaxed) &+ (count &- taken),
        ordering: .relaxed)
    }
    while sample < count {
      var channel = 0
      while channel < channels {
        output[sample &* channels &+ channel] = 0
        channel &+= 1
      }
      finishSample(state, output + sample &* channels)
      sample &+= 1
    }
  }
  if count > state.pointee.longestCall.load(ordering: .relaxed) {
    state.pointee.longestCall.store(count, ordering: .relaxed)
  }
  state.pointee.callCount.store(
    state.pointee.callCount.load(ordering: .relaxed) &+ 1, ordering: .releasing)
}

/// Leaves out what was discarded; tells whether that is a jump in what is heard.
@_noAllocation @_noLocks
private func takeDiscard(_ state: UnsafeMutablePointer<OutputState>) -> Bool {
  let discard = state.pointee.discardPosition.load(ordering: .acquiring)
  guard discard > state.pointee.ring.readPosition else { return false }
  state.pointee.ring.skip(to: discard)
  state.pointee.isInterrupted = false
  return state.pointee.isSounding || state.pointee.bridgeLeft > 0
}

/// Lets the difference between the latest amplitudes and the next ones down over some samples.
@_noAllocation @_noLocks
private func beginBridge(
  _ state: UnsafeMutablePointer<OutputState>, toward next: UnsafeMutablePointer<Float>?
) {
  var channel = 0
  while channel < state.pointee.channelCount {
    var value: Float = 0
    if let next { value = next[channel] * state.pointee.currentGain }
    state.pointee.bridge[channel] = state.pointee.latest[channel] - value
    channel &+= 1
  }
  state.pointee.bridgeLeft = state.pointee.bridgeLength
}

/// Multiplies one sample by the volume and adds what is left of a bridge.
@_noAllocation @_noLocks
private func finishSample(
  _ state: UnsafeMutablePointer<OutputState>, _ sample: UnsafeMutablePointer<Float>
) {
  let left = state.pointee.bridgeLeft
  var channel = 0
  while channel < state.pointee.channelCount {
    var value = sample[channel] * state.pointee.currentGain
    if left > 0 {
      value += state.pointee.bridge[channel] * Float(left) / Float(state.pointee.bridgeLength)
    }
    sample[channel] = value
    state.pointee.latest[channel] = value
    channel &+= 1
  }
  if left > 0 { state.pointee.bridgeLeft = left &- 1 }
}

/// Moves the volume one step towards the one that was asked for.
@_noAllocation @_noLocks
private func approachGain(_ state: UnsafeMutablePointer<OutputState>, _ target: Float) {
  let difference = target - state.pointee.currentGain
  let step = state.pointee.gainStep
  if difference > step {
    state.pointee.currentGain += step
  } else if difference < -step {
    state.pointee.currentGain -= step
  } else {
    state.pointee.currentGain = target
  }
}

@_noAllocation @_noLocks
private func countUnderrun(_ state: UnsafeMutablePointer<OutputState>, missing: Int) {
  state.pointee.underrunCount.store(
    state.pointee.underrunCount.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
  state.pointee.missingCount.store(
    state.pointee.missingCount.load(ordering: .relaxed) &+ missing, ordering: .relaxed)
}
