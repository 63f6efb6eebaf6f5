import CellCanvas
import EarmarkTestSupport
import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import Recognition
import Testing

/// Models under the real loop, lanes and library.
@MainActor @Suite(.serialized) struct ModelLoopTests {
  private func folder(_ count: Int = 20) throws -> FolderTree {
    let folder = try FolderTree()
    for place in 0..<count {
      try folder.write(tone(300 + Double(place) * 10), "low/l\(place).wav")
      try folder.write(tone(2200 + Double(place) * 30), "high/h\(place).wav")
    }
    return folder
  }

  private func tone(_ hertz: Double) -> [UInt8] {
    let samples = (0..<4000).map { place in
      Int16(12_000 * sin(2 * .pi * hertz * Double(place) / 8000))
    }
    func little(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var bytes = Array("RIFF".utf8) + little(36 + 2 * samples.count, 4) + Array("WAVEfmt ".utf8)
    for (value, width) in [(16, 4), (1, 2), (1, 2), (8000, 4), (16_000, 4), (2, 2), (16, 2)] {
      bytes += little(value, width)
    }
    bytes += Array("data".utf8) + little(2 * samples.count, 4)
    for sample in samples { bytes += little(Int(sample), 2) }
    return bytes
  }

  private func loop(_ folder: FolderTree, _ terminal: ScriptedTerminal) throws -> EventLoop {
    let location = try LibraryLocation([folder.path], environment: [:])
    let mailbox = Mailbox()
    let runner = EffectRunner(
      location: location, labelling: .folders, annotator: "ada", isKept: true, mailbox: mailbox,
      models: ModelCatalog(folders: []))
    var state = AppState(
      place: location.placeName, annotator: "ada", size: terminal.size, now: Date(), seed: 1)
    state.model.kinds = [.automatic, TrainingKindName("logistic", "")]
    return EventLoop(
      state: state, terminal: terminal,
      look: Look(theme: .midnight, colorMaps: [], mode: .truecolor, glyphs: .full),
      runner: runner, mailbox: mailbox)
  }

  private func isJudged(_ state: AppState) -> Bool {
    state.library.clips.count == 40
      && state.library.clips.allSatisfy { state.model.prediction(of: $0) != nil }
  }

  @Test func aModelIsTrainedLoadedKeptAndRecalled() throws {
    let folder = try folder()
    let size = CellSize(columns: 80, rows: 24)
    let first = ScriptedTerminal(size: size)
    let loop = try loop(folder, first)
    var isTyped = false
    let failure = loop.run { state in
      if !isTyped, state.scan.isOver, state.isCurrentShown {
        isTyped = true
        first.feed(keys: "g t j Enter g b")
      }
      return isJudged(state)
    }
    #expect(failure == nil)
    let state = loop.state
    #expect(state.model.card?.name == "run-1")
    #expect(state.model.card?.labels == ["high", "low"])
    #expect(state.confusion.agreeing == 40)
    #expect(FilePath.facts(folder(".earmark/models/run-1.earmark")) != nil)

    let second = ScriptedTerminal(size: size)
    let again = try self.loop(folder, second)
    var sweeps: [Int] = []
    _ = again.run { state in
      sweeps.append(state.model.sweptCount)
      return state.scan.isOver && isJudged(state)
    }
    #expect(again.state.model.card?.id == state.model.card?.id)
    #expect(sweeps.allSatisfy { $0 == 0 })
    #expect(again.state.model.opinions == state.model.opinions)
  }

  @Test func knownWordsBecomeRegions() throws {
    let folder = try folder(2)
    // What it hears is chance, but the words come in order and are inside of the clip.
    let clips = ["high", "low"].map {
      LabeledClip(path: RecordingPath("\($0).wav"), label: $0)
    }
    let set = try TrainingSet(
      clips, split: Split([.training, .training]), classes: .sequences(order: []))
    let plan = try TrainingPlan(try .strings(sampleRate: 8_000), width: 0.25, seed: 1)
    let samples = [Float](repeating: 0.1, count: 4_000)
    let run = try TrainingRun(
      plan, set: set, clips: LoadedClips([samples, samples]), threads: 1)
    try folder.folder(".earmark/models")
    try ModelCatalog.write(
      run.model(of: run.network, split: nil), to: folder(".earmark/models/order.earmark"))
    let terminal = ScriptedTerminal(size: CellSize(columns: 80, rows: 24))
    let loop = try loop(folder, terminal)
    var isTyped = false
    _ = loop.run { state in
      if !isTyped, state.scan.isOver, state.isCurrentShown, state.model.card != nil {
        isTyped = true
        terminal.feed(keys: ": a l i g n - w o r d s Space l o w Space h i g h Enter")
      }
      return state.library.clips.contains { !$0.regions.isEmpty } && state.saving.isSaved
    }
    #expect(loop.state.model.card?.name == "order")
    let regions = try #require(loop.state.library.clips.first { !$0.regions.isEmpty }?.regions)
    #expect(regions.map(\.label) == ["low", "high"])
    let spans = regions.compactMap(\.span)
    #expect(spans.count == 2 && spans[0].upperBound <= spans[1].lowerBound)
    #expect(spans.allSatisfy { $0.upperBound <= 4_000 && !$0.isEmpty })
  }

  @Test func whatTheModelSeesIsShown() throws {
    let folder = try folder()
    let terminal = ScriptedTerminal(size: CellSize(columns: 120, rows: 40))
    let loop = try loop(folder, terminal)
    var step = 0
    var isShown = false
    _ = loop.run { state in
      if step == 0, state.scan.isOver, state.isCurrentShown {
        step = 1
        terminal.feed(keys: "g t j Enter g b")
      } else if step == 1, isJudged(state) {
        step = 2
        terminal.feed(keys: "V f")
      }
      let picture = screen(for: state)
      let text = PlainText.render(picture.canvas, images: [], palette: Palette())
      isShown = text.contains("50 frames × 40 bins")
      return isShown
    }
    #expect(isShown)
  }

  @Test func leavingInTheMiddleOfATrainingKeepsWhatItGoesOnFrom() throws {
    let folder = try folder()
    let path = folder(".earmark/models/run-1.earmark")
    let terminal = ScriptedTerminal(size: CellSize(columns: 80, rows: 24))
    let first = try loop(folder, terminal)
    var step = 0
    _ = first.run { state in
      if step == 0, state.scan.isOver, state.isCurrentShown {
        step = 1
        terminal.feed(keys: "g t Enter g b")
      } else if step == 1, state.model.training?.passes.isEmpty == false {
        step = 2
        terminal.feed(keys: "q q")
      }
      return false
    }
    #expect(step == 2)
    #expect(first.state.model.training?.stage == .cancelled)
    #expect(try !ModelCatalog.read(path).checkpoint.isEmpty)

    // The next training of the same kind on the same clips goes on from there.
    let again = ScriptedTerminal(size: CellSize(columns: 80, rows: 24))
    let second = try loop(folder, again)
    step = 0
    _ = second.run { state in
      if step == 0, state.scan.isOver, state.isCurrentShown {
        step = 1
        again.feed(keys: "g t Enter")
      } else if step == 1, state.model.training?.passes.isEmpty == false {
        step = 2
        // Given up, nothing of it stays.
        again.feed(keys: "x")
      }
      return state.model.training?.isRunning == false
    }
    let run = try #require(second.state.model.training)
    #expect(run.facts?.name == "run-1")
    let last = try #require(first.state.model.training?.passes.last)
    #expect(try #require(run.passes.first).number > last.number)
    #expect(FilePath.facts(path) == nil)
  }

  @Test(arguments: [8, 0])
  func clipsThatAreNamedForATestTeachNothingBesideOthers(others: Int) throws {
    let folder = try folder(others)
    for place in 0..<10 {
      try folder.write(tone(350 + Double(place) * 10), "test/low/l\(place).wav")
      try folder.write(tone(2300 + Double(place) * 30), "test/high/h\(place).wav")
    }
    let terminal = ScriptedTerminal(size: CellSize(columns: 80, rows: 24))
    let loop = try loop(folder, terminal)
    var isBegun = false
    _ = loop.run { state in
      if !isBegun, state.scan.isOver, state.isCurrentShown {
        isBegun = true
        terminal.feed(keys: "g t j Enter")
      }
      return state.model.training?.facts != nil
    }
    let facts = try #require(loop.state.model.training?.facts)
    #expect(facts.testingCount == (others > 0 ? 20 : 0))
    #expect(facts.trainingCount + facts.validationCount == (others > 0 ? 16 : 20))
    #expect(facts.validationCount > 0)
  }

  @Test func aNewModelIsComparedOnClipsThatNeitherLearntFrom() throws {
    let folder = try folder(30)
    let terminal = ScriptedTerminal(size: CellSize(columns: 80, rows: 24))
    let loop = try loop(folder, terminal)
    var step = 0
    var summary: TrainingSummary?
    _ = loop.run { state in
      if step == 0, state.scan.isOver, state.isCurrentShown {
        step = 1
        terminal.feed(keys: "g t j Enter")
      } else if step == 1, state.model.card?.name == "run-1" {
        step = 2
        terminal.feed(keys: "Enter")
      } else if step == 2, case .saved(let found)? = state.model.training?.stage,
        state.model.training?.facts?.name == "run-2"
      {
        summary = found
      }
      return summary != nil
    }
    let comparison = try #require(summary?.comparison)
    #expect(comparison.name == "run-1")
    #expect(comparison.sameClips == 12)
    #expect(comparison.before == comparison.after)
  }
}
