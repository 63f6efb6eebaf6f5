import Acoustics
import CellCanvas
import Explorer
import Foundation
import Labeling

/// States with synthetic clips, the same in every run.
enum TestLibrary {
  static let start = Date(timeIntervalSince1970: 1_700_000_000)

  /// A library of clips of one second at 8 kHz; every third has no label.
  static func library(
    _ count: Int, labels: [String] = ["one", "two", "three", "four"], names: [String] = []
  ) -> Library {
    var ids = IDSource(seed: 7)
    let clips = (0..<count).map { place -> Clip in
      let label = labels.isEmpty ? "" : labels[place % labels.count]
      let name = place < names.count ? names[place] : "\(label)_speaker_\(place).wav"
      let id = ID<Clip>(row: Int64(place + 1))
      let recording = Recording(
        id: ID(row: Int64(place + 1)), path: RecordingPath("sounds/" + name), sampleRate: 8000,
        sampleCount: 8000 - place * 10, channelCount: 1, state: .ready)
      let annotations =
        labels.isEmpty || place % 3 == 2
        ? []
        : [
          Annotation(
            id: ids.uuid(), clip: id, label: label, origin: place % 3 == 0 ? .person : .folder,
            annotator: "ada", created: start)
        ]
      return Clip(id: id, recording: recording, annotations: annotations)
    }
    return Library(clips: clips, labels: LabelSet(labels))
  }

  /// An open explorer with a library and every picture it asks for.
  static func state(
    _ library: Library, columns: Int = 120, rows: Int = 40, pictures: Bool = true,
    access: LibraryAccess = .folder
  ) -> AppState {
    var state = AppState(
      place: "ears/sounds", annotator: "ada", size: CellSize(columns: columns, rows: rows),
      now: start, seed: 1, colorMaps: ["gray", "viridis"])
    let opened = OpenedLibrary(library: library, undoDepth: 0, session: nil, access: access)
    send(.arrived(.opened(opened)), to: &state, pictures: pictures)
    send(.arrived(.scanned(ScanProgress(isOver: true))), to: &state, pictures: pictures)
    return state
  }

  /// Sends an event and answers requests for pictures.
  @discardableResult
  static func send(
    _ event: Event, to state: inout AppState, pictures: Bool = true
  ) -> [Effect] {
    let effects = update(&state, event)
    var rest = pictures ? effects : []
    while !rest.isEmpty {
      switch rest.removeFirst() {
      case .pictures(let keys):
        for key in keys {
          rest += update(&state, .arrived(.picture(key, .ready(TestLibrary.picture(key)))))
        }
      case .thumbnails(let request):
        let batch = thumbnails(request, in: request.subjects.indices)
        rest += update(&state, .arrived(.thumbnails(batch)))
      default: break
      }
    }
    return effects
  }

  /// Small pictures of some that were asked for; all of the same sound.
  static func thumbnails(_ request: ThumbnailRequest, in range: Range<Int>) -> ThumbnailBatch {
    let style = request.style
    let made = request.subjects[range].first.map { subject in
      Thumbnail(
        picture(
          PictureKey(
            clip: subject.clip, path: subject.path, span: nil, columns: style.pixelColumns,
            feature: style.feature, channel: nil, pooling: style.pooling)), style)
    }
    return ThumbnailBatch(
      style: style, made: request.subjects[range].map { ($0, made ?? .silence) })
  }

  /// Presses keys in the notation of `KeyChord`, blanks between them.
  @discardableResult
  static func press(_ keys: String, _ state: inout AppState) -> [Effect] {
    keys.split(separator: " ").flatMap { word -> [Effect] in
      guard let chord = KeyChord(notation: String(word)) else {
        preconditionFailure("\(word) is no key")
      }
      return send(.key(chord), to: &state)
    }
  }

  /// Types text letter by letter.
  static func type(_ text: String, _ state: inout AppState) {
    for character in text { send(.key(KeyChord(.character(character))), to: &state) }
  }

  /// A picture of a second of sound; a rising tone over a quiet hum if nothing else is said.
  ///
  /// - Parameter sound: The sample at a time in seconds.
  static func picture(
    _ key: PictureKey,
    _ sound: (Double) -> Float = { time in
      let chirp = sin(2 * .pi * (300 + 1200 * time) * time) * 0.4 * sin(.pi * time)
      return Float(chirp + 0.01 * sin(2 * .pi * 120 * time))
    }
  ) -> ClipPicture {
    let rate = 8000.0
    let samples = (0..<8000).map { sound(Double($0) / rate) }
    let clip = (key.clipSpan ?? 0..<samples.count).clamped(to: 0..<samples.count)
    let span = (key.span ?? clip).clamped(to: 0..<samples.count)
    let grid = ColumnGrid(span: SampleRange(span), count: key.columns)
    var waveform = WaveformPicture(grid: grid)
    waveform.add(samples, firstSample: 0)
    return ClipPicture(
      feature: key.feature.flatMap { feature in
        let curves: Set<FeatureID> = [
          .yin, .onsetStrength, .pyin, .praatPitch, .formants, .intensity,
        ]
        if curves.contains(feature) {
          return try? LanePicture.picture(
            feature, samples: samples, firstSample: 0, sampleRate: rate, grid: grid,
            pitches: key.pitches)
        }
        guard
          var analyzer = try? PictureAnalyzer(
            feature: feature,
            settings: FeatureRegistry.standardSettings(of: feature, sampleRate: rate), grid: grid,
            sampleCount: samples.count, pooling: key.pooling)
        else { return nil }
        return FeaturePicture(
          grid: grid, binAxis: analyzer.binAxis, unit: analyzer.unit,
          values: analyzer.columns(0..<key.columns, samples: samples, firstSample: 0))
      }, waveform: waveform, sampleRate: rate, channelCount: 1, clipSamples: clip)
  }
}
