import Labeling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension AppState {
  /// The labelled clips that can be learnt from.
  var clipsToLearn: [ClipToLearn] {
    library.clips.compactMap { clip in
      switch clip.recording.state {
      case .missing, .unreadable: nil
      case .waiting, .ready: clip.isUnusable ? nil : ClipToLearn(clip)
      }
    }
  }

  /// How many clips have several labels, of which training takes the first.
  var severalCount: Int {
    guard library.labelCounts.values.reduce(0, +) > library.labelledCount else { return 0 }
    return library.clips.count { $0.labels.count > 1 }
  }

  /// How many clips each class has that is learnt, but for noise to mix in.
  var classCounts: [String: Int] {
    var counts = library.labelCounts
    if severalCount > 0 {
      counts = Dictionary(library.clips.compactMap(\.label).map { ($0, 1) }, uniquingKeysWith: +)
    }
    counts[FolderLabel.backgroundNoise] = nil
    return counts
  }

  /// Why nothing can be trained; nil if it can.
  var trainingRefusal: String? {
    classCounts.count < 2 ? "Training needs labelled clips of two classes or more." : nil
  }

  /// Begins a training on the labels as they are now.
  mutating func train() -> [Effect] {
    if let refusal = trainingRefusal {
      say(refusal, kind: .refusal)
      return []
    }
    guard model.training?.isRunning != true else {
      say("A training is under way.", "{go-training} shows it", kind: .refusal)
      return []
    }
    let plan = TrainingWish(
      kind: model.trainingKind, clips: clipsToLearn, seed: 1, inUse: model.card?.source)
    model.unfinished = nil
    model.training = TrainingSession(
      began: now, undoDepth: saving.undoDepth, before: model.card)
    let count = Format.count(classCounts.values.reduce(0, +))
    say(
      "Training on \(count) clips" + (severalCount > 0 ? ", each by its first label." : "."),
      "{go-training} shows it; labelling goes on")
    return [.model(.train(plan))]
  }

  /// Takes how a training goes.
  mutating func take(_ report: TrainingReport) -> [Effect] {
    switch report {
    case .began(let facts): model.training?.facts = facts
    case .progress(let share): model.training?.share = max(0, min(1, share))
    case .pass(let pass): model.training?.passes.append(pass)
    case .baseline(let accuracy): model.training?.baseline = accuracy
    case .before(let accuracy, let isOnSameClips):
      model.training?.measuredBefore = EarlierFigure(
        accuracy: accuracy, isOnSameClips: isOnSameClips)
    case .trouble(let failure): notice = Notice(failure, at: now)
    case .saved(let source, let summary): return keep(source, summary)
    case .failed(let failure):
      end(.failed(failure))
      notice = Notice(failure, at: now)
    case .cancelled:
      end(.cancelled)
      say("The training was given up.")
    }
    return []
  }

  /// Takes the new model into use unless the one in use is better.
  private mutating func keep(_ source: String, _ summary: TrainingSummary) -> [Effect] {
    end(.saved(summary))
    let name = model.training?.facts?.name ?? "a model"
    if let comparison = summary.comparison, comparison.keepsBefore {
      let clips = comparison.sameClips.map { "of the same \(Format.count($0)) clips" }
      say(
        "\(comparison.name) stays: \(Format.percent(comparison.before)) right, \(name) "
          + "\(Format.percent(comparison.after)).",
        [clips, "{load-model} \(name) takes it"].compactMap(\.self).joined(separator: "; "))
      return []
    }
    let figure = summary.validationAccuracy.map { Format.percent($0) + " right" }
    let before = summary.comparison.map { ", \($0.name) of \(Format.percent($0.before))" } ?? ""
    say(
      "Trained \(name).",
      figure.map { "\($0) of the clips it did not learn from\(before)" }
        ?? "no clip was left to judge it")
    model.isChosen = true
    model.isSuiting = true
    model.loading = source
    return [.model(.load(source))]
  }

  /// Holds the training, or lets it go on.
  mutating func pauseTraining() -> [Effect] {
    guard let run = model.training, run.isRunning else { return [] }
    if let paused = run.paused {
      model.training?.pausedSeconds += max(0, now.timeIntervalSince(paused))
      model.training?.paused = nil
    } else {
      model.training?.paused = now
    }
    return [.model(.pauseTraining(run.paused == nil))]
  }

  private mutating func end(_ stage: TrainingSession.Stage) {
    model.training?.stage = stage
    if let paused = model.training?.paused {
      model.training?.pausedSeconds += max(0, now.timeIntervalSince(paused))
      model.training?.paused = nil
    }
    model.training?.ended = now
    if case .saved = stage { model.training?.share = 1 }
  }

  /// Looks for labels that are probably wrong, and shows them.
  mutating func findDoubts() -> [Effect] {
    if let refusal = trainingRefusal {
      say(refusal.replacing("Training", with: "The search"), kind: .refusal)
      return []
    }
    if case .running = model.doubts.stage {
      say("The search is under way.")
      return []
    }
    let clips = clipsToLearn
    model.doubts = LabelDoubts(stage: .running(0), all: [], heldOut: model.doubts.heldOut)
    say(
      "Looking for wrong labels among \(Format.count(clips.count)) clips.",
      review.isAwaited ? "then the review begins" : "labelling goes on")
    return [.model(.doubt(clips))]
  }

  /// Takes how the search for wrong labels goes.
  mutating func take(_ doubts: LabelDoubts) {
    model.doubts = doubts
    switch doubts.stage {
    case .idle, .running: break
    case .failed(let failure): notice = Notice(failure, at: now)
    case .over:
      let count = doubts.all.count
      say(
        count == 0
          ? "No label is doubted."
          : "\(Format.count(count)) \(count == 1 ? "label is" : "labels are") probably wrong.",
        count == 0 ? "" : "{go-errors} shows them")
      if model.opensDoubts, count > 0, mode == .browse { showDoubts() }
      if model.opensHeldOut, mode == .confusion {
        model.matrix.source = .heldOut
        say(
          "The matrix counts models that did not learn from the clip.",
          "{matrix-source} counts the model")
      }
      model.opensDoubts = false
      model.opensHeldOut = false
    }
  }

  /// Shows the clips whose labels are doubted, the strongest doubts first.
  mutating func showDoubts() {
    let clips = model.doubts.all.map(\.clip).filter { library[$0] != nil }
    guard !clips.isEmpty else {
      say("No label is doubted.")
      return
    }
    mode = .browse
    narrow(to: clips, .doubts, title: "label errors")
    say(
      "\(Format.count(clips.count)) of \(Format.count(model.doubts.judgedCount)) labels are doubted.",
      "{accept-prediction} takes it, {keep-label} keeps the label, {cancel} shows all")
  }
}
