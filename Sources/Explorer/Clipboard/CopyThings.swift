import CellCanvas
import Labeling

extension Command {
  /// Taking something into the clipboard of the terminal.
  static let copyThings: [Command] = [
    Command(
      "copy-path", keys: ["Y p"], "Copy the path of the recording to the clipboard", group: .list,
      help: "copy path, time, row", modes: Mode.withPicture.union([.sheet]), unless: Refusal.noClip
    ) { state in
      guard let path = state.current?.recording.path else { return [] }
      state.say("The path is copied.", state.blindness.labels ? "" : DisplayText(path.text).text)
      return [.copy(.path(path))]
    },
    Command(
      "copy-time", keys: ["Y t"], "Copy the time under the cursor, or of the mark, in seconds",
      group: .list, help: "copy path, time, row", modes: Mode.withPicture,
      unless: {
        Refusal.noClip($0) ?? ($0.copiedTime == nil ? "The length is not known yet." : nil)
      }
    ) { state in
      guard let time = state.copiedTime else { return [] }
      return state.copy(time, "The time is copied.")
    },
    Command(
      "copy-row", keys: ["Y r"], "Copy the row of the list or the region, parted by tabs",
      group: .list, help: "copy path, time, row", modes: Mode.withPicture.union([.sheet]),
      unless: Refusal.noClip
    ) { state in
      guard let row = state.copiedRow else { return [] }
      return state.copy(row, "The row is copied.")
    },
  ]
}

extension AppState {
  /// Seconds at the cursor, or from onset to offset of what is marked.
  fileprivate var copiedTime: String? {
    guard let rate = sampleRate, rate > 0, let cursor = cursorSample else { return nil }
    let samples = marked.map { [$0.span.lowerBound, $0.span.upperBound] } ?? [cursor]
    return samples.map { Self.seconds($0, rate) }.joined(separator: "\t")
  }

  /// The clip as a row of a table: path, seconds, label, and what the model says; of a region
  /// path, onset, offset, frequencies and label.
  fileprivate var copiedRow: String? {
    guard let clip = current else { return nil }
    let rate = sampleRate ?? 0
    var fields = [clip.recording.path.text]
    if mode == .label, let region = focusedRegion, let span = region.span, rate > 0 {
      fields += [Self.seconds(span.lowerBound, rate), Self.seconds(span.upperBound, rate)]
      fields += region.hertz.map { ["\($0.lowerBound)", "\($0.upperBound)"] } ?? ["", ""]
      fields.append(region.label)
    } else {
      fields += [clip.duration.map { Self.plain($0) } ?? "", clip.label ?? ""]
      if let best = model.best(of: clip) { fields += [best.label, Self.plain(Double(best.score))] }
    }
    return fields.map { DisplayText($0).text }.joined(separator: "\t")
  }

  private static func seconds(_ sample: Int, _ rate: Double) -> String {
    plain(Double(sample) / rate)
  }

  private static func plain(_ value: Double) -> String {
    Format.number(value, decimals: 6).replacing("\u{2212}", with: "-")
  }

  fileprivate mutating func copy(_ text: String, _ notice: String) -> [Effect] {
    say(notice, blindness.labels ? "" : text.replacing("\t", with: "  "))
    return [.copy(.text(text))]
  }
}
