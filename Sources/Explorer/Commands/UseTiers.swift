extension Command {
  /// Points, and the tiers that regions lie in.
  static let useTiers: [Command] = [
    Command(
      "point", keys: ["*"], "Set a point at the cursor, labelled like the last one",
      group: .region, help: "point at the cursor", modes: [.spectrogram, .label],
      unless: { Refusal.readOnly($0) ?? Refusal.noClip($0) }
    ) { state in
      if let label = state.lastLabel?.label { return state.setPoint(label) }
      state.prompt = Prompt(.point)
      return []
    },
    Command(
      "tier", keys: ["t"], "Choose or make the tier that new regions go to", group: .region,
      help: "tier of new regions", modes: [.spectrogram, .label], unless: Refusal.noClip
    ) { state in
      state.prompt = Prompt(.tier)
      return []
    },
    Command(
      "next-tier", keys: ["g T"], "Show the next tier alone, then all again", group: .region,
      help: "one tier alone, all", modes: [.spectrogram, .label],
      unless: { state in
        Refusal.noClip(state)
          ?? (state.current?.regions.isEmpty == true ? "This clip has no region." : nil)
      }
    ) { $0.showNextTier() },
  ]
}
