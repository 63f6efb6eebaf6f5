import CellCanvas

extension AppState {
  /// Begins a recording once its letter is typed; ends the one under way.
  mutating func recordMacro() -> [Effect] {
    guard macros.recording != nil else { return awaitRegister(.recording, "record-macro") }
    endRecording()
    return []
  }

  /// Notes a key that is pressed, while keys are recorded.
  mutating func note(_ chord: KeyChord) {
    guard macros.recording != nil else { return }
    let isFirst =
      pendingKeys.isEmpty && prompt == nil && overlay == nil && places.awaited == nil
      && live?.picker == nil
    macros.recording?.take(chord, isFirst: isFirst)
    if let count = macros.recording?.keys.count, count >= Macros.mostKeys { endRecording() }
  }

  /// Notes text that is pasted into a line as if it were typed.
  mutating func note(pasted text: String) {
    guard prompt != nil else { return }
    for character in text where !character.unicodeScalars.contains(where: \.isControl) {
      note(KeyChord(.character(character)))
    }
  }

  /// Waits for the letter of a macro.
  mutating func awaitRegister(_ awaited: Places.Awaited, _ name: String) -> [Effect] {
    places.awaited = awaited
    let keys = CommandRegistry.command(name).map { keymap.sequences(of: $0, in: mode) }
    pendingKeys = keys?.min { $0.count < $1.count } ?? [KeyChord(.character(":"))]
    return []
  }

  /// Begins to record under a letter; a capital one goes on behind what its register has.
  mutating func record(_ letter: Character) -> [Effect] {
    let register = letter.isASCII ? Character(letter.lowercased()) : letter
    guard Macros.isRegister(register) else {
      say("\(letter) is no macro.", "macros are letters", kind: .refusal)
      return []
    }
    guard macros.replay == nil else {
      say("A macro can't record another one.", kind: .refusal)
      return []
    }
    let known = letter == register ? [] : macros.registers[register] ?? []
    macros.recording = Macros.Recording(register: register, after: known)
    say("Keys are recorded as macro \(register).", "{record-macro} ends it")
    return []
  }

  private mutating func endRecording() {
    guard let recording = macros.recording else { return }
    macros.recording = nil
    let keys = recording.whole
    guard !keys.isEmpty else {
      say("No key was recorded.", "macro \(recording.register) stays as it was")
      return
    }
    macros.keep(keys, in: recording.register)
    let count = keys.count == 1 ? "1 key" : "\(Format.count(keys.count)) keys"
    say(
      "Macro \(recording.register): \(count).", "{replay-macro} \(recording.register) replays them")
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { properties.generalCategory == .control }
}
