import Explorer
import Foundation
import Labeling
import Recognition
import SoundFiles
import Synchronization

/// The newest window of live sound on its way to the model.
struct LiveWindow: Sendable {
  /// One channel, at the source's rate.
  let samples: [Float]
  /// The number of the first sample since listening began.
  let first: Int
  /// Samples per second.
  let sampleRate: Double

  /// The level below which nothing is said of a window, in dBFS of its loudest tenth of a second.
  private static let silence: Float = -50

  /// What a model hears; nil where it can't.
  func heard(by model: LoadedModel) -> HeardSound? {
    let range = first..<(first + samples.count)
    guard loudness > LiveWindow.silence else {
      return HeardSound(
        model: model.card.id, samples: range, prediction: Prediction(guesses: []), isSilent: true)
    }
    do {
      let converted =
        sampleRate == model.card.sampleRate
        ? samples
        : try Resampler.resample(samples, from: sampleRate, to: model.card.sampleRate)
      let opinion = try model.recognizer.opinion(of: converted)
      return HeardSound(
        model: model.card.id, samples: range,
        prediction: Prediction(scores: opinion.probabilities), isSilent: false)
    } catch {
      return nil
    }
  }

  private var loudness: Float {
    let length = max(1, Int(sampleRate / 10))
    var loudest: Float = 0
    for start in stride(from: 0, to: samples.count, by: length) {
      let part = samples[start..<min(samples.count, start + length)]
      let power = part.reduce(Float(0)) { $0 + $1 * $1 } / Float(part.count)
      loudest = max(loudest, power)
    }
    return loudest > 0 ? 10 * log10(loudest) : -.infinity
  }
}

/// Where the thread that takes sound and the one that judges it meet.
///
/// A window is offered every quarter of a second of sound, and only when the one before was judged.
final class LiveEar: Sendable {
  private struct State {
    var isOn = false
    var isBusy = false
    var seconds: Double?
    var next = 0
    var listener: (@Sendable (LiveWindow) -> Void)?
  }

  private let state = Mutex(State())
  /// Seconds of sound from window to window.
  private static let interval = 0.25

  /// Says who takes the windows.
  func start(_ listener: @escaping @Sendable (LiveWindow) -> Void) {
    state.withLock { $0.listener = listener }
  }

  /// Begins to take windows, or ends.
  func listen(_ isOn: Bool) {
    state.withLock { state in
      state.isOn = isOn
      state.isBusy = false
      state.next = 0
    }
  }

  /// Takes windows of the length that a model hears.
  func use(_ card: ModelCard) { state.withLock { $0.seconds = card.seconds } }

  /// Says that the last window was judged.
  func noteDone() { state.withLock { $0.isBusy = false } }

  /// How many samples up to the newest one are wanted; nil for none now.
  func wanted(end: Int, sampleRate: Double) -> Int? {
    state.withLock { state in
      guard state.isOn, !state.isBusy, let seconds = state.seconds else { return nil }
      let count = Int((seconds * sampleRate).rounded())
      // After a new source the count begins anew.
      if state.next - end > count { state.next = 0 }
      guard end >= count, end >= state.next else { return nil }
      state.next = end + Int(LiveEar.interval * sampleRate)
      state.isBusy = true
      return count
    }
  }

  /// Hands on a window that was wanted.
  func take(_ window: LiveWindow) { state.withLock { $0.listener }?(window) }
}
