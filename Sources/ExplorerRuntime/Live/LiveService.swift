import Acoustics
import Explorer
import Foundation
import SoundDevices

/// Listens: has the source, and steers what happens to its sound.
final class LiveService: Sendable {
  private let lane: Lane<LiveRequest>

  /// Starts the lane; nothing is opened before it is asked for.
  init(
    _ setup: LiveSetup, location: LibraryLocation, mailbox: Mailbox, ear: LiveEar = LiveEar()
  ) {
    lane = Lane(name: "live") { _ in
      let listener = Listener(setup, location, mailbox, ear)
      return listener.handle
    }
  }

  /// Asks for something; answers come to the mailbox.
  func submit(_ request: LiveRequest) { lane.submit(request) }

  /// Ends listening, a recording too.
  func finish() {
    lane.submit(.stop)
    lane.finish()
  }
}

/// What the lane of ``LiveService`` does with each request.
private final class Listener {
  private let setup: LiveSetup
  private let location: LibraryLocation
  private let mailbox: Mailbox
  private let ear: LiveEar
  private var feature: LiveFeature
  private var trigger: Float?
  private var box: LiveBox?
  private var stopSource: (() -> Void)?

  /// Seconds that a program has to end by itself.
  private static let programPatience = 0.5

  init(
    _ setup: LiveSetup, _ location: LibraryLocation, _ mailbox: Mailbox, _ ear: LiveEar
  ) {
    self.ear = ear
    self.setup = setup
    self.location = location
    self.mailbox = mailbox
    feature = setup.chosen == nil ? .view(.spectrogram) : .chosen
    trigger = setup.trigger
  }

  func handle(_ request: LiveRequest) {
    switch request {
    case .listen(let source): listen(source)
    case .stop: stop()
    case .show(let feature):
      self.feature = feature
      box?.show(feature)
    case .keep(let samples, let label, let model):
      if let box {
        box.keep(samples, label: label, model: model)
      } else {
        mailbox.post(.live(.notKept(Failure(what: "Nothing was kept", why: "nobody listens"))))
      }
    case .record(let isOn): box?.record(isOn)
    case .trigger(let decibels):
      trigger = decibels
      box?.setTrigger(decibels)
    case .listDevices: listDevices()
    }
  }

  private func stop() {
    box?.close()
    stopSource?()
    stopSource = nil
    box = nil
  }

  private func listen(_ source: LiveSource) {
    stop()
    let box = LiveBox(
      setup, feature, trigger: trigger, location: location, mailbox: mailbox, ear: ear)
    self.box = box
    switch source {
    case .device(let name): listen(to: setup.makeInput(name), box)
    case .standardInput:
      let reader = PipeReader(STDIN_FILENO, setup.pipeFormat) {
        Self.take($0, box, title: source.title) { failure in
          failure
            ?? Failure(
              what: "Standard input has ended", why: "its sound is over",
              remedy: "Space looks back, q leaves")
        }
      }
      stopSource = {
        reader.stop()
        box.end(nil)
      }
    case .program(let words): listen(to: words, source, box)
    }
  }

  private func listen(to input: any AudioInput, _ box: LiveBox) {
    let recorder = Recorder(input: input, latency: setup.latency) { event in
      switch event {
      case .started(let format): box.start(input.name, format, isSixteenBits: false)
      case .block(let block): box.take(block.amplitudes, waits: false)
      case .overrun(let losses): box.note(losses)
      case .failed(let error): box.end(Failure(error))
      case .deviceLost(let error): box.end(Failure(error))
      }
    }
    recorder.start()
    stopSource = {
      recorder.stop()
      box.end(nil)
    }
  }

  private func listen(to words: [String], _ source: LiveSource, _ box: LiveBox) {
    do throws(Failure) {
      let program = try ListenedProgram(words)
      let reader = PipeReader(program.output, setup.pipeFormat) {
        Self.take($0, box, title: source.title) { failure in
          let ending = program.end(patience: Self.programPatience)
          // That nothing came is explained by how the program ended.
          return failure.flatMap { $0 == PipeReader.empty && !ending.isClean ? nil : $0 }
            ?? ending.failure
        }
      }
      stopSource = {
        program.interrupt()
        reader.stop()
        _ = program.end(patience: 0)
        box.end(nil)
      }
    } catch {
      box.end(error)
    }
  }

  private static func take(
    _ event: PipeReader.Event, _ box: LiveBox, title: String, ended: (Failure?) -> Failure
  ) {
    switch event {
    case .started(let format, let isSixteenBits):
      box.start(title, format, isSixteenBits: isSixteenBits)
    case .samples(let samples): box.take(samples, waits: true)
    case .stalled(let seconds): box.tellStalled(seconds)
    case .ended(let failure):
      box.end(ended(failure))
    }
  }

  private func listDevices() {
    do throws(AudioDeviceError) {
      let devices = try DeviceList.current().filter { $0.inputs > 0 }
      mailbox.post(
        .live(
          .devices(
            devices.map {
              LiveDevice(
                id: $0.id, name: $0.name,
                facts:
                  "\(Format.channels($0.inputs)), \(Format.sampleRate($0.defaultSampleRate))",
                isDefault: $0.isDefaultInput)
            })))
    } catch {
      mailbox.post(.live(.devices([])))
      mailbox.post(.failed(Failure(error)))
    }
  }
}
