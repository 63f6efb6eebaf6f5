import CellCanvas
import Labeling

extension Command {
  /// The view as a file.
  static let exportView = [
    Command(
      "export-view", keys: ["E"], "Write the view to a file: PNG, SVG, ANSI text, text or CSV",
      group: .picture, help: "view to a file: png svg csv", modes: Mode.withPicture,
      unless: { state in
        Refusal.noClip(state)
          ?? (state.viewport.view == .input
            ? "The model's input is no view of time: {next-view} shows another." : nil)
          ?? (state.shownPicture == nil ? "The picture is not there yet." : nil)
      }
    ) { state in
      state.askForExport()
      return []
    }
  ]
}

extension AppState {
  /// The picture under the cursor, once it is there.
  fileprivate var shownPicture: ClipPicture? {
    if case .ready(let picture)? = currentPicture { picture } else { nil }
  }

  /// Asks for the name of a file, with a good one in the line.
  fileprivate mutating func askForExport() {
    guard let clip = current, let picture = shownPicture else { return }
    let rate = picture.sampleRate
    let seconds =
      picture.isOfWholeClip && clip.span == nil
      ? nil
      : Double(picture.span.lowerBound) / rate...Double(picture.span.upperBound) / rate
    var line = Prompt(.export)
    line.replace(
      with: ExportName.offered(
        for: clip.recording.path, seconds: seconds, view: viewport.view))
    prompt = line
  }

  /// Writes the view to a file of a typed name; its ending says what it is, `.png` without one.
  mutating func exportView(to typed: String, mayReplace: Bool = false) -> [Effect] {
    guard !typed.isEmpty, let picture = shownPicture else { return [] }
    let last = typed.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard !last.isEmpty else {
      say("\(typed) is a folder.", "name a file in it", kind: .refusal)
      return []
    }
    let hasEnding = last.dropFirst().contains(".")
    let name = hasEnding ? typed : typed + ".png"
    guard let kind = ViewExport.Kind(ofName: name) else {
      say("\(last) has no known ending.", ViewExport.Kind.endings, kind: .refusal)
      return []
    }
    return [
      .export(
        ViewExport(
          name: name, kind: kind, screen: exportedScreen(kind), picture: picture.drawn(by: self),
          hertz: viewport.hertz, mayReplace: mayReplace))
    ]
  }

  /// Says what came of an export, or asks whether to replace what is there.
  mutating func take(_ answer: ViewExportAnswer) {
    switch answer {
    case .written(let path): say("Wrote \(path).")
    case .exists(let name):
      guard prompt == nil, overlay == nil else {
        say("\(name) is there already.", "it was left alone", kind: .refusal)
        return
      }
      prompt = Prompt(.replace(name: name))
    }
  }

  /// Answers whether a file is replaced.
  mutating func answerReplace(_ chord: KeyChord, _ name: String) -> [Effect] {
    switch chord.key {
    case .character("r"):
      prompt = nil
      return exportView(to: name, mayReplace: true)
    case .character("n"):
      var line = Prompt(.export)
      line.replace(with: name)
      prompt = line
    case .escape, .character("q"): prompt = nil
    default: break
    }
    return []
  }
}

extension ClipPicture {
  /// The picture with its feature as a state draws it.
  fileprivate func drawn(by state: AppState) -> ClipPicture {
    ClipPicture(
      feature: feature.map(state.drawn), waveform: waveform, sampleRate: sampleRate,
      channelCount: channelCount, clipSamples: clipSamples)
  }
}
