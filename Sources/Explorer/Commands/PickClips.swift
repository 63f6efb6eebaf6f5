import Labeling

extension Command {
  /// Picking several clips for one edit.
  static let pickClips: [Command] = [
    Command(
      "pick-clip", keys: ["t"], "Pick or unpick the clip and go on", group: .list,
      help: "pick, unpick", hint: "pick", modes: Mode.withList, unless: Refusal.noClip
    ) { state in
      guard let clip = state.current else { return [] }
      if state.browser.picks.remove(clip.id) == nil { state.browser.picks.insert(clip.id) }
      return state.moveThroughList(to: state.browser.cursor + 1)
    },
    Command(
      "pick-range", keys: ["v"], "Begin a range of picks, or end it here", group: .list,
      help: "begin a range, end it", hint: "range", modes: Mode.withList, unless: Refusal.noClip
    ) { state in
      guard let start = state.browser.rangeStart else {
        state.browser.rangeStart = state.browser.cursor
        state.say(
          "Range begins here: move, then {pick-range} picks it, a digit labels it.",
          "{cancel} gives it up")
        return []
      }
      for row in state.browser.range ?? start...start {
        state.browser.picks.insert(state.library.clips[state.browser.order[row]].id)
      }
      state.browser.rangeStart = nil
      state.say("\(Format.count(state.browser.picks.count)) picked.")
      return []
    },
    Command(
      "invert-picks", keys: ["*"], "Pick what is not picked, and the other way round",
      group: .list, help: "invert picks", modes: Mode.withList, unless: Refusal.noClip
    ) { state in
      let all = state.browser.order.map { state.library.clips[$0].id }
      state.browser.picks = Set(all).subtracting(state.browser.picks)
      state.say("\(Format.count(state.browser.picks.count)) picked.")
      return []
    },
  ]
}
