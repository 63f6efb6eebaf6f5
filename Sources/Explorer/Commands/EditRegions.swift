import Labeling

extension Command {
  /// Making, changing and going through the regions of a clip.
  static let editRegions: [Command] = [
    Command(
      "add-region", keys: ["a", "Enter"], "Make a region of the mark, labelled like the last one",
      group: .region, help: "region with the last label", hint: "add",
      modes: [.spectrogram, .label],
      modeKeys: [.spectrogram: ["a"]],
      unless: { state in
        Refusal.readOnly(state) ?? Refusal.noSelection(state)
      }
    ) { state in
      if let label = state.lastLabel?.label { return state.label(label) }
      state.prompt = Prompt(.label)
      return []
    },
    Command(
      "previous-region", keys: ["{"], "Go to the previous region", group: .region,
      help: "previous, next region", hint: "region", modes: [.label], unless: noRegions
    ) { $0.moveToRegion(step: -1) },
    Command(
      "next-region", keys: ["}"], "Go to the next region", group: .region,
      help: "previous, next region", modes: [.label], unless: noRegions
    ) { $0.moveToRegion(step: 1) },
    Command(
      "delete-region", keys: ["d", "Backspace"], "Delete the region in focus", group: .region,
      help: "delete the region", hint: "delete", modes: [.label], unless: focused
    ) { $0.deleteRegion() },
    Command(
      "split-region", keys: ["S"], "Split the region at the cursor", group: .region,
      help: "split, merge with the next", hint: "split, merge", modes: [.label],
      unless: { state in
        Refusal.readOnly(state) ?? noRegions(state)
          ?? (state.regionAtCursor == nil ? "The cursor is inside no region." : nil)
      }
    ) { $0.splitRegion() },
    Command(
      "merge-regions", keys: ["M"], "Merge the region with the next one of its tier",
      group: .region, help: "split, merge with the next", modes: [.label],
      unless: { state in
        focused(state)
          ?? (state.nextRegionOfTier == nil ? "No region of this tier follows." : nil)
      }
    ) { $0.mergeRegions() },
  ]

  private static let noRegions: @Sendable (AppState) -> String? = { state in
    Refusal.noClip(state)
      ?? (state.current?.regions.isEmpty == true
        ? "This clip has no region: [ and ] mark one, a label key makes it." : nil)
  }

  private static let focused: @Sendable (AppState) -> String? = { state in
    Refusal.readOnly(state) ?? Refusal.noRegion(state)
  }
}
