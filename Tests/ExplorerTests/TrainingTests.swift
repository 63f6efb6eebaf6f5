import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

@Suite struct TrainingTests {
  private static let facts = TrainingFacts(
    name: "run-2", model: "ds-cnn-t", parameterCount: 23_500, recipe: "default, 50 × 40",
    trainingCount: 32, validationCount: 8, passCount: 20)

  static func pass(_ number: Int) -> TrainingPass {
    let share = Double(number) / 20
    return TrainingPass(
      number: number, trainingLoss: 1.4 * (1 - share) + 0.1,
      trainingAccuracy: 0.3 + 0.65 * share, validationLoss: 1.5 * (1 - share) + 0.2,
      validationAccuracy: 0.3 + 0.6 * share,
      recalls: TestModel.labels.enumerated().map {
        TrainingPass.Recall(label: $0.element, share: 0.5 + 0.1 * Double($0.offset))
      })
  }

  /// A training that is so many passes far.
  static func running(_ passes: Int, columns: Int = 120, rows: Int = 40) -> AppState {
    var state = TestModel.state(TestLibrary.library(60), columns: columns, rows: rows)
    TestLibrary.press("g t Enter", &state)
    for report in [TrainingReport.began(facts), .baseline(0.78), .progress(Double(passes) / 20)]
      + (1...max(1, passes)).map({ .pass(pass($0)) })
    {
      TestLibrary.send(.arrived(.model(.training(report))), to: &state)
    }
    TestLibrary.send(.tick(TestLibrary.start.addingTimeInterval(41)), to: &state)
    return state
  }

  @Test func trainingTakesTheLabelsAsTheyAre() throws {
    var state = TestModel.state(TestLibrary.library(60))
    let sent = TestLibrary.press("g t Enter", &state)
    let plans = sent.compactMap { effect -> TrainingWish? in
      if case .model(.train(let plan)) = effect { plan } else { nil }
    }
    let plan = try #require(plans.first)
    #expect(plan.clips.count == 40)
    #expect(plan.kind == TrainingWish.automatic)
    #expect(state.model.training?.isRunning == true)
    // Labelling goes on meanwhile, and a second training is refused.
    TestLibrary.press("g b 2", &state)
    #expect(state.mode == .browse)
    TestLibrary.send(.command("train"), to: &state)
    #expect(state.notice?.what == "A training is under way.")
  }

  @Test func theNewModelIsLoadedWhenItIsSaved() {
    var state = Self.running(20)
    let summary = TrainingSummary(
      ending: "complete", validationAccuracy: 0.9, isCalibrated: true)
    let sent = TestLibrary.send(
      .arrived(.model(.training(.saved(source: "run-2", summary)))), to: &state)
    #expect(sent.contains(.model(.load("run-2"))))
    #expect(state.model.training?.isRunning == false)
    #expect(state.notice?.what == "Trained run-2.")
  }

  @Test func aBetterModelStaysInUse() {
    var state = Self.running(3)
    TestLibrary.send(
      .arrived(.model(.training(.before(accuracy: 0.94, isOnSameClips: true)))), to: &state)
    let summary = TrainingSummary(
      ending: "ended early", validationAccuracy: 0.7, isCalibrated: true,
      comparison: ModelComparison(name: "digits", before: 0.94, after: 0.7, sameClips: 40))
    let sent = TestLibrary.send(
      .arrived(.model(.training(.saved(source: "run-2", summary)))), to: &state)
    #expect(!sent.contains(.model(.load("run-2"))))
    #expect(state.model.card?.name == "digits")
    #expect(state.notice?.what == "digits stays: 94 % right, run-2 70 %.")
    #expect(state.notice?.rest == "of the same 40 clips; gm run-2 takes it")
    let text = PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
    #expect(text.contains("94.0 %  digits stays"))
    #expect(text.contains("gm run-2 takes the new one"))
  }

  @Test func ofEqualModelsTheNewOneIsTaken() {
    var state = Self.running(20)
    let summary = TrainingSummary(
      ending: "complete", validationAccuracy: 0.9, isCalibrated: true,
      comparison: ModelComparison(name: "digits", before: 0.9, after: 0.9, sameClips: 40))
    let sent = TestLibrary.send(
      .arrived(.model(.training(.saved(source: "run-2", summary)))), to: &state)
    #expect(sent.contains(.model(.load("run-2"))))
  }

  @Test func theModelInUseIsMeasuredToo() throws {
    var state = TestModel.state(TestLibrary.library(60))
    let sent = TestLibrary.press("g t Enter", &state)
    #expect(
      sent.contains {
        if case .model(.train(let wish)) = $0 { wish.inUse == "digits" } else { false }
      })
  }

  @Test func spaceHoldsATraining() throws {
    var state = Self.running(5)
    let elapsed = { TestLibrary.start.addingTimeInterval(41 + $0) }
    func text() -> String {
      PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
    }
    #expect(TestLibrary.press("Space", &state).contains(.model(.pauseTraining(true))))
    TestLibrary.send(.tick(elapsed(100)), to: &state)
    #expect(text().contains("paused at 25 %"))
    #expect(text().contains("Space go on"))
    #expect(text().contains("elapsed  0:41"))
    #expect(TestLibrary.press("Space", &state).contains(.model(.pauseTraining(false))))
    TestLibrary.send(.tick(elapsed(110)), to: &state)
    #expect(text().contains("elapsed  0:51"))
    #expect(text().contains("Space pause"))
  }

  @Test func theTrainingThatWasLeftIsNamedAndItsKindProposed() {
    var state = TestModel.state(TestLibrary.library(60))
    state.model.kinds = [.automatic, TrainingKindName("conv", "a network")]
    #expect(TestLibrary.press("g t", &state).contains(.model(.unfinished)))
    let left = UnfinishedTraining(name: "run-2", kind: "conv", percent: 34)
    TestLibrary.send(.arrived(.model(.unfinished(left))), to: &state)
    #expect(state.model.trainingKind == "conv")
    let text = PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
    #expect(text.contains("run-2, conv, 34 % done"))
  }

  @Test func quittingAsksWhileATrainingIsUnderWay() {
    var state = Self.running(5)
    #expect(TestLibrary.press("q", &state).isEmpty)
    #expect(state.mode == .browse)
    #expect(state.notice?.what == "The training goes on.")
    #expect(!TestLibrary.press("q", &state).contains(.quit))
    #expect(state.notice?.what == "Training is 25 % done.")
    // A second wish that comes late is a first one.
    TestLibrary.send(.tick(state.now.addingTimeInterval(8)), to: &state)
    #expect(!TestLibrary.press("q", &state).contains(.quit))
    #expect(TestLibrary.press("q", &state).contains(.quit))
  }

  @Test(arguments: [(60, 16, 4), (70, 18, 6), (80, 24, 8)])
  func kindsCanBeChosenInSmallWindows(columns: Int, rows: Int, count: Int) {
    var state = TestModel.state(TestLibrary.library(60), columns: columns, rows: rows)
    state.model.kinds = (1...20).map { TrainingKindName("kind-\($0)", "what it is") }
    TestLibrary.press("g t", &state)
    let text = PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
    #expect(text.split(separator: "\n").count { $0.contains("kind-") } >= count, "\(text)")
  }

  @Test(arguments: [(60, 16), (80, 24), (120, 40)])
  func curvesAreToldApartEverywhere(columns: Int, rows: Int) {
    var state = Self.running(12, columns: columns, rows: rows)
    state.colorMode = .mono
    let text = PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
    #expect(text.contains("+ training   ━ validation"))
    #expect(text.contains("+++"))
    #expect(text.contains("best 66.0 %"))
  }

  @Test func theBarsOfADoubtAreOfModelsThatDidNotLearnFromTheClip() {
    var state = TestModel.state(TestLibrary.library(24))
    let doubt = LabelDoubts.Doubt(
      clip: ID(row: 11), label: "three", suggested: "four", odds: 314,
      guesses: [
        LabelDoubts.Guess("four", 0.61), LabelDoubts.Guess("one", 0.3),
        LabelDoubts.Guess("three", 0.05),
      ])
    TestLibrary.press("g e", &state)
    TestLibrary.send(
      .arrived(.model(.doubts(LabelDoubts(stage: .over(judged: 16), all: [doubt])))), to: &state)
    let text = PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
    #expect(text.contains("61 %"))
    #expect(text.contains("30 %"))
    #expect(!text.contains("96 %"))
  }

  @Test func aTrainingIsGivenUpByOneKey() {
    var state = Self.running(3)
    let sent = TestLibrary.press("x", &state)
    #expect(sent.contains(.model(.endTraining(keepsBest: false))))
    TestLibrary.send(.arrived(.model(.training(.cancelled))), to: &state)
    #expect(state.model.training?.stage == .cancelled)
    let more = TestLibrary.press("x", &state)
    #expect(more.isEmpty)
  }

  @Test func oneClassIsNotEnough() {
    var state = TestLibrary.state(TestLibrary.library(4, labels: ["one"]))
    TestLibrary.send(.command("train"), to: &state)
    #expect(state.notice?.what.contains("two classes") == true)
  }

  @Test func doubtsAreAListWithSuggestions() {
    var state = TestModel.state(TestLibrary.library(24))
    let sent = TestLibrary.press("g e", &state)
    #expect(
      sent.contains { if case .model(.doubt(let clips)) = $0 { clips.count == 16 } else { false } })
    let doubts = [
      LabelDoubts.Doubt(clip: ID(row: 11), label: "three", suggested: "four", odds: 314),
      LabelDoubts.Doubt(clip: ID(row: 2), label: "two", suggested: "one", odds: 12),
    ]
    TestLibrary.send(
      .arrived(.model(.doubts(LabelDoubts(stage: .over(judged: 16), all: doubts)))), to: &state)
    #expect(state.browser.scope?.title == "label errors")
    #expect(state.current?.id == ID(row: 11))
    TestLibrary.press("y", &state)
    #expect(state.library[ID(row: 11)]?.label == "four")
    #expect(state.current?.id == ID(row: 2))
    TestLibrary.press("a", &state)
    #expect(state.library[ID(row: 2)]?.wholeAnnotation?.origin == .person)
    #expect(state.library[ID(row: 2)]?.label == "two")
    func text() -> String {
      PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
    }
    #expect(text().contains("decided 2 of 2"))
    #expect(text().contains("✓ the label was kept"))
    // The same key takes that back, and the suggestion stands again.
    TestLibrary.press("a", &state)
    #expect(text().contains("decided 1 of 2"))
    #expect(text().contains("odds 12 : 1"))
    TestLibrary.press("k", &state)
    #expect(text().contains("✓ taken"))
    TestLibrary.press("3", &state)
    #expect(text().contains("decided 0 of 2"))
  }
}
