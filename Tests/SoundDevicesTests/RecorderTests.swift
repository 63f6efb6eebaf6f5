import SoundDevices
import Synchronization
import Testing

@Suite struct RecorderTests {
  /// What a recorder told.
  final class Log: Sendable {
    let values = Mutex<(amplitudes: [Float], firsts: [Int], told: [String])>(([], [], []))

    func append(_ event: RecorderEvent) {
      values.withLock { values in
        switch event {
        case .started(let format): values.told.append("started \(format.sampleRate)")
        case .block(let block):
          values.amplitudes += block.amplitudes
          values.firsts.append(block.firstSample)
          if block.soundedAt.map({ abs($0 * 48_000 - Double(block.firstSample)) < 1 }) != true {
            values.told.append("at \(block.soundedAt ?? -1)")
          }
        case .overrun(let losses): values.told.append("lost \(losses.droppedCount)")
        case .failed(let error): values.told.append("failed \(error.sentence.why)")
        case .deviceLost(let error): values.told.append("gone \(error.sentence.why)")
        }
      }
    }

    var told: [String] { values.withLock { $0.told } }
  }

  private let format = StreamFormat(sampleRate: 48_000, channelCount: 2)

  @Test func handsOnWhatTheDeviceGave() {
    let (input, log) = (OfflineInput(format: format), Log())
    let recorder = Recorder(input: input) { log.append($0) }
    recorder.start()
    #expect(recorder.settle())
    let noise = Sounds.noise(96_000)
    for start in stride(from: 0, to: 96_000, by: 960) {
      input.give(Array(noise[start..<start + 960]))
    }
    recorder.stop()
    #expect(!input.isRunning)
    #expect(log.values.withLock { $0.amplitudes } == noise)
    #expect(log.told == ["started 48000.0"])
  }

  @Test func overrunsAreCountedAndTold() {
    let (input, log) = (OfflineInput(format: format), Log())
    let isHeld = Mutex(true)
    let recorder = Recorder(input: input) { event in
      log.append(event)
      if case .block = event { while isHeld.withLock({ $0 }) { pause(milliseconds: 1) } }
    }
    recorder.start()
    #expect(recorder.settle())
    let second = [Float](repeating: 0.1, count: 96_000)
    for _ in 0..<8 { input.give(second) }
    isHeld.withLock { $0 = false }
    recorder.stop()
    let kept = log.values.withLock { $0.amplitudes.count / 2 }
    #expect(kept >= Int(Recorder.ringSeconds * 48_000) && kept < 8 * 48_000)
    #expect(log.told.last == "lost \(8 * 48_000 - kept)")
  }

  @Test func aDeviceThatGoesAwayIsTold() {
    let (input, log) = (OfflineInput(format: format), Log())
    let recorder = Recorder(input: input) { log.append($0) }
    recorder.start()
    #expect(recorder.settle())
    input.give([0.5, 0.25])
    input.lose()
    #expect(recorder.settle())
    recorder.stop()
    #expect(log.told == ["started 48000.0", "gone it was unplugged"])
    #expect(log.values.withLock { $0.amplitudes } == [0.5, 0.25])
  }

  @Test func noDeviceIsTold() {
    let (input, log) = (OfflineInput(format: format), Log())
    input.refuse(.busy(.input, name: "microphone"))
    let recorder = Recorder(input: input) { log.append($0) }
    recorder.start()
    recorder.settle()
    recorder.stop()
    #expect(log.told == ["failed another program uses it"])
  }
}
