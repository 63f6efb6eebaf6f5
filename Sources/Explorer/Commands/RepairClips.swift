import Labeling

extension Command {
  /// Finding clips whose sound has a flaw, and mending them.
  static let repairClips: [Command] = [
    Command(
      "repair-clip", keys: ["g !"], "Show what can be done about a flaw; again, do it",
      group: .region, help: "mend a flaw of the sound: shows, then does", modes: Mode.withClips,
      unless: { Refusal.readOnly($0) ?? Refusal.noClip($0) }
    ) { $0.repair() },
    Command(
      "next-flaw", keys: ["g f"], "Go to the next clip whose sound has a flaw", group: .list,
      help: "next, previous flaw of the sound", modes: Mode.withClips,
      unless: Refusal.noClip
    ) { $0.moveToFlaw(step: 1) },
    Command(
      "previous-flaw", keys: ["g F"], "Go to the clip before whose sound has a flaw", group: .list,
      help: "next, previous flaw of the sound", modes: Mode.withClips,
      unless: Refusal.noClip
    ) { $0.moveToFlaw(step: -1) },
  ]
}
