import CellCanvas
import Labeling

/// A moment of a clip, and what was visible around it.
public struct Place: Sendable, Equatable {
  /// The clip.
  public let clip: ID<Clip>
  /// The cursor's sample, from the start of the recording.
  public let sample: Int
  /// The visible samples; nil for the whole clip.
  public let span: Range<Int>?
}

/// Marks, and the places that jumps led away from.
public struct Places: Sendable, Equatable {
  /// What the letter typed next is for.
  enum Awaited: Sendable, Equatable {
    case mark, jump, label, recording, replay
  }

  /// Marks by their letters.
  public private(set) var marks: [Character: Place] = [:]
  /// Places that jumps led away from, the oldest first, then those that were gone back from.
  public private(set) var jumps: [Place] = []
  /// How many of the jumps lie behind.
  public private(set) var behind = 0
  /// What the letter typed next is for; nil while none is awaited.
  var awaited: Awaited?

  /// Jumps that are remembered.
  static let limit = 100

  /// Makes a store without places.
  public init() {}

  /// Sets a mark.
  mutating func mark(_ letter: Character, at place: Place) { marks[letter] = place }

  /// Remembers where a jump leads away from; places that were gone back from are forgotten.
  mutating func leave(_ place: Place) {
    jumps = jumps.prefix(behind).suffix(Self.limit - 1) + [place]
    behind = jumps.count
  }

  /// The place before the last jump that lies behind; from there one can come forward to `now`.
  mutating func older(than now: Place) -> Place? {
    guard behind > 0 else { return nil }
    if behind == jumps.count { jumps.append(now) }
    behind -= 1
    return jumps[behind]
  }

  /// The place that was gone back from last.
  mutating func newer() -> Place? {
    guard hasNewer else { return nil }
    behind += 1
    return jumps[behind]
  }

  /// Whether there is a place to come forward to.
  var hasNewer: Bool { behind + 1 < jumps.count }
  /// The place that the last jump led away from.
  var last: Place? { behind > 0 ? jumps[behind - 1] : nil }
}

extension AppState {
  /// Where the cursor is; nil while that is not known.
  var currentPlace: Place? {
    guard let clip = current, let sample = cursorSample else { return nil }
    return Place(clip: clip.id, sample: sample, span: viewport.span)
  }

  /// Remembers where the cursor is before a jump.
  mutating func rememberJump() {
    if let here = currentPlace { places.leave(here) }
  }

  /// Jumps to a sample of the clip under the cursor.
  mutating func jump(to sample: Int) {
    guard let clip = clipSamples else { return }
    rememberJump()
    moveCursor(to: sample, in: clip)
  }

  /// Shows a place again, its clip under the cursor.
  mutating func go(to place: Place) -> [Effect] {
    guard library[place.clip] != nil else {
      say("The clip of that place is gone.", kind: .refusal)
      return []
    }
    if place.clip != current?.id {
      browser.move(to: place.clip, in: library)
      guard current?.id == place.clip else {
        say(
          "The clip of that place is not in the list.", "{filter} with nothing shows all",
          kind: .refusal)
        return []
      }
      viewport.resetTime()
    }
    viewport.span = place.span
    viewport.cursor = place.sample
    if let clip = current, clip.recording.state == .ready { stayInside(of: clip) }
    return []
  }

  /// Waits for the letter of a label.
  mutating func awaitLabelLetter() -> [Effect] {
    places.awaited = .label
    pendingKeys = [KeyChord(.character("`"))]
    return []
  }

  /// Gives the label of a letter.
  private mutating func takeLabelLetter(_ chord: KeyChord) -> [Effect] {
    guard case .character(let letter) = chord.key, !chord.control, !chord.alt,
      let name = library.labels.name(forLetter: letter)
    else {
      say("\(chord.notation) is the key of no label.", "{type-label} types one", kind: .refusal)
      return []
    }
    return label(name)
  }

  /// Takes the letter of a mark, a label or a macro.
  mutating func takeLetter(_ chord: KeyChord, _ awaited: Places.Awaited) -> [Effect] {
    places.awaited = nil
    pendingKeys = []
    if chord.key == .escape { return [] }
    if awaited == .label { return takeLabelLetter(chord) }
    if awaited == .recording || awaited == .replay { return takeRegister(chord, awaited) }
    guard case .character(let letter) = chord.key, !chord.control, !chord.alt,
      letter.isLetter || letter == "'"
    else {
      say("\(chord.notation) is no mark.", "marks are letters", kind: .refusal)
      return []
    }
    switch awaited {
    case .mark:
      guard let here = currentPlace, letter != "'" else { return [] }
      places.mark(letter, at: here)
      say("Mark \(letter) is here.", "'\(letter) comes back")
      return []
    case .jump:
      guard let target = letter == "'" ? places.last : places.marks[letter] else {
        say(
          letter == "'" ? "There was no jump yet." : "There is no mark \(letter).",
          places.marks.isEmpty
            ? "m and a letter sets one" : "there are " + String(places.marks.keys.sorted()),
          kind: .refusal)
        return []
      }
      rememberJump()
      return go(to: target)
    case .label, .recording, .replay: return []
    }
  }
}
