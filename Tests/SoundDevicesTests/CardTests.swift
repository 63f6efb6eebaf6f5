import Acoustics
import Foundation
import SoundDevices
import Synchronization
import Testing

/// Through PortAudio and a sound server to a virtual card and back, where there is one.
@Suite(.serialized) struct CardTests {
  /// Runs the session on a card of its own; nil where there is none, with a line.
  private func session() throws -> OwnProcess.Result? {
    guard let card = OwnProcess.shared("tools/virtual-audio") else {
      print("skipped: no virtual sound card beside the package")
      return nil
    }
    let result = try OwnProcess.run(
      "CardSession", environment: ["EARMARK_TEST_PURPOSE": "card"], launcher: [card, "run", "--"])
    if result.status == 4 {
      print("skipped: the virtual sound card lacks packages")
      return nil
    }
    for note in result.notes { print("virtual card: \(note)") }
    return result
  }

  @Test func whatIsPlayedIsRecordedAndADeadServerIsANotice() throws {
    guard var result = try session() else { return }
    // A machine may be too busy once.
    if result.status != 0, let second = try session() { result = second }
    #expect(result.status == 0, "\(result.text)")
  }
}

@Suite(.enabled(if: OwnProcess.isFor("card"))) struct CardSession {
  @Test func playsRecordsAndLosesTheCard() throws {
    try playsWhatIsRecorded()
    try tellsThatTheServerDied()
  }

  private func playsWhatIsRecorded() throws {
    let rate = 48_000
    let recording = Recording()
    let recorder = Recorder(
      input: PortAudioInput(), wish: StreamFormat(sampleRate: 48_000, channelCount: 2),
      latency: 0.1
    ) { recording.append($0) }
    recorder.start()
    for _ in 0..<300 where recording.count == 0 { pause(milliseconds: 10) }
    try #require(recording.count > 0, "\(recording.told)")

    // Silence first, until the card's own buffers have settled.
    let lead = rate * 5 / 4
    var sound = [Float](repeating: 0, count: 2 * lead)
    let noise = Sounds.noise(2 * 2 * rate)
    for index in noise.indices {
      let chirp = sin(Double(index / 2) * (0.01 + Double(index) * 2e-7))
      sound.append(noise[index] / 2 + Float(0.2 * chirp))
    }
    sound += [Float](repeating: 0, count: rate / 5)
    let log = EventLog()
    let player = Player(output: PortAudioOutput(), latency: 0.1) { log.append($0) }
    player.play(MemorySource(amplitudes: sound, sampleRate: 48_000, channelCount: 2))
    var readings: [(time: Double, sample: Int)] = []
    for _ in 0..<700 where !log.told.contains(where: { $0.hasPrefix("ended") }) {
      pause(milliseconds: 11)
      let before = player.output.now
      if let playhead = player.playhead, playhead.isAudible {
        readings.append((before, playhead.sample))
      }
    }
    #expect(log.told.contains("ended finished"), "\(log.told)")
    pause(milliseconds: 300)
    recorder.stop()
    player.close()

    let heard = recording.amplitudes
    let lag = try #require(
      Alignment.lag(of: Array(sound[2 * lead..<2 * lead + 1024]), in: heard, channels: 2))
    let count = min(noise.count, heard.count - 2 * lag)
    let correlation = Alignment.correlation(
      sound[2 * lead..<2 * lead + count], heard[2 * lag..<2 * lag + count])
    let exact = (0..<count).count { sound[2 * lead + $0] == heard[2 * lag + $0] }
    let errors = readings.compactMap { reading -> Double? in
      guard reading.sample >= lead, reading.sample < lead + 2 * rate,
        let time = recording.time(of: lag + reading.sample - lead)
      else { return nil }
      return abs(reading.time - time)
    }.sorted()
    try #require(errors.count > 50)
    let median = errors[errors.count / 2]
    let statistics = player.statistics
    OwnProcess.note(
      "correlation \(correlation), \(100 * exact / count) % of samples equal, "
        + "playhead error \(Int((median * 1000).rounded())) ms median, "
        + "\(Int(((errors.last ?? 0) * 1000).rounded())) ms at most, "
        + "\(statistics.underrunCount) underruns, \(recording.told)")
    #expect(count == noise.count)
    #expect(correlation >= 0.99)
    #expect(median < 0.02)
  }

  private func tellsThatTheServerDied() throws {
    let devices = try DeviceList.current()
    #expect(devices.contains { $0.isDefaultOutput && $0.outputs > 0 })
    #expect(try DeviceList.device(.output, named: "puls").name == "pulse")
    let recording = Recording()
    let recorder = Recorder(input: PortAudioInput()) { recording.append($0) }
    recorder.start()
    let log = EventLog()
    let player = Player(output: PortAudioOutput(device: "ALSA:default")) { log.append($0) }
    player.play(Sounds.source([Float](repeating: 0.1, count: 480_000)))
    for _ in 0..<300 where !log.told.contains("started") || recording.count == 0 {
      pause(milliseconds: 10)
    }
    #expect(log.told == ["started"])
    let server = try #require(ProcessInfo.processInfo.environment["PULSE_SERVER"])
    let folder = server.dropFirst("unix:".count).dropLast("/native".count)
    let identity = try String(contentsOfFile: folder + "/pid", encoding: .utf8)
    kill(try #require(identity.split(separator: " ").first.flatMap { Int32($0) }), SIGKILL)
    for _ in 0..<500 where log.told.count < 2 || recording.told.count < 2 {
      pause(milliseconds: 10)
    }
    #expect(log.told.last?.hasPrefix("lost the sound system closed it at ") == true)
    #expect(recording.told.last == "gone the sound system closed it")
    #expect(player.playhead == nil)
    player.play(Sounds.source([Float](repeating: 0.1, count: 480_000)))
    for _ in 0..<500 where log.told.count < 3 { pause(milliseconds: 10) }
    #expect(log.told.last?.hasPrefix("failed") == true)
    player.close()
    recorder.stop()
    OwnProcess.note("\(log.told), \(recording.told)")
  }
}

/// What a recorder handed on.
private final class Recording: Sendable {
  private let values = Mutex<(amplitudes: [Float], times: [(Int, Double)], told: [String])>(
    ([], [], []))

  var amplitudes: [Float] { values.withLock { $0.amplitudes } }
  var count: Int { values.withLock { $0.amplitudes.count } }
  var told: [String] { values.withLock { $0.told } }

  func append(_ event: RecorderEvent) {
    values.withLock { values in
      switch event {
      case .started: values.told.append("started")
      case .block(let block):
        if let time = block.soundedAt { values.times.append((block.firstSample, time)) }
        values.amplitudes += block.amplitudes
      case .overrun(let losses): values.told.append("overrun \(losses)")
      case .failed(let error): values.told.append("failed \(error)")
      case .deviceLost(let error): values.told.append("gone \(error.sentence.why)")
      }
    }
  }

  /// When a sample was heard.
  func time(of sample: Int) -> Double? {
    values.withLock { values in
      values.times.last { $0.0 <= sample }.map { $0.1 + Double(sample - $0.0) / 48_000 }
    }
  }
}

/// Finds a sound in a recording.
enum Alignment {
  /// The sample from which interleaved amplitudes are most like a pattern; nil if none is.
  static func lag(of pattern: [Float], in sound: [Float], channels: Int) -> Int? {
    var (best, bestScore) = (0, 0.0)
    let power = pattern.reduce(0) { $0 + Double($1) * Double($1) }
    sound.withUnsafeBufferPointer { sound in
      pattern.withUnsafeBufferPointer { pattern in
        for lag in 0..<max(0, (sound.count - pattern.count) / channels) {
          var sum: Float = 0
          for index in 0..<pattern.count { sum += sound[lag * channels + index] * pattern[index] }
          if Double(sum) > bestScore { (best, bestScore) = (lag, Double(sum)) }
        }
      }
    }
    return bestScore > power / 2 ? best : nil
  }

  /// How alike two sounds are, from −1 to 1.
  static func correlation(_ first: ArraySlice<Float>, _ second: ArraySlice<Float>) -> Double {
    var (product, power, other) = (0.0, 1e-30, 1e-30)
    for (one, two) in zip(first, second) {
      product += Double(one) * Double(two)
      power += Double(one) * Double(one)
      other += Double(two) * Double(two)
    }
    return product / (power * other).squareRoot()
  }
}
