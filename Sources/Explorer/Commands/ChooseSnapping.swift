import Acoustics

extension Command {
  /// What edges snap to.
  static let chooseSnapping: [Command] =
    [
      Command(
        "next-snap", keys: ["Z"], "Choose what edges snap to: nothing, zero, onset, silence",
        group: .region, help: "snap edges: zero, onset, silence",
        unless: Refusal.noClip
      ) { state in
        state.snapping.takeNext()
        state.snap(to: state.snapping.kind)
        return []
      },
      Command(
        "snap-edge", keys: ["g z"], "Snap the edge that is nearest to the cursor, once",
        group: .region, help: "snap the nearest edge once", unless: Refusal.noMark
      ) { $0.snapNearestEdge() },
      choice("snap-off", "Leave edges where they are put", nil),
    ]
    + SnapKind.allCases.map { kind in
      choice("snap-\(kind.rawValue)", "Snap edges to the next \(kind.place)", kind)
    }

  private static func choice(_ name: String, _ summary: String, _ kind: SnapKind?) -> Command {
    Command(name, keys: [], summary, group: .region, unless: Refusal.noClip) { state in
      state.snap(to: kind)
      return []
    }
  }
}
