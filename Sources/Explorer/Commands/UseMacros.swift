extension Command {
  /// Recording keys and replaying them.
  static let useMacros: [Command] = [
    Command(
      "record-macro", keys: ["g q"], "Record keys under a letter, until the same key again",
      group: .general, help: "record, replay keys", modes: Mode.all
    ) { $0.recordMacro() },
    Command(
      "replay-macro", keys: ["g @"], "Replay the keys of a letter; @ is the one replayed last",
      group: .general, help: "record, replay keys", modes: Mode.all
    ) { $0.awaitRegister(.replay, "replay-macro") },
  ]
}
