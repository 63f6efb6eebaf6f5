import Labeling

extension AppState {
  /// Begins to listen, and shows it.
  mutating func listen() -> [Effect] {
    mode = .live
    var session =
      live ?? LiveSession(source: .device(nil), feature: .view(viewport.view))
    session.restart(session.source)
    live = session
    return [.live(.listen(session.source))]
      + (model.card == nil ? [] : [.model(.listen(true))])
  }

  /// Ends listening and goes to another mode.
  mutating func stopListening(_ next: Mode) -> [Effect] {
    mode = next
    guard live != nil else { return [] }
    live = nil
    return [.live(.stop)] + (model.card == nil ? [] : [.model(.listen(false))])
  }

  /// Keeps the last seconds as a clip of the folder.
  mutating func keepSound(label: String?) -> [Effect] {
    guard let samples = live?.keptSamples, !samples.isEmpty else {
      say("There is no sound to keep yet.", kind: .refusal)
      return []
    }
    if label != nil, case .readOnly(let failure) = access {
      notice = Notice(failure, at: now)
      return []
    }
    if let label { lastLabel = LabelChange(label: label) }
    keeping.requestCount += 1
    return [.live(.keep(samples, label: label))]
  }

  /// Changes how much one key keeps.
  mutating func changeKeepSeconds(by step: Int) {
    guard let seconds = live?.keepSeconds else { return }
    let lengths = LiveSession.lengths
    let next = step > 0 ? lengths.first { $0 > seconds } : lengths.last { $0 < seconds }
    if let next { live?.keepSeconds = next }
    say("One key keeps \(LiveSession.written(live?.keepSeconds ?? seconds)).")
  }

  /// Lowers or raises the level from which on it records by itself; above the highest it is off.
  mutating func changeTrigger(by step: Float) -> [Effect] {
    guard let session = live else { return [] }
    let (low, high): (Float, Float) = (-90, -3)
    let next: Float? =
      if let trigger = session.trigger {
        trigger + step > high ? nil : max(low, trigger + step)
      } else {
        step < 0 ? -30 : nil
      }
    live?.trigger = next
    say(
      next.map { "Records by itself from \(Format.decibels($0, decimals: 0)) dBFS on." }
        ?? "Does not record by itself.",
      next == nil ? "" : "with \(LiveSession.written(session.preRoll)) before")
    return next == session.trigger ? [] : [.live(.trigger(next))]
  }
}

extension LiveSession {
  /// Seconds as users read them: `30 s`, `2 min`.
  static func written(_ seconds: Double) -> String {
    seconds >= 60 && seconds.truncatingRemainder(dividingBy: 60) == 0
      ? "\(Int(seconds / 60)) min"
      : Format.number(seconds, decimals: seconds == seconds.rounded() ? 0 : 1) + " s"
  }
}
