extension Command {
  /// Two clips side by side.
  static let comparePair: [Command] = [
    pair("compare", "V c", "Show another clip beside this one, or end it", "two clips, one") {
      $0.compare()
    },
    pair(
      "swap-compared", "V v", "Hear and label the other of the two clips",
      "hear, label the other", unless: isAlone
    ) { $0.swapPair() },
    pair(
      "next-compared", "V n", "Take the next clip beside this one", "next, previous beside it",
      unless: isAlone
    ) { $0.stepOther(by: 1) },
    pair(
      "previous-compared", "V N", "Take the clip before beside this one",
      "next, previous beside it", unless: isAlone
    ) { $0.stepOther(by: -1) },
  ]

  private static let isAlone: @Sendable (AppState) -> String? = { state in
    state.otherClip == nil ? "One clip is shown: {compare} shows another beside it." : nil
  }

  private static func pair(
    _ name: String, _ keys: String, _ summary: String, _ help: String,
    unless refusal: @escaping @Sendable (AppState) -> String? = Refusal.noClip,
    _ change: @escaping @Sendable (inout AppState) -> Void
  ) -> Command {
    Command(
      name, keys: [keys], summary, group: .picture, help: help, modes: [.spectrogram],
      unless: { state in
        state.viewport.view == .input
          ? "What the model sees needs all of the window: {next-view} shows another view."
          : refusal(state)
      }
    ) { state in
      change(&state)
      return []
    }
  }
}
