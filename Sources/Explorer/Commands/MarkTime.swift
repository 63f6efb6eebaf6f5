extension Command {
  /// Marking a stretch of time, or a box of time and frequency.
  static let markTime: [Command] = [
    Command(
      "set-onset", keys: ["["], "Put the onset of the mark at the cursor", group: .region,
      help: "mark from, to the cursor", hint: "edges", modeKeys: [.browse: ["[ ["]],
      unless: Refusal.noClip
    ) { $0.setEdge(.onset) },
    Command(
      "set-offset", keys: ["]"], "Put the offset of the mark at the cursor", group: .region,
      help: "mark from, to the cursor", modeKeys: [.browse: ["] ]"]], unless: Refusal.noClip
    ) { $0.setEdge(.offset) },
    Command(
      "other-edge", keys: ["o"], "Make another edge the active one", group: .region,
      help: "other edge, h l H L move it", hint: "other edge", modeKeys: [.browse: ["o o"]],
      unless: Refusal.noMark
    ) { $0.takeOtherEdge() },
    Command(
      "bound-frequency", keys: ["b"], "Bound the mark in frequency, or free it", group: .region,
      help: "frequency bounds on, off",
      unless: { Refusal.noFrequencies($0) ?? Refusal.noMark($0) }
    ) { $0.toggleBounds() },
    Command(
      "zoom-mark", keys: ["z s"], "Show what is marked", group: .picture, help: "zoom to the mark",
      unless: Refusal.noMark
    ) { $0.zoomToMarked() },
  ]
}
