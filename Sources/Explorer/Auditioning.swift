import CellCanvas
import Labeling

extension AppState {
  /// How sounds are played as things stand.
  var soundStyle: SoundStyle {
    SoundStyle(
      speed: audition.speed, keepsPitch: audition.keepsPitch, band: nil, side: audition.side,
      isLooping: audition.isLooping, decibels: audition.decibels)
  }

  /// The frequencies that are heard alone; nil for all.
  var soundBand: ClosedRange<Float>? { audition.isBanded ? marked?.hertz : nil }

  /// Why the clip under the cursor can't be heard; nil if it can.
  var soundRefusal: String? {
    guard let clip = current else { return "There is no clip here." }
    switch clip.recording.state {
    case .missing, .unreadable: return "\(sentenceName(of: clip, \.name)) can't be played."
    case .waiting, .ready: return nil
    }
  }

  /// Plays samples of the clip under the cursor.
  ///
  /// - Parameters:
  ///   - span: The samples; nil for the whole clip.
  ///   - start: Where to begin; nil for the first one.
  mutating func play(
    _ span: Range<Int>?, from start: Int? = nil, band: ClosedRange<Float>? = nil,
    isUnasked: Bool = false
  ) -> [Effect] {
    guard let clip = current, soundRefusal == nil else { return [] }
    audition.soundCount += 1
    var style = soundStyle
    style.band = band
    let order = SoundOrder(
      id: audition.soundCount, path: clip.recording.path, span: span ?? clip.span, start: start,
      style: style)
    audition.playing = Audition.Playing(
      id: order.id, clip: clip.id, span: order.span, sampleRate: sampleRate, isUnasked: isUnasked)
    audition.cells = nil
    return [.sound(.play(order))]
  }

  /// Plays the selection, or the clip from where the cursor was put.
  mutating func playFromHere() -> [Effect] {
    if let marked { return play(marked.span, band: soundBand) }
    guard let cursor = viewport.cursor, let clip = clipSamples, clip.contains(cursor) else {
      return play(nil)
    }
    return play(clip, from: cursor)
  }

  /// Ends what is played.
  mutating func stopSound() -> [Effect] {
    guard audition.playing != nil else { return [] }
    audition.playing = nil
    audition.cells = nil
    return [.sound(.stop)]
  }

  /// Lets what is played go on in the style that was chosen.
  func changeSound() -> [Effect] {
    guard let playing = audition.playing else { return [] }
    var style = soundStyle
    if let marked, playing.span == marked.span { style.band = soundBand }
    return [.sound(.change(style))]
  }

  /// Plays a short bit at an edge while it is moved; the playhead stays away.
  ///
  /// It lies after an onset of the selection, before its offset, else around the edge.
  public mutating func auditionEdge(at sample: Int) -> [Effect] {
    guard let clip = current, soundRefusal == nil, let samples = clipSamples,
      let rate = sampleRate
    else { return [] }
    let count = max(1, Int((Audition.edgeSeconds * rate).rounded()))
    let start =
      sample == marked?.span.lowerBound
      ? sample : sample == marked?.span.upperBound ? sample - count : sample - count / 2
    let span = (start..<start + count).clamped(to: samples)
    guard !span.isEmpty else { return [] }
    audition.soundCount += 1
    audition.playing = nil
    audition.cells = nil
    var style = soundStyle
    style.isLooping = false
    style.band = soundBand
    return [
      .sound(
        .play(
          SoundOrder(
            id: audition.soundCount, path: clip.recording.path, span: span, style: style,
            isEdge: true)))
    ]
  }

  /// Keeps the sound with what is shown, after an event.
  ///
  /// - Parameters:
  ///   - clip: The clip under the cursor before.
  ///   - isKey: Whether the user did something.
  mutating func followSound(from clip: ID<Clip>?, isKey: Bool) -> [Effect] {
    if let effects = followCell() { return effects }
    var effects: [Effect] = []
    if current?.id != clip, let here = current?.id, clip != nil, isKey, audition.playsOnArrival,
      audition.playing?.clip != here, soundRefusal == nil
    {
      effects += play(nil, isUnasked: true)
    } else if let playing = audition.playing, playing.clip != current?.id {
      effects += stopSound()
    }
    guard audition.playing != nil, let visible = visibleSamples else { return effects }
    let cells = SoundCells(
      span: visible,
      columns: mode == .sheet ? sheetLayout.picture.columns : layout.picture.columns)
    guard cells != audition.cells else { return effects }
    audition.cells = cells
    return effects + [.sound(.follow(cells))]
  }

  /// The column of the picture that the playhead is on; nil if none is.
  var playheadColumn: Int? {
    guard let playing = audition.playing, playing.clip == current?.id else { return nil }
    return playing.playhead.flatMap { column(ofSample: $0) }
  }

  /// Takes what the loudspeaker tells.
  mutating func take(_ report: SoundReport) {
    switch report {
    case .started(let id, let span, let rate):
      guard audition.playing?.id == id else { return }
      audition.playing?.span = span
      audition.playing?.sampleRate = rate
    case .playhead(let id, let sample):
      guard audition.playing?.id == id else { return }
      movePlayhead(to: sample)
    case .ended(let id): end(id)
    case .unreadable(let id, let failure):
      end(id)
      notice = Notice(failure, at: now)
    case .recordingChanged(_, let failure): notice = Notice(failure, at: now)
    case .device(let name): audition.device = .named(name)
    case .chosen(let name):
      audition.device = .named(name)
      say("Sound goes to \(name).")
    case .silent(let id, let failure):
      model.matrix.hearing = nil
      fallSilent(id, failure)
    case .lost(let failure):
      model.matrix.hearing = nil
      audition.playing = nil
      audition.cells = nil
      audition.device = .absent(failure)
      notice = Notice(failure, at: now)
    case .trouble(let failure): notice = Notice(failure, at: now)
    case .underruns(let count): audition.underrunCount = count
    }
  }

  private mutating func end(_ id: Int) {
    guard audition.playing?.id == id else { return }
    audition.playing = nil
    audition.cells = nil
  }

  /// Silence is named once where nobody asked for sound, else with every key that asks for it.
  private mutating func fallSilent(_ id: Int, _ failure: Failure) {
    let isKnown = audition.device == .absent(failure)
    let isUnasked = audition.playing?.id != id || audition.playing?.isUnasked == true
    end(id)
    audition.device = .absent(failure)
    guard !(isKnown && isUnasked) else { return }
    say(
      failure.why.isEmpty ? "\(failure.what)." : "\(failure.what): \(failure.why).",
      failure.remedy, kind: .refusal)
  }

  /// Moves the playhead; where it leaves the picture, the picture goes with it.
  private mutating func movePlayhead(to sample: Int) {
    let before = audition.playing?.playhead
    audition.playing?.playhead = sample
    guard let visible = visibleSamples, let clip = clipSamples, !visible.contains(sample),
      clip.contains(sample), let before, visible.contains(before), viewport.span != nil
    else { return }
    show(sample - visible.count / 8, count: visible.count, in: clip)
  }
}
