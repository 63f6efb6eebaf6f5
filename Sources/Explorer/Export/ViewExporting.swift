import CellCanvas
import Labeling

extension Command {
  /// The view as a file.
  static let exportView = [
    Command(
      "export-view", keys: ["E"], "Write the view to a file: PNG, SVG, ANSI text, text or CSV",
      group: .picture, help: "view to a file: png svg csv", modes: Mode.all,
      unless: { $0.exportRefusal }
    ) { state in
      state.askForExport()
      return []
    }
  ]
}

extension AppState {
  /// The picture under the cursor, once it is there.
  private var shownPicture: ClipPicture? {
    if case .ready(let picture)? = currentPicture { picture } else { nil }
  }

  /// Why there is nothing to write.
  fileprivate var exportRefusal: String? {
    switch mode {
    case .live: return live?.history == nil ? "Nothing was heard yet." : nil
    case .confusion, .training: return nil
    case .sheet: return Refusal.noClip(self)
    case .browse, .spectrogram, .label, .segments: break
    }
    if let refusal = Refusal.noClip(self) { return refusal }
    if viewport.view == .input {
      guard let input = model.input?.shown, input.failure == nil else {
        return "There is no input of a model to be seen: {load-model} loads one."
      }
      return nil
    }
    guard shownPicture == nil else { return nil }
    return pictureFailure?.sentence ?? "The picture is not there yet."
  }

  /// Why there will be no picture under the cursor.
  private var pictureFailure: Failure? {
    guard Mode.withPicture.contains(mode), viewport.view != .input else { return nil }
    if case .failed(let failure)? = currentPicture { return failure }
    return shownPicture == nil ? absence : nil
  }

  /// Asks for the name of a file, with a good one in the line.
  fileprivate mutating func askForExport() {
    var line = Prompt(.export)
    line.replace(with: exportName)
    prompt = line
  }

  /// The name that is offered.
  private var exportName: String {
    guard Mode.withPicture.contains(mode), let clip = current else { return mode.rawValue + ".png" }
    guard let picture = shownPicture, viewport.view != .input else {
      return ExportName.offered(for: shownName(of: clip), seconds: nil, view: viewport.view)
    }
    let rate = picture.sampleRate
    let seconds =
      picture.isOfWholeClip && clip.span == nil
      ? nil
      : Double(picture.span.lowerBound) / rate...Double(picture.span.upperBound) / rate
    return ExportName.offered(for: shownName(of: clip), seconds: seconds, view: viewport.view)
  }

  /// Writes the view to a file of a typed name; its ending says what it is, `.png` without one.
  mutating func exportView(to typed: String, mayReplace: Bool = false) -> [Effect] {
    guard !typed.isEmpty else { return [] }
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
    do throws(Failure) {
      return [.export(try export(as: kind, name: name, mayReplace: mayReplace))]
    } catch {
      let what = error.what.hasSuffix(".") ? error.what : error.what + "."
      say(what, error.remedy, kind: .refusal)
      return []
    }
  }

  /// The view on its way to a file.
  ///
  /// - Throws: Why there is nothing to write, or why the format makes no sense of the view.
  public func export(
    as kind: ViewExport.Kind, name: String, mayReplace: Bool = false
  ) throws(Failure) -> ViewExport {
    if let pictureFailure { throw pictureFailure }
    if let refusal = exportRefusal { throw Failure(what: withKeys(refusal)) }
    let table = kind == .csv ? exportedTable : nil
    let picture = hasPictureValues ? shownPicture?.drawn(by: self) : nil
    if kind == .csv, table == nil, picture == nil {
      throw Failure(
        what: noTable, why: "what is shown has no values", remedy: withKeys(noTableAdvice))
    }
    return ViewExport(
      name: name, kind: kind, screen: exportedScreen(kind), picture: picture, table: table,
      hertz: viewport.hertz, mayReplace: mayReplace)
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
