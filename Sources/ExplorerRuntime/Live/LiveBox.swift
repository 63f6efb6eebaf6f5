import Explorer
import Foundation
import SoundDevices
import Synchronization

/// The engine of a source, where the thread that feeds it and the lane that steers it meet.
final class LiveBox: Sendable {
  private let engine = Mutex<LiveEngine?>(nil)
  private let setup: LiveSetup
  private let location: LibraryLocation
  private let mailbox: Mailbox
  private let ear: LiveEar
  private let isClosed = Atomic(false)
  private let hasEnded = Atomic(false)
  /// What is computed, and the level that records; they may be asked for before there is sound.
  private let wishes: Mutex<(feature: LiveFeature, trigger: Float?)>

  init(
    _ setup: LiveSetup, _ feature: LiveFeature, trigger: Float?, location: LibraryLocation,
    mailbox: Mailbox, ear: LiveEar = LiveEar()
  ) {
    self.ear = ear
    self.setup = setup
    self.location = location
    self.mailbox = mailbox
    wishes = Mutex((feature, trigger))
  }

  /// Begins with sound of a format.
  func start(_ title: String, _ format: StreamFormat, isSixteenBits: Bool) {
    let (feature, trigger) = wishes.withLock { $0 }
    var setup = setup
    setup.trigger = trigger
    engine.withLock { engine in
      do throws(Failure) {
        engine = try LiveEngine(
          setup, feature, title: title, format: format, isSixteenBits: isSixteenBits,
          location: location, post: post)
      } catch {
        post(.refused(error))
        guard feature != .view(.spectrogram) else { return }
        do throws(Failure) {
          engine = try LiveEngine(
            setup, .view(.spectrogram), title: title, format: format,
            isSixteenBits: isSixteenBits, location: location, post: post)
        } catch { post(.ended(error)) }
      }
    }
  }

  /// Takes samples; with `waits`, only when the screen has taken what came before.
  func take(_ amplitudes: [Float], waits: Bool) {
    while waits, !mailbox.hasRoomForSound, !isClosed.load(ordering: .acquiring) { usleep(1000) }
    let window = engine.withLock { engine in
      engine?.take(amplitudes)
      return engine?.window(for: ear)
    }
    if let window { ear.take(window) }
  }

  /// Notes what was lost.
  func note(_ losses: RecordingLosses) { engine.withLock { $0?.note(losses) } }

  /// Nothing came for a while.
  func tellStalled(_ seconds: Int) { post(.stalled(seconds)) }

  /// The sound ended, for a reason or because nobody listens any more.
  func end(_ failure: Failure?) {
    let wasEnded = hasEnded.exchange(true, ordering: .acquiringAndReleasing)
    guard !wasEnded else { return }
    engine.withLock { $0?.finish() }
    if let failure { post(.ended(failure)) }
  }

  /// Waits for nobody any more.
  func close() { isClosed.store(true, ordering: .releasing) }

  /// Computes another feature.
  func show(_ feature: LiveFeature) {
    wishes.withLock { $0.feature = feature }
    engine.withLock { $0?.show(feature) }
  }

  /// Records by itself from a level on.
  func setTrigger(_ decibels: Float?) {
    wishes.withLock { $0.trigger = decibels }
    engine.withLock { $0?.setTrigger(decibels) }
  }

  /// Begins a recording, or ends it.
  func record(_ isOn: Bool) { engine.withLock { $0?.record(isOn) } }

  /// Writes a clip; sound goes on meanwhile.
  func keep(_ samples: Range<Int>, label: String?, model: String? = nil) {
    let clip = engine.withLock { $0?.clip(samples) }
    guard let clip else {
      post(
        .notKept(Failure(what: "Nothing was kept", why: "that sound is not remembered any more")))
      return
    }
    do throws(Failure) {
      post(.kept(try clip.run(label: label, model: model)))
    } catch {
      post(.notKept(error))
    }
  }

  private func post(_ arrival: LiveArrival) { mailbox.post(.live(arrival)) }
}
