import Acoustics

extension Command {
  /// What is drawn over the picture, and the names on its ruler.
  static let drawTracks: [Command] = [
    track(.pitch, "toggle-pitch-track", ", p", "Draw the pitch over the picture, or not"),
    track(.formants, "toggle-formants", ", v", "Draw the formants over the picture, or not"),
    Command(
      "toggle-note-names", keys: [", n"], "Show the names of notes on the ruler, or hertz",
      group: .picture, help: "names of notes on the ruler", modes: Mode.withPicture,
      unless: Refusal.noFrequencies
    ) { state in
      state.viewport.showsNotes.toggle()
      state.say(
        state.viewport.showsNotes ? "The ruler has the names of notes." : "The ruler has hertz.")
      return []
    },
  ]

  private static func track(
    _ track: PictureTrack, _ name: String, _ keys: String, _ summary: String
  ) -> Command {
    Command(
      name, keys: [keys], summary, group: .picture, help: "pitch, formants over the picture",
      modes: Mode.withPicture, unless: Refusal.noFrequencies
    ) { state in
      state.toggle(track)
      return []
    }
  }
}

extension AppState {
  fileprivate mutating func toggle(_ track: PictureTrack) {
    guard viewport.tracks.remove(track) == nil else {
      say("The \(track.rawValue) \(track == .pitch ? "is" : "are") not drawn any more.")
      return
    }
    viewport.tracks.insert(track)
    if let visible = visibleSamples, let rate = sampleRate,
      Double(visible.count) > LanePicture.longest * rate
    {
      say(
        "The \(track.rawValue) \(track == .pitch ? "is" : "are") drawn of 2 minutes at most:"
          + " {zoom-in} shows less.", kind: .refusal)
      return
    }
    switch track {
    case .pitch:
      say("The pitch is drawn as \(TrackMarks.pitchMark).", pitchRule)
    case .formants:
      say("The formants are drawn as \(TrackMarks.formantMark).", "up to 5500 Hz, as Praat does it")
    }
  }

  /// Where the pitch is looked for.
  private var pitchRule: String {
    guard let range = trackKey(.pitch)?.pitches else {
      return "65 to 500 Hz, or what {frequency-in} shows above 65 Hz"
    }
    return "\(Format.hertz(range.lowerBound)) to \(Format.hertz(range.upperBound))"
  }
}
