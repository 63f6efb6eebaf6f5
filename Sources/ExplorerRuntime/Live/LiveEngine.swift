import Acoustics
import Explorer
import Foundation
import Labeling
import SoundDevices
import SoundFiles

/// What happens to live sound: it is remembered, analyzed, and recorded where that is asked for.
///
/// One thread at a time has it, by the lock of ``LiveBox``.
final class LiveEngine {
  private let setup: LiveSetup
  private let folder: [UInt8]
  private let format: StreamFormat
  private let isSixteenBits: Bool
  private let location: LibraryLocation
  private var chain: LiveChain
  private(set) var history: SampleHistory
  private var losses = LiveLosses()
  private var take: SoundTake?
  private var trigger: LevelTrigger?
  private let post: (LiveArrival) -> Void

  /// Seconds of sound that are worked on at a time.
  private static let blockSeconds = 0.1

  /// Begins with the first sample.
  ///
  /// - Throws: Why the feature can't be computed.
  init(
    _ setup: LiveSetup, _ choice: LiveFeature, title: String, format: StreamFormat,
    isSixteenBits: Bool, location: LibraryLocation, post: @escaping (LiveArrival) -> Void
  ) throws(Failure) {
    self.setup = setup
    self.format = format
    self.isSixteenBits = isSixteenBits
    self.location = location
    self.post = post
    folder =
      FilePath.isFolder(location.paths[0]) ? location.paths[0] : FilePath.parent(location.paths[0])
    let seconds = setup.rememberedSeconds(format)
    history = SampleHistory(
      channelCount: format.channelCount, capacity: Int(seconds * format.sampleRate),
      pieceLength: Int(format.sampleRate.rounded()))
    chain = try setup.chain(choice, format, first: 0)
    let bytes =
      seconds
      * SampleHistory.bytes(
        perSecondAt: format.sampleRate, channelCount: format.channelCount)
    post(
      .started(
        LiveFormat(
          title: title, sampleRate: format.sampleRate, channelCount: format.channelCount,
          rememberedSeconds: seconds,
          rememberedBytes: Int(bytes) + LiveHistory.bytes(bins: chain.picture.binAxis.count))))
    post(.picture(chain.picture, columns()))
    setTrigger(setup.trigger)
    if setup.recordsAtOnce { record(true) }
  }

  /// Takes what came.
  func take(_ amplitudes: [Float]) {
    let block = max(1, Int(Self.blockSeconds * format.sampleRate)) * format.channelCount
    for start in stride(from: 0, to: amplitudes.count, by: block) {
      take(amplitudes[start..<min(amplitudes.count, start + block)])
    }
    let columns = columns()
    post(.columns(columns))
  }

  private func take(_ block: ArraySlice<Float>) {
    let first = history.end
    history.append(block)
    chain.push(block)
    if let take, !take.isTriggered { write(Array(block)) }
    guard var trigger, take?.isTriggered != false else { return }
    let steps = trigger.take(
      block, channelCount: format.channelCount, first: first, oldest: history.first)
    self.trigger = trigger
    for step in steps {
      switch step {
      case .begin(let samples):
        begin(at: samples.lowerBound, isTriggered: true)
        write(history.samples(samples))
      case .add(let samples): write(history.samples(samples))
      case .end: endTake()
      }
    }
  }

  /// The newest sound as the model is to hear it; nil where it wants none now.
  func window(for ear: LiveEar) -> LiveWindow? {
    guard let count = ear.wanted(end: history.end, sampleRate: format.sampleRate) else {
      return nil
    }
    let first = max(history.first, history.end - count)
    let amplitudes = history.samples(first..<history.end)
    let channels = format.channelCount
    let share = 1 / Float(channels)
    let mono =
      channels == 1
      ? amplitudes
      : stride(from: 0, to: amplitudes.count, by: channels).map { place in
        amplitudes[place..<(place + channels)].reduce(0, +) * share
      }
    return LiveWindow(samples: mono, first: first, sampleRate: format.sampleRate)
  }

  /// Notes what was lost so far.
  func note(_ losses: RecordingLosses) {
    self.losses.droppedSamples = losses.droppedCount
    self.losses.overruns = losses.overrunCount
    self.losses.deviceGaps = losses.deviceGapCount
    post(.columns(columns()))
  }

  /// Ends the sound.
  func finish() {
    chain.finish()
    endTake()
    post(.columns(columns()))
  }

  /// Computes another feature, of everything that is remembered.
  func show(_ choice: LiveFeature) {
    do throws(Failure) {
      let chain = try setup.chain(choice, format, first: history.first)
      let step = max(1, Int(format.sampleRate))
      var columns: LiveColumns?
      for start in stride(from: history.first, to: history.end, by: step) {
        chain.push(history.samples(start..<min(history.end, start + step))[...])
        let more = chain.takeColumns()
        columns?.values += more.values
        columns?.extents += more.extents
        columns = columns ?? more
      }
      self.chain = chain
      post(.picture(chain.picture, filled(columns ?? chain.takeColumns())))
    } catch {
      post(.refused(error))
    }
  }

  /// Begins a recording, or ends it.
  func record(_ isOn: Bool) {
    if isOn {
      if take?.isTriggered == true { endTake() }
      if take == nil { begin(at: history.end, isTriggered: false) }
    } else {
      endTake()
    }
    post(.columns(columns()))
  }

  /// Records by itself from a level on.
  func setTrigger(_ decibels: Float?) {
    if take?.isTriggered == true { endTake() }
    trigger = decibels.map {
      LevelTrigger(decibels: $0, preRollSeconds: setup.preRoll, sampleRate: format.sampleRate)
    }
  }

  /// What writes samples that are remembered; nil if none of them is.
  func clip(_ samples: Range<Int>) -> ClipWriting? {
    let there = samples.clamped(to: history.first..<history.end)
    guard !there.isEmpty else { return nil }
    return ClipWriting(
      amplitudes: history.samples(there), folder: folder,
      format: setup.soundFormat(format, isSixteenBits: isSixteenBits),
      firstHeard: Date().addingTimeInterval(
        -Double(history.end - there.lowerBound) / format.sampleRate),
      location: location, seconds: Double(there.count) / format.sampleRate)
  }

  private func begin(at sample: Int, isTriggered: Bool) {
    do throws(Failure) {
      take = try SoundTake(
        in: folder, setup.soundFormat(format, isSixteenBits: isSixteenBits),
        firstHeard: Date().addingTimeInterval(-Double(history.end - sample) / format.sampleRate),
        isTriggered: isTriggered)
    } catch {
      fail(error)
    }
  }

  private func write(_ amplitudes: [Float]) {
    do throws(Failure) {
      try take?.append(amplitudes)
    } catch {
      fail(error)
    }
  }

  private func fail(_ failure: Failure) {
    // What was written is whole; nothing more is tried, because it would fail the same way.
    take = nil
    trigger = nil
    post(.notRecorded(failure))
  }

  private func endTake() {
    guard let ending = take else { return }
    take = nil
    trigger?.stop(at: history.end)
    do throws(Failure) {
      guard let file = try ending.finish() else { return }
      post(
        .recorded(
          KeptSound(
            path: location.recordingPath(ofAbsolute: file.path), seconds: file.seconds, label: nil))
      )
    } catch {
      post(.notRecorded(error))
    }
  }

  private func columns() -> LiveColumns { filled(chain.takeColumns()) }

  private func filled(_ columns: LiveColumns) -> LiveColumns {
    var columns = columns
    columns.sampleCount = history.end
    columns.losses = losses
    columns.recording = take?.report
    return columns
  }
}

/// A clip that is to be written, which may take a while.
struct ClipWriting: Sendable {
  let amplitudes: [Float]
  let folder: [UInt8]
  let format: SoundFormat
  let firstHeard: Date
  let location: LibraryLocation
  let seconds: Double

  /// Writes it.
  func run(label: String?, model: String? = nil) throws(Failure) -> KeptSound {
    let path = try SoundClip.write(amplitudes, in: folder, format, firstHeard: firstHeard)
    return KeptSound(
      path: location.recordingPath(ofAbsolute: path), seconds: seconds, label: label, model: model)
  }
}

extension Failure {
  /// What the facts say in a sentence.
  init(_ error: AudioDeviceError) { self.init(error.sentence) }
}
