import CellCanvas
import Explorer
import Foundation
import Labeling

/// Keys in a library of a hundred thousand clips of which a model says something, in this process.
struct JudgedLibrary {
  private static let clips = 100_000
  /// Clips whose predictions come together.
  private static let pieceLength = 8192
  private static let labels = (0...9).map(String.init)
  /// Milliseconds of processor time that one event may take: a picture in thirty a second.
  private static let limit = 33.0
  /// Megabytes that clips, labels and what a model says of them may take.
  private static let memoryLimit = 400.0

  private var rows: [Row] = []

  /// Loads the clips and walks through them as a user does.
  static func rows() -> [Row] {
    var measurement = JudgedLibrary()
    measurement.measure()
    return measurement.rows
  }

  private mutating func measure() {
    let before = ProcessMemory.megabytes
    var state = AppState(
      place: "many", annotator: "bench", size: CellSize(columns: 120, rows: 40), now: Date(),
      seed: 1)
    let library = JudgedLibrary.library()
    let opened = OpenedLibrary(library: library, undoDepth: 0, session: nil, access: .folder)
    _ = update(&state, .arrived(.opened(opened)))
    _ = update(&state, .arrived(.model(.loaded(JudgedLibrary.card))))
    recall(library, &state)
    rows.append(
      Row(
        what: "100,000 judged clips in memory", measured: ProcessMemory.megabytes - before,
        unit: "MB", limit: JudgedLibrary.memoryLimit))
    add("next clip (j)", ["j"], rounds: 50, &state)
    add("next difference (]p)", ["]", "p"], rounds: 20, &state)
    add("sort by agreement (oa)", ["o", "a"], rounds: 5, &state)
    add("sort by margin (ou)", ["o", "u"], rounds: 5, &state)
    add("sort by class (om)", ["o", "m"], rounds: 5, &state)
    add("filter (f differs)", ["f"] + "differs".map(String.init) + ["Enter"], rounds: 1, &state)
    add(
      "filter (f take_99)", ["f"] + " take_99".map { $0 == " " ? "Space" : String($0) } + ["Enter"],
      rounds: 1, &state)
    add("all clips again (Esc)", ["Esc"], rounds: 1, &state)
    add("search without a hit", ["/", "z", "q", "Enter", "n"], rounds: 3, &state)
    add("matrix (gc)", ["g", "c"], rounds: 1, &state)
    add("cell of the matrix (l)", ["l"], rounds: 5, &state)
    add("worst cell (n)", ["n"], rounds: 2, &state)
    add("clips of a cell (Enter)", ["Enter"], rounds: 1, &state)
    add("label a clip of it (y)", ["y"], rounds: 5, &state)
    add("matrix again (gc)", ["g", "c"], rounds: 1, &state)
    add("training (gt)", ["g", "t"], rounds: 1, &state)
  }

  /// Takes what the library kept, in the pieces in which it comes.
  private mutating func recall(_ library: Library, _ state: inout AppState) {
    var worst = 0.0
    for arrival in JudgedLibrary.recalled(library) {
      let start = ProcessorClock.ofThread
      _ = update(&state, .arrived(arrival))
      _ = screen(for: state)
      worst = max(worst, (ProcessorClock.ofThread - start) * 1000)
    }
    rows.append(
      Row(
        what: "what the library kept of a model", measured: worst, unit: "ms",
        limit: JudgedLibrary.limit))
  }

  /// Presses keys, each followed by a redraw, and takes the longest of a round.
  private mutating func add(
    _ what: String, _ keys: [String], rounds: Int, _ state: inout AppState
  ) {
    var longest: [Double] = []
    for _ in 0..<rounds {
      var worst = 0.0
      for chord in keys.compactMap(KeyChord.init(notation:)) {
        let start = ProcessorClock.ofThread
        _ = update(&state, .key(chord))
        _ = screen(for: state)
        worst = max(worst, (ProcessorClock.ofThread - start) * 1000)
      }
      longest.append(worst)
    }
    rows.append(
      Row(
        what: "100,000 clips: \(what)", measured: Spread(longest).median, unit: "ms",
        limit: JudgedLibrary.limit))
  }

  private static let card = ModelCard(
    id: "bench", name: "digits", labels: labels + ["_silence_"], isCalibrated: true,
    architecture: "ds-cnn-t", parameterCount: 33_867, sampleRate: 8000, seconds: 1,
    frontEnd: "log mel", source: "digits")

  /// Clips of half a second, in the names of a large collection; one in ten has no label.
  private static func library() -> Library {
    var ids = IDSource(seed: 7)
    let clips = (0..<clips).map { place -> Clip in
      let label = labels[place % labels.count]
      let id = ID<Clip>(row: Int64(place + 1))
      let recording = Recording(
        id: ID(row: Int64(place + 1)),
        path: RecordingPath("\(label)/speaker_\(place / 100)_take_\(place).wav"), sampleRate: 8000,
        sampleCount: 4000 + place % 997, channelCount: 1, state: .ready)
      let annotations =
        place % 10 == 9
        ? []
        : [
          Annotation(
            id: ids.uuid(), clip: id, label: label, origin: .folder, annotator: "bench",
            created: Date(timeIntervalSince1970: 1_700_000_000))
        ]
      return Clip(id: id, recording: recording, annotations: annotations)
    }
    return Library(clips: clips, labels: LabelSet(labels))
  }

  /// What a model says, in pieces: nine times in ten what the label says.
  private static func recalled(_ library: Library) -> [Arrival] {
    stride(from: 0, to: clips, by: pieceLength).map { first in
      var predictions: [ID<Clip>: Prediction] = [:]
      for place in first..<min(clips, first + pieceLength) {
        var scores = [Float](repeating: 0.01, count: card.labels.count)
        let said = place % 11 == 0 ? (place / 7) % labels.count : place % labels.count
        scores[said] = 0.4 + Float(place % 50) / 100
        predictions[library.clips[place].id] = Prediction(scores: scores)
      }
      let isLast = first + pieceLength >= clips
      return .model(.recalled(model: card.id, predictions, isLast: isLast))
    }
  }
}
