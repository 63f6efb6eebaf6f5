extension Command {
  /// Panes under the picture.
  static let arrangePanes: [Command] = [
    pane("add-pane", "V a", "Add a pane under the picture", "add a pane, take one away") {
      $0.addPane()
    },
    pane(
      "remove-pane", "V x", "Take a pane away", "add a pane, take one away", unless: hasNone
    ) { $0.removePane() },
    pane(
      "next-pane", "V j", "Choose the pane below", "choose the pane below, above", unless: hasNone
    ) { $0.stepPane(by: 1) },
    pane(
      "previous-pane", "V k", "Choose the pane above", "choose the pane below, above",
      unless: hasNone
    ) { $0.stepPane(by: -1) },
    pane("show-energy", "V e", "Show the energy in a pane", "energy, pitch, onset strength") {
      $0.showLane(.energy)
    },
    pane("show-pitch", "V i", "Show the pitch in a pane", "energy, pitch, onset strength") {
      $0.showLane(.pitch)
    },
    pane("show-onsets", "V o", "Show the onset strength in a pane", "energy, pitch, onset strength")
    { $0.showLane(.onsets) },
    pane("show-pyin", "V y", "Show the pitch by pYIN in a pane", voice) { $0.showLane(.pyin) },
    pane("show-praat-pitch", "V P", "Show the pitch by autocorrelation in a pane", voice) {
      $0.showLane(.praatPitch)
    },
    pane("show-formants", "V F", "Show the formants in a pane", voice) {
      $0.showLane(.formants)
    },
    pane("show-intensity", "V I", "Show the intensity in a pane", voice) {
      $0.showLane(.intensity)
    },
  ]

  private static let voice = "pYIN, Praat, formants, intensity"

  private static let hasNone: @Sendable (AppState) -> String? = { state in
    state.panes.kinds.isEmpty ? "There is one pane: {add-pane} adds another." : nil
  }

  private static func pane(
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
