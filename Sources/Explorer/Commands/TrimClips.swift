import Labeling

extension Command {
  /// Changing what clips cover; sound files are never touched.
  static let trimClips: [Command] = [
    Command(
      "trim-clip", keys: ["T"], "Trim the clip to the mark", group: .region,
      help: "trim to the mark, centre", hint: "trim",
      unless: { state in
        editable(state) ?? Refusal.noMark(state)
          ?? (state.marked?.span.isEmpty == true ? "A point is no stretch to trim to." : nil)
          ?? (state.marked?.span == state.clipSamples ? "All of the clip is marked." : nil)
      }
    ) { $0.trimToMarked() },
    Command(
      "recentre-clip", keys: ["R"], "Shift the trimmed clip so that its loudest part is central",
      group: .region, help: "trim to the mark, centre",
      unless: { state in
        editable(state)
          ?? (state.current?.span == nil
            ? "The clip is a whole recording: T trims it to a mark first." : nil)
          ?? (state.loudestSample == nil
            ? "The whole clip is not read or silent: {zoom-all} shows it." : nil)
      }
    ) { $0.recentre() },
    Command(
      "untrim-clip", keys: [], "Let the clip cover its whole recording again", group: .region,
      unless: { state in
        editable(state)
          ?? (state.current?.span == nil ? "The clip is the whole recording already." : nil)
      }
    ) { $0.untrim() },
    Command(
      "split-clip", keys: ["X"], "Cut the clip in two at the cursor", group: .region,
      help: "cut the clip at the cursor",
      unless: { state in
        editable(state)
          ?? (state.canCutAtCursor ? nil : "The cursor is at the edge of the clip.")
      }
    ) { state in
      let effects = state.cut(at: [state.cursorSample ?? 0])
      state.say("Cut in two.", "{undo} undoes")
      return effects
    },
    Command(
      "cut-into", keys: [], "Cut the clip into equal parts: cut-into 4", group: .region,
      unless: editable
    ) { state in
      state.prompt = Prompt(.partCount)
      return []
    },
    Command(
      "clips-of-regions", keys: [], "Make a clip of each region", group: .region,
      unless: { state in
        editable(state)
          ?? (state.current?.regions.contains { $0.span?.isEmpty == false } == true
            ? nil : "This clip has no region.")
      }
    ) { $0.makeClipsOfRegions() },
  ]

  /// The clip can change once its length is known.
  private static let editable: @Sendable (AppState) -> String? = { state in
    Refusal.readOnly(state) ?? Refusal.noClip(state)
      ?? (state.clipSamples == nil ? "The recording is not read yet." : nil)
  }
}

extension AppState {
  /// Whether the cursor lies between two samples of the clip.
  fileprivate var canCutAtCursor: Bool {
    guard let cursor = cursorSample, let clip = clipSamples else { return false }
    return cursor > clip.lowerBound && cursor < clip.upperBound
  }
}
