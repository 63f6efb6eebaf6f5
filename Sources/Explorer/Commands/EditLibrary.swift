import Labeling

extension Command {
  /// Labels by their letters, attributes, renaming, and the history.
  static let editLibrary: [Command] = [
    Command(
      "label-by-letter", keys: ["`"], "Give the label that has a letter as its key", group: .label,
      help: "label by its letter", modes: Mode.withClips,
      unless: { state in
        state.library.labels.hasLetters
          ? Refusal.noClip(state)
          : "No label has a letter: earmark labels schema --import gives keys."
      }
    ) { $0.awaitLabelLetter() },
    Command(
      "edit-attributes", keys: ["&"], "Type attributes, confidence and note of a label",
      group: .label, help: "attributes, note", modes: Mode.withClips,
      unless: { state in
        Refusal.readOnly(state)
          ?? (state.annotationsToDescribe.isEmpty ? "There is no label here to describe." : nil)
      }
    ) { $0.typeAttributes() },
    Command(
      "note", keys: ["g &"], "Type the note of the region here, or of the clip", group: .label,
      help: "note of region or clip", modes: Mode.withClips,
      unless: { Refusal.readOnly($0) ?? Refusal.noClip($0) }
    ) { $0.typeNote() },
    Command(
      "confidence", keys: [], "Type how sure a label is, 0 to 1", group: .label,
      modes: Mode.withClips,
      unless: { state in
        Refusal.readOnly(state)
          ?? (state.annotationsToDescribe.isEmpty ? "There is no label here to describe." : nil)
      }
    ) { $0.typeConfidence() },
    Command(
      "rename-label", keys: ["g R"], "Rename this label in the whole library, or merge it",
      group: .label, help: "rename a label everywhere", modes: Mode.withClips,
      unless: { Refusal.readOnly($0) ?? noLabel($0) }
    ) { state in
      state.prompt = state.labelHere.map { Prompt(.rename($0)) }
      return []
    },
    Command(
      "several-labels", keys: [], "Let clips have several labels at once, or one again",
      group: .label, modes: Mode.withClips, unless: Refusal.readOnly
    ) { $0.turnSeveralLabels() },
    Command(
      "split-label", keys: [], "Give this label another name in the clips of the list",
      group: .label, modes: Mode.withList,
      unless: { state in
        Refusal.readOnly(state) ?? noLabel(state)
          ?? (state.browser.scope == nil ? "The list has all clips: {filter} picks some." : nil)
      }
    ) { state in
      state.prompt = state.labelHere.map { Prompt(.split($0)) }
      return []
    },
    Command(
      "show-history", keys: ["g h"], "Show every edit, take any one back", group: .general,
      help: "every edit, undo any", modes: Mode.withClips
    ) { $0.openHistory() },
  ]

  private static let noLabel: @Sendable (AppState) -> String? = { state in
    state.labelHere == nil ? "This clip has no label." : nil
  }
}

extension AppState {
  /// The label of the region in focus, or of the clip under the cursor.
  var labelHere: String? {
    (mode == .label ? focusedRegion?.label : nil) ?? current?.label
  }

  /// Renames a label in the whole library; the store does it, since not all of it may be loaded.
  mutating func rename(_ old: String, to new: String) -> [Effect] {
    guard old != new else { return [] }
    saving.beginStep(at: now)
    return [.store(.rename(old, to: new))]
  }

  /// Gives a label another name where the list shows it.
  mutating func split(_ old: String, into new: String) -> [Effect] {
    let rows = browser.order.flatMap { place -> [LabelRow] in
      let clip = library.clips[place]
      return clip.annotations.map { LabelRow(clip: clip, annotation: $0) }
    }
    guard let edit = LibraryEdit.splitting([old], into: new, in: library, of: rows) else {
      say("No clip of the list has another label than \(new).", kind: .refusal)
      return []
    }
    say("\(old) → \(edit.summary).", "{undo} takes it back")
    return perform(edit)
  }
}
