extension Command {
  /// The confusion matrix, and the screen of a training.
  static let walkMatrix: [Command] =
    [
      cell("matrix-left", ["h", "Left"], "Go to the cell on the left", (0, -1), hint: "cell"),
      cell("matrix-down", ["j", "Down"], "Go to the cell below", (1, 0)),
      cell("matrix-up", ["k", "Up"], "Go to the cell above", (-1, 0)),
      cell("matrix-right", ["l", "Right"], "Go to the cell on the right", (0, 1)),
      Command(
        "open-cell", keys: ["Enter"], "List exactly the clips of this cell", group: .matrix,
        help: "list these clips", hint: "open clips", modes: [.confusion], unless: isEmpty
      ) { $0.openCell() },
      Command(
        "hear-cell", keys: ["Space"], "Play the clips of this cell one after the other, or stop",
        group: .matrix, help: "play these clips, stop", hint: "play them", modes: [.confusion],
        unless: isEmpty
      ) { $0.hearCell() },
      worst("next-worst", "n", "Go to the next of the worst cells", 1),
      worst("previous-worst", "N", "Go to the worst cell before", -1),
      Command(
        "matrix-shares", keys: ["s"], "Show counts, or shares of the row", group: .matrix,
        help: "counts, shares", hint: "rates", modes: [.confusion], unless: isEmpty
      ) { state in
        state.model.matrix.showsShares.toggle()
        return []
      },
      Command(
        "matrix-source", keys: ["f"], "Count what the model says, or models that held it out",
        group: .matrix, help: "model in use, held out", hint: "held out", modes: [.confusion],
        unless: isEmpty
      ) { state in
        if state.model.doubts.heldOut.isEmpty {
          state.model.opensHeldOut = true
          return state.findDoubts()
        }
        state.model.matrix.source = state.model.matrix.source == .model ? .heldOut : .model
        return []
      },
      Command(
        "begin-training", keys: ["Enter"], "Begin a training, or end it with its best model",
        group: .training, help: "begin, end with the best", hint: "begin", modes: [.training],
        unless: { $0.model.training?.isRunning == true ? nil : $0.trainingRefusal }
      ) { state in
        state.model.training?.isRunning == true
          ? [.model(.endTraining(keepsBest: true))] : state.train()
      },
      Command(
        "pause-training", keys: ["Space"], "Hold a training, or let it go on", group: .training,
        help: "hold it, go on", hint: "pause", modes: [.training],
        unless: { $0.model.training?.isRunning == true ? nil : "No training is under way." }
      ) { $0.pauseTraining() },
      Command(
        "stop-training", keys: ["x"], "Give a training up", group: .training,
        help: "give it up", hint: "give up", modes: [.training],
        unless: { $0.model.training?.isRunning == true ? nil : "No training is under way." }
      ) { _ in [.model(.endTraining(keepsBest: false))] },
      kind("next-kind", ["j", "Down"], "Choose the next kind of model", 1),
      kind("previous-kind", ["k", "Up"], "Choose the kind of model before", -1),
    ]

  private static let isEmpty: @Sendable (AppState) -> String? = { state in
    state.confusion.total == 0 ? "No labelled clip was judged yet." : nil
  }

  private static func cell(
    _ name: String, _ keys: [String], _ summary: String, _ step: (rows: Int, columns: Int),
    hint: String? = nil
  ) -> Command {
    Command(
      name, keys: keys, summary, group: .matrix, help: "cell left, down, up, right",
      helpKeys: "h j k l", hint: hint, modes: [.confusion], unless: isEmpty
    ) { state in
      state.moveInMatrix(rows: step.rows, columns: step.columns)
      return []
    }
  }

  private static func worst(
    _ name: String, _ key: String, _ summary: String, _ step: Int
  ) -> Command {
    Command(
      name, keys: [key], summary, group: .matrix, help: "next, previous worst cell",
      hint: step > 0 ? "next worst" : nil, modes: [.confusion], unless: isEmpty
    ) { state in
      state.moveToWorst(step: step)
      return []
    }
  }

  private static func kind(
    _ name: String, _ keys: [String], _ summary: String, _ step: Int
  ) -> Command {
    Command(
      name, keys: keys, summary, group: .training, help: "kind of model",
      hint: step > 0 ? "kind" : nil,
      modes: [.training],
      unless: { $0.model.training?.isRunning == true ? "A training is under way." : nil }
    ) { state in
      let all = state.model.kinds.map(\.name)
      guard !all.isEmpty else { return [] }
      let place = all.firstIndex(of: state.model.trainingKind) ?? 0
      state.model.trainingKind = all[(place + step + all.count) % all.count]
      return []
    }
  }
}
