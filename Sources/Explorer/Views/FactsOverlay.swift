import Acoustics
import CellCanvas
import Labeling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Facts about the clip under the cursor and its label.
struct FactsOverlay {
  let state: AppState

  private static let captionColumns = 12

  func draw(on screen: inout Screen) {
    guard let clip = state.current else { return }
    let table = FactTable(facts(of: clip), captionColumns: FactsOverlay.captionColumns)
    let size = screen.canvas.size
    let most = FloatingBox(
      title: "", note: "", columns: max(44, table.columns + 2), rows: size.rows
    ).inside(size)
    let roomy = table.lines(columns: most.columns)
    // Where all facts have no room, short ones share lines and the blank ones leave.
    let isTight = roomy.count + 4 > most.rows
    let lines = isTight ? table.pairedLines(columns: most.columns) : roomy
    let inside = FloatingBox(
      title: "facts", note: isTight ? "Esc close" : "", columns: max(44, table.columns + 2),
      rows: lines.count + (isTight ? 0 : 4)
    ).draw(on: &screen)
    for (place, line) in lines.prefix(inside.rows).enumerated() {
      draw(line, on: &screen, inside, inside.row + place + (isTight ? 0 : 1))
    }
    guard !isTight else { return }
    screen.write(
      "Esc close", at: CellPoint(column: inside.column, row: inside.endRow - 1), Style(.dim),
      within: inside)
  }

  private func draw(
    _ line: [FactTable.Cell], on screen: inout Screen, _ inside: CellRect, _ row: Int
  ) {
    for cell in line {
      let column = inside.column + cell.column
      screen.write(
        cell.caption, at: CellPoint(column: column, row: row), Style(.dim), within: inside)
      screen.write(
        cell.value, at: CellPoint(column: column + FactsOverlay.captionColumns, row: row),
        Style(.text), inside)
    }
  }

  /// What the model says, and whether its scores can be trusted.
  private func opinion(of clip: Clip) -> [(String, String)] {
    guard let card = state.model.card else { return [] }
    let best = state.model.best(of: clip)
    let score = card.isCalibrated ? best.map { " " + Format.percent(Double($0.score)) } : nil
    let part = best.flatMap { _ in card.part(of: clip.duration) }.map { ", " + $0 }
    let trained = card.isTrainedHere ? ", trained here" : ""
    return [
      ("model", "\(card.name), \(card.architecture), \(card.labels.count) classes\(trained)"),
      (
        "says",
        (best?.label ?? state.model.failures[clip.id] ?? Format.dash) + (score ?? "") + (part ?? "")
      ),
      (
        "scores",
        card.isCalibrated
          ? "calibrated: of clips at 80 %, 80 in 100 are right"
          : "not calibrated: earmark calibrate fits them to labelled clips"
      ),
    ]
  }

  private func facts(of clip: Clip) -> [(caption: String, value: String)] {
    var facts = [("path", state.sentenceName(of: clip))]
    let rate = state.sampleRate ?? clip.recording.sampleRate
    let samples = state.clipSamples ?? clip.samples
    if rate > 0 {
      facts += [
        ("duration", Format.time(Double(samples.count) / rate)),
        ("samples", Format.count(samples.count)),
      ]
      if clip.span != nil {
        let whole = clip.recording.duration.map { " of " + Format.time($0) } ?? ""
        facts.append(("part", SelectionText.span(samples, rate: rate) + whole))
      }
      facts += [
        ("rate", Format.sampleRate(rate)),
        ("channels", Format.channels(clip.recording.channelCount)),
      ]
    }
    if case .ready(let picture)? = state.currentPicture {
      let level = Decibels.ofAmplitude(Double(picture.waveform.peak))
      let peak = level.map { Format.number($0, decimals: 1) + " dBFS" }
      facts.append(("peak", peak ?? "all samples are zero"))
    }
    if let annotation = state.shownWhole {
      let labels = state.shownLabels(of: clip, annotation)
      facts += [
        (labels.count > 1 ? "labels" : "label", labels.joined(separator: ", ")),
        ("origin", annotation.origin.name),
        ("by", annotation.annotator.isEmpty ? "nobody yet" : annotation.annotator),
        // What nobody said was read at that time.
        (annotation.annotator.isEmpty ? "read" : "when", annotation.created.formatted(.iso8601)),
      ]
      if let note = annotation.note { facts.append(("note", note)) }
      if let share = annotation.confidence {
        facts.append(("confidence", Format.percent(Double(share))))
      }
      facts += annotation.attributes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    } else {
      facts.append(("label", "·  not labelled"))
    }
    if let part = clip.recording.part {
      let isByName = clip.recording.split == nil
      facts.append(("split", part.rawValue + (isByName ? ", by the hash of its name" : "")))
    }
    if let group = clip.recording.group { facts.append(("group", group)) }
    facts += opinion(of: clip)
    if let quality = clip.recording.quality {
      facts.append(("quality", state.words(for: quality)))
    }
    if !clip.regions.isEmpty { facts.append(("regions", Format.count(clip.regions.count))) }
    if case .unreadable(let sentence) = clip.recording.state { facts.append(("problem", sentence)) }
    return facts
  }
}
