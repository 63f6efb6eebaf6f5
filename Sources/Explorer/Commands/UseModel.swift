import CellCanvas
import Labeling

extension Command {
  /// What a model says of the clips, and taking it.
  static let useModel: [Command] = [
    Command(
      "accept-prediction", keys: ["y"], "Take what the model says as the label", group: .model,
      help: "take what the model says", hint: "take", modes: Mode.withClips,
      unless: cannotAccept
    ) { $0.acceptProposal() },
    Command(
      "keep-label", keys: ["a"], "Say that the label is right", group: .model,
      help: "the label is right", hint: "label right", modes: Mode.withList,
      unless: cannotKeep
    ) { $0.keepLabel() },
    Command(
      "confirm-label", keys: [],
      "Say that the label is right; where there is none, take what the model says",
      group: .model, modes: [.browse, .spectrogram],
      unless: { cannotKeep($0) == nil ? nil : cannotAccept($0) }
    ) { cannotKeep($0) == nil ? $0.keepLabel() : $0.acceptProposal() },
    Command(
      "next-difference", keys: ["] p"], "Go to the next clip where the model differs",
      group: .model, help: "next, previous difference", hint: "difference",
      modes: Mode.withClips, modeKeys: difference("g p"), unless: Refusal.noModel
    ) { $0.moveToDifference(step: 1) },
    Command(
      "previous-difference", keys: ["[ p"], "Go to the clip before where the model differs",
      group: .model, help: "next, previous difference", modes: Mode.withClips,
      modeKeys: difference("g P"),
      unless: Refusal.noModel
    ) { $0.moveToDifference(step: -1) },
    Command(
      "filter", keys: ["f"], "Show the clips alone that what is typed selects", group: .list,
      help: "filter: label:x dur<1 >80 name", hint: "filter", modes: Mode.withList,
      unless: Refusal.noClip
    ) { state in
      var prompt = Prompt(.filter)
      if state.browser.scope?.kind == .filter {
        prompt.replace(with: state.browser.scope?.title ?? "")
      }
      state.prompt = prompt
      return []
    },
    Command(
      "load-model", keys: ["g m"], "Load another model by its name or path", group: .model,
      help: "load a model", modes: Mode.places, unless: Refusal.blind
    ) { state in
      state.prompt = Prompt(.model)
      return [.model(.list)]
    },
    Command(
      "align-words", keys: [], "Find words that are known to be said: align-words 3 1 4",
      group: .model, unless: { $0.alignmentRefusal }
    ) { state in
      state.prompt = Prompt(.words)
      return []
    },
    Command(
      "go-confusion", keys: ["g c"], "Go to the confusion matrix", group: .model,
      help: "confusion matrix", modes: Mode.places.subtracting([.live]),
      unless: { state in
        state.model.doubts.heldOut.isEmpty ? Refusal.noModel(state) : nil
      }
    ) { state in
      state.openMatrix()
      return []
    },
    Command(
      "go-training", keys: ["g t"], "Go to the training of a model", group: .model,
      help: "train on your labels", modes: Mode.places.subtracting([.live])
    ) { $0.openTraining() },
    Command(
      "train", keys: [], "Train a model on the labels, in the background", group: .model,
      modes: Mode.places.subtracting([.live]), unless: { Refusal.blind($0) ?? $0.trainingRefusal }
    ) { $0.train() },
    Command(
      "go-errors", keys: ["g e"], "Go to the labels that are probably wrong", group: .model,
      help: "labels probably wrong", modes: Mode.places.subtracting([.live]),
      unless: { Refusal.blind($0) ?? $0.trainingRefusal }
    ) { state in
      guard case .over = state.model.doubts.stage else {
        state.model.opensDoubts = true
        return state.findDoubts()
      }
      state.showDoubts()
      return []
    },
    Command(
      "find-errors", keys: [], "Look for wrong labels anew", group: .model,
      modes: Mode.places.subtracting([.live]), unless: { Refusal.blind($0) ?? $0.trainingRefusal }
    ) { $0.findDoubts() },
  ]

  private static let cannotKeep: @Sendable (AppState) -> String? = { state in
    if let failure = Refusal.readOnly(state) ?? Refusal.noClip(state) { return failure }
    if state.conflictToDecide != nil { return nil }
    return state.shownWhole == nil ? "This clip has no label." : nil
  }

  private static let cannotAccept: @Sendable (AppState) -> String? = { state in
    if let failure = Refusal.readOnly(state) ?? Refusal.noClip(state) { return failure }
    if state.regionToTake != nil || state.chosenSide != nil { return nil }
    if state.hasClipToLabel(where: { state.proposal(for: $0) != nil }) { return nil }
    if let failure = Refusal.noModel(state) ?? state.windowRefusal { return failure }
    guard let best = state.current.flatMap(state.model.best) else {
      return "The model said nothing of this clip yet."
    }
    return "The model says \(best.label), which is no label."
  }

  /// Where brackets mark edges.
  private static func difference(_ keys: String) -> [Mode: [String]] {
    [.spectrogram: [keys], .label: [keys]]
  }
}
