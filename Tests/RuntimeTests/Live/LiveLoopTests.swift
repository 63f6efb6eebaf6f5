import Acoustics
import CellCanvas
import EarmarkTestSupport
import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import SoundDevices
import SoundFiles
import Testing

/// Live sound from an offline device through the real loop.
@MainActor @Suite(.serialized) struct LiveLoopTests {
  /// Columns are those that a file of the same samples gives: each the loudest of its frames.
  @Test(arguments: [
    FeatureID.spectrogram, .mel, .mfcc, .pcen, .rms, .intensity, .formants, .multitaper,
    .reassigned, .bark, .erb, .constantQ, .chroma, .harmonic, .percussive,
  ])
  func columnsAreThoseOfAFile(id: FeatureID) throws {
    let sound = LiveStage.sound(24_000)
    let parameters = try #require(PresetRegistry.preset("standard")).parameters
    let stage = try LiveStage(session: { $0.feature = .chosen }) {
      $0.chosen = (id.rawValue, id, parameters)
    }
    var dice = IDSource(seed: 9)
    // Handed over like a device does, in small blocks that are taken before the next ones come.
    for first in stride(from: 0, to: sound.count, by: 1000) {
      let last = min(sound.count, first + 1000)
      stage.then({ [input = stage.input] in
        var start = first
        while start < last {
          let end = min(last, start + Int.random(in: 1...700, using: &dice))
          input.give(Array(sound[start..<end]))
          start = end
        }
      }) { $0.live?.sampleCount == last }
    }
    #expect(stage.run())
    let history = try #require(stage.live?.history)

    let file = stage.folder("take.wav")
    let writer = try SoundFileWriter(
      file, SoundFormat(.wav, .float32, sampleRate: 8000, channelCount: 1))
    try writer.append(sound)
    try writer.finish()
    let reading = try FeatureReading(
      file, FeatureReading.Request(feature: id, parameters: parameters))
    var columns: [Int: (values: [Float], distance: Double)] = [:]
    let axis = TimeAxis(reading.feature.settings)
    var frame = 0
    _ = try reading.frames { values in
      let place = Double(axis.sample(ofFrame: frame)) * 60 / 8000
      frame += 1
      let column = Int(place.rounded(.down))
      let distance = abs(place - Double(column) - 0.5)
      guard let old = columns[column] else {
        columns[column] = (Array(values), distance)
        return
      }
      if reading.feature.pooling == .loudest {
        columns[column] = (zip(old.values, values).map { max($0, $1) }, distance)
      } else if distance < old.distance {
        columns[column] = (Array(values), distance)
      }
    }
    #expect(history.picture.binAxis == reading.feature.binAxis)
    // Frames wait for what lies under their windows and for those that follow them.
    var wait = reading.feature.settings.windowLength / 2
    if case .local(let delay) = reading.feature.reach {
      wait += delay * reading.feature.settings.hopLength
    }
    #expect(history.end >= 179 - wait * 60 / 8000 && history.end <= 181)
    for column in 0..<history.end {
      #expect(history.column(column) == columns[column]?.values, "\(id.rawValue) \(column)")
    }
  }

  /// A path through all frames is not there while they come.
  @Test func whatNeedsAllOfTheSoundIsRefused() throws {
    let parameters = try #require(PresetRegistry.preset("standard")).parameters
    let stage = try LiveStage(session: { $0.feature = .chosen }) {
      $0.chosen = ("pyin", .pyin, parameters)
    }
    stage.hear(LiveStage.sound(8000))
    stage.then { ($0.live?.history?.end ?? 0) > 50 }
    #expect(stage.run())
    // What is heard is shown all the same.
    #expect(stage.live?.history?.picture.title == "spectrogram" && stage.live?.end == nil)
    let rest = stage.state.notice?.rest ?? ""
    #expect(rest.hasPrefix("its path is sought through all frames; "), "\(rest)")
  }

  /// Another feature is computed of everything that came before.
  @Test func anotherFeatureLooksBack() throws {
    let sound = LiveStage.sound(16_000)
    let stage = try LiveStage()
    stage.hear(sound)
    stage.press("V m") { $0.live?.history?.picture.title == "MFCC" }
    stage.press("V s") { $0.live?.history?.picture.title == "spectrogram" }
    #expect(stage.run())
    #expect((stage.live?.history?.end ?? 0) > 110)
    #expect(stage.live?.history?.first == 0)
  }

  @Test func keepsTheLastSecondsExactly() throws {
    let sound = LiveStage.sound(24_000)
    let stage = try LiveStage(session: { $0.keepSeconds = 1 })
    stage.hear(sound)
    stage.then { $0.live?.sampleCount == sound.count }
    stage.press("Enter") { $0.live?.keptCount == 1 && $0.keeping.isEmpty }
    stage.press("e b e l l Enter") { $0.live?.keptCount == 2 && $0.keeping.isEmpty }
    stage.press("1") { $0.live?.keptCount == 3 && $0.keeping.isEmpty && $0.saving.isSaved }
    #expect(stage.run())
    #expect(stage.files.count == 3)
    for name in stage.files { #expect(try stage.samples(of: name) == Array(sound.suffix(8000))) }
    #expect(stage.state.library.clips.compactMap(\.label) == ["bell", "bell"])
    #expect(stage.state.library.clips.count == 3)
    #expect(stage.state.saving.undoDepth == 2)
  }

  /// A picture that stands still does not stop the sound, and what is kept ends at the cursor.
  @Test func looksBackWhileListening() throws {
    let sound = LiveStage.sound(40_000)
    let stage = try LiveStage(session: { $0.keepSeconds = 1 })
    stage.hear(Array(sound.prefix(24_000)))
    stage.then { $0.live?.sampleCount == 24_000 }
    stage.press("Space") { $0.live?.frozen != nil }
    stage.hear(Array(sound.dropFirst(24_000)))
    stage.then { $0.live?.sampleCount == 40_000 && ($0.live?.history?.end ?? 0) > 290 }
    stage.press("H") { $0.live?.frozen?.cursor != nil }
    #expect(stage.run())
    let session = try #require(stage.live)
    let frozen = try #require(session.frozen)
    #expect(frozen.now >= 170 && frozen.now <= 180)
    #expect(frozen.cursor == (frozen.now - 1) / 8 - 10)
    let kept = try #require(session.keptSamples)
    #expect(kept.count == 8000)
    #expect(
      kept.upperBound
        == LiveColumns.sample(ofColumn: ((frozen.cursor ?? 0) + 1) * 8, sampleRate: 8000))
    let shown = stage.terminal.presented.suffix(1).map { shown in
      PlainTextOf(shown.canvas).text
    }
    #expect(shown.first?.contains("FROZEN") == true)
    #expect(shown.first?.contains("listening goes on") == true)
  }

  @Test func recordsWhatComesBetweenTwoKeys() throws {
    let sound = LiveStage.sound(32_000)
    let stage = try LiveStage()
    stage.hear(Array(sound.prefix(8000)))
    stage.then { $0.live?.sampleCount == 8000 }
    stage.press("r") { $0.live?.recording != nil }
    stage.hear(Array(sound[8000..<24_000]))
    stage.then { $0.live?.recording?.sampleCount == 16_000 }
    stage.press("r") { $0.live?.recordedCount == 1 && $0.keeping.isEmpty }
    stage.hear(Array(sound.dropFirst(24_000)))
    stage.then { $0.live?.sampleCount == 32_000 }
    #expect(stage.run())
    #expect(stage.files.count == 1)
    #expect(try stage.samples(of: stage.files[0]) == Array(sound[8000..<24_000]))
    #expect(stage.state.library.clips.count == 1)
  }

  /// A recording under way is whole when the program is left.
  @Test func leavingEndsARecording() throws {
    let sound = LiveStage.sound(12_000)
    let stage = try LiveStage(setup: {
      $0.recordsAtOnce = true
      $0.container = .flac
    })
    stage.hear(sound)
    stage.then { $0.live?.recording?.sampleCount == 12_000 }
    #expect(stage.run())
    #expect(stage.files.count == 1 && stage.files.first?.hasSuffix(".flac") == true)
    #expect(try stage.samples(of: stage.files[0]) == sound)
  }

  @Test func theLevelRecordsWithWhatCameBefore() throws {
    var sound = [Float](repeating: 0.001, count: 48_000)
    for place in 16_000..<16_400 { sound[place] = 0.5 }
    for place in 44_000..<44_100 { sound[place] = -0.5 }
    let stage = try LiveStage(setup: {
      $0.trigger = -20
      $0.preRoll = 0.5
    })
    stage.hear(sound)
    stage.then { $0.live?.sampleCount == 48_000 && $0.live?.recordedCount == 1 }
    #expect(stage.run())
    #expect(stage.files.count == 2)
    // Leaving ends the second one. Names tell when they were heard, and this was faster than a clock.
    let takes = try stage.files.map { try stage.samples(of: $0) }.sorted { $0.count > $1.count }
    #expect(takes.map(\.count) == [4000 + 400 + 12_000, 4000 + 4000])
    #expect(takes.first == Array(sound[12_000..<28_400]))
    #expect(takes.last == Array(sound[40_000..<48_000]))
  }

  @Test func aDeviceThatGoesAwayIsTold() throws {
    let sound = LiveStage.sound(16_000)
    let stage = try LiveStage(session: { $0.keepSeconds = 1 })
    stage.hear(sound)
    stage.then { $0.live?.sampleCount == 16_000 }
    stage.then({ [input = stage.input] in input.lose() }) { $0.live?.end != nil }
    stage.press("Enter") { $0.live?.keptCount == 1 && $0.keeping.isEmpty }
    #expect(stage.run())
    #expect(stage.live?.end?.why == "it was unplugged")
    #expect(try stage.samples(of: stage.files[0]) == Array(sound.suffix(8000)))
  }

  @Test func noDeviceIsASentence() throws {
    let stage = try LiveStage()
    stage.input.refuse(.noDevice(.input))
    let silent = try LiveStage(setup: { setup in
      let input = OfflineInput(format: LiveStage.format)
      input.refuse(.noDevice(.input))
      setup.makeInput = { _ in input }
    })
    silent.then { $0.live?.end != nil }
    #expect(silent.run())
    #expect(silent.live?.end?.why == "this machine has no microphone or other input")
  }

  /// What the ring of the device can't hold is counted and shown in the counts.
  @Test func overrunsAreCounted() throws {
    let stage = try LiveStage()
    stage.hear(LiveStage.sound(800))
    stage.then({ [input = stage.input] in
      input.give([Float](repeating: 0.1, count: 80_000))
    }) { ($0.live?.losses.droppedSamples ?? 0) > 0 }
    stage.then { [terminal = stage.terminal] _ in
      terminal.presented.last.map {
        PlainTextOf($0.canvas).text.contains("samples lost in 1 gap")
      } ?? false
    }
    #expect(stage.run())
    let session = try #require(stage.live)
    #expect(session.losses.overruns == 1)
    #expect(session.sampleCount + session.losses.droppedSamples == 80_800)
  }

  /// A monitor that sends nothing but zeros says so.
  @Test func zerosAreTold() throws {
    let stage = try LiveStage()
    stage.hear([Float](repeating: 0, count: 32_000))
    stage.then { $0.live?.sampleCount == 32_000 && ($0.live?.meter.zeroSeconds ?? 0) > 3 }
    stage.press("Space Space") { $0.live?.frozen == nil }
    #expect(stage.run())
    let last = try #require(stage.terminal.presented.last)
    #expect(PlainTextOf(last.canvas).text.contains("only zeros for 3 s"))
  }
}
