import CellCanvas
import Labeling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension AppState {
  /// Whether keys of a macro are pressed.
  public var isReplaying: Bool { macros.replay != nil }

  /// Takes the letter of a macro.
  mutating func takeRegister(_ chord: KeyChord, _ awaited: Places.Awaited) -> [Effect] {
    guard case .character(let letter) = chord.key, !chord.control, !chord.alt else {
      say("\(chord.notation) is no macro.", "macros are letters", kind: .refusal)
      return []
    }
    return awaited == .recording ? record(letter) : replay(letter)
  }

  /// Takes what was typed behind the name of the command: a letter, and how often.
  mutating func takeTypedRegister(_ line: String, _ awaited: Places.Awaited) -> [Effect] {
    let words = line.split(separator: " ").map(String.init)
    let times = words.count > 1 ? Int(words[1]) : 1
    let isRecording = awaited == .recording
    guard let letter = words.first?.first, words[0].count == 1,
      words.count <= (isRecording ? 1 : 2), let times,
      (1...Macros.Replay.mostKeys).contains(times)
    else {
      say(
        "\(line) is no macro.",
        isRecording ? ":record-macro a records one" : ":replay-macro a 20 replays one 20 times",
        kind: .refusal)
      return []
    }
    return isRecording ? record(letter) : replay(letter, times: times)
  }

  /// Begins to replay a macro; `@` is the one replayed last.
  mutating func replay(_ letter: Character, times: Int = 1) -> [Effect] {
    guard let register = letter == "@" ? macros.last : letter else {
      say("No macro was replayed yet.", "{replay-macro} and its letter replays one", kind: .refusal)
      return []
    }
    guard let keys = macros.registers[register] else {
      let known = String(macros.registers.keys.sorted())
      say(
        "There is no macro \(register).",
        known.isEmpty ? "{record-macro} and a letter records one" : "there are " + known,
        kind: .refusal)
      return []
    }
    let call = Macros.Replay.Call(register: register, keys: keys, times: times)
    if macros.replay == nil {
      macros.last = register
      macros.replay = Macros.Replay(call, at: now)
    } else if macros.replay?.begin(call) == false {
      say("Macros call one another without end.", kind: .refusal)
    }
    return []
  }

  /// Presses the next keys of what is replayed, as far as the world is there.
  ///
  /// - Parameter press: Does what a key does.
  mutating func goOnReplaying(
    _ press: (inout AppState, KeyChord) -> [Effect]
  ) -> [Effect] {
    var effects: [Effect] = []
    for _ in 0..<Macros.Replay.keysAtOnce where macros.replay != nil {
      if let notice, notice.kind == .error {
        // The disk or a recording failed after the last key.
        stopReplay(because: notice.what)
        return effects
      }
      guard isSettled else {
        giveUpWaiting()
        return effects
      }
      guard let chord = macros.replay?.next(), !saving.isQuitting else {
        macros.replay = nil
        return effects
      }
      macros.replay?.since = now
      effects += press(&self, chord)
      if let notice, notice.kind == .refusal || notice.kind == .error {
        stopReplay(because: notice.what)
      } else if macros.replay?.isOver == true {
        macros.replay = nil
      } else if let count = macros.replay?.count, count >= Macros.Replay.mostKeys {
        stopReplay(because: "that were \(Format.count(count)) keys.")
      }
    }
    return effects
  }

  /// Ends a replay because a key was pressed meanwhile.
  mutating func interruptReplay() { stopReplay(because: "a key was pressed.") }

  /// When a replay goes on or gives up; nil while there is none.
  var replayDeadline: Date? {
    macros.replay.map {
      isSettled
        ? now.addingTimeInterval(0.001) : $0.since.addingTimeInterval(Macros.Replay.patience)
    }
  }

  /// Whether everything is there that the last key asked for, as for a person who waits for it.
  private var isSettled: Bool {
    guard saving.waiting.isEmpty, saving.steps == 0, marking.snaps.isEmpty, wantedPlace == nil
    else { return false }
    guard Mode.withPicture.contains(mode), let clip = current else { return true }
    return clip.recording.state != .waiting && isCurrentShown
  }

  private mutating func giveUpWaiting() {
    guard let since = macros.replay?.since,
      now.timeIntervalSince(since) >= Macros.Replay.patience
    else { return }
    stopReplay(because: "what it waits for did not come.")
  }

  private mutating func stopReplay(because reason: String) {
    guard let call = macros.replay?.calls.last else { return }
    macros.replay = nil
    pendingKeys = []
    places.awaited = nil
    // An error would stay; what it says stands in the reason.
    notice = nil
    say("Macro \(call.register) stopped at \(call.place):", reason, kind: .refusal)
  }
}
