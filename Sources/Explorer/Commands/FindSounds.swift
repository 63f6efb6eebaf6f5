extension Command {
  /// Finding the sounds of a recording, with a look at what is found before it is taken over.
  static let findSounds: [Command] = [
    Command(
      "find-sounds", keys: ["F"], "Find the sounds of the clip", group: .region,
      help: "find the sounds of the clip", hint: "find sounds",
      unless: { state in
        if let absence = state.absence { return absence.sentence }
        return Refusal.noClip(state)
      }
    ) { $0.openPreview() },
    Command(
      "find-more", keys: ["+"], "Find more, fainter sounds", group: .region,
      help: "find more, fewer sounds", hint: "more, fewer", modes: [.segments],
      unless: { $0.preview?.request.atMost == true ? "This is the most that can be found." : nil }
    ) { $0.turnKnob(by: 1) },
    Command(
      "find-fewer", keys: ["-"], "Find fewer, louder sounds", group: .region,
      help: "find more, fewer sounds", modes: [.segments],
      unless: { $0.preview?.request.atLeast == true ? "This is the least that can be found." : nil }
    ) { $0.turnKnob(by: -1) },
    Command(
      "next-method", keys: ["m"], "Find sounds in another way: energy, praat, librosa",
      group: .region, help: "energy, praat, librosa", hint: "method", modes: [.segments]
    ) { $0.takeNextMethod() },
    Command(
      "take-regions", keys: ["Enter"], "Make what was found regions with a label",
      group: .region, help: "take the sounds as regions", hint: "regions", modes: [.segments],
      unless: nothingFound
    ) { state in
      state.prompt = Prompt(.segments)
      return []
    },
    Command(
      "take-clips", keys: ["c"], "Make what was found clips", group: .region,
      help: "take the sounds as clips", hint: "clips", modes: [.segments], unless: nothingFound
    ) { $0.takeSegmentsAsClips() },
  ]

  private static let nothingFound: @Sendable (AppState) -> String? = { state in
    if let refusal = Refusal.readOnly(state) { return refusal }
    guard let preview = state.preview else { return "Nothing was looked for yet." }
    if let failure = preview.failure { return failure.sentence }
    guard preview.isOver else { return "The recording is still being read." }
    return preview.found.isEmpty ? "No sound was found: + finds fainter ones." : nil
  }
}
