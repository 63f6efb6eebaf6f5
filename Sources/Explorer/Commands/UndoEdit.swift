extension Command {
  /// Taking edits back and doing them again.
  static let undoEdit: [Command] = [
    Command(
      "undo", keys: ["u"], "Take back the last edit", group: .label, help: "undo, redo",
      hint: "undo, redo", modes: Mode.withLabels,
      unless: {
        writing($0) ?? ($0.saving.undoDepth == 0 && $0.saving.isSaved ? "Nothing to undo." : nil)
      }
    ) { state in
      state.saving.beginStep(at: state.now)
      return [.store(.undo)]
    },
    Command(
      "redo", keys: ["Ctrl-R"], "Do again what was taken back", group: .label, help: "undo, redo",
      modes: Mode.withLabels,
      unless: writing
    ) { state in
      state.saving.beginStep(at: state.now)
      return [.store(.redo)]
    },
    Command(
      "save", keys: [], "Try again to write labels that are not on disk", group: .general,
      modes: Mode.withLabels,
      unless: { $0.saving.unsaved.isEmpty ? "Every label is on disk." : nil }
    ) { state in
      let edits = state.saving.unsaved
      state.saving.unsaved = []
      for edit in edits { state.saving.begin(edit, at: state.now) }
      return edits.map { .store(.commit($0)) }
    },
  ]

  private static let writing: @Sendable (AppState) -> String? = { state in
    if case .readOnly(let failure) = state.access { return failure.sentence }
    return state.saving.unsaved.isEmpty
      ? nil : "\(state.saving.unsaved.count) labels are not on disk: :save tries again first."
  }
}
