/// One verb of the explorer: its name, keys, help, refusal and body in one record.
public struct Command: Sendable {
  /// Groups of the help, in the order shown.
  public enum Group: String, Sendable, CaseIterable {
    case move, label, review, model, region, list, sound, picture, general, live, matrix, training
  }

  /// The name for `:` and configuration, `verb-object` in kebab case.
  public let name: String
  /// The default keys, each a sequence of chords with blanks between: `g g`, `Ctrl-D`.
  public let keys: [String]
  /// What it does, one line for lists of commands.
  public let summary: String
  /// Where help shows it.
  public let group: Group
  /// A phrase of few words for the help; commands with the same phrase share a line.
  public let help: String
  /// How the keys are written there when they are many, such as `0-9`.
  public let helpKeys: String?
  /// One or two words for the last row; nil keeps it out of there.
  public let hint: String?
  /// Where it works.
  public let modes: Set<Mode>
  /// Keys that stand in the place of `keys` in some modes.
  public let modeKeys: [Mode: [String]]
  /// Whether it may move the edge of a region, so that several runs of it are one edit.
  public let movesEdge: Bool
  private let reason: @Sendable (AppState) -> String?
  /// What it does to the state, and what it asks of the world.
  public let run: @Sendable (inout AppState) -> [Effect]

  /// Makes a command.
  public init(
    _ name: String, keys: [String], _ summary: String, group: Group, help: String? = nil,
    helpKeys: String? = nil, hint: String? = nil, modes: Set<Mode> = Mode.ordinary,
    modeKeys: [Mode: [String]] = [:], movesEdge: Bool = false,
    unless reason: @escaping @Sendable (AppState) -> String? = { _ in nil },
    run: @escaping @Sendable (inout AppState) -> [Effect]
  ) {
    self.name = name
    self.keys = keys
    self.summary = summary
    self.group = group
    self.help = help ?? summary
    self.helpKeys = helpKeys
    self.hint = hint
    self.modes = modes
    self.modeKeys = modeKeys
    self.movesEdge = movesEdge
    self.reason = reason
    self.run = run
  }

  /// Why it can't run now, nil if it can.
  public func refusal(_ state: AppState) -> String? { reason(state).map { state.withKeys($0) } }

  /// The default keys in a mode.
  public func keys(in mode: Mode) -> [String] { modeKeys[mode] ?? keys }
}

/// Refusals that several commands share.
enum Refusal {
  /// Without clips there is nothing to move through, show or label.
  static let noClip: @Sendable (AppState) -> String? = { state in
    state.current == nil && state.mode != .live ? "There is no clip here." : nil
  }

  /// Views without a frequency axis have nothing to zoom or to bound there.
  static let noFrequencies: @Sendable (AppState) -> String? = { state in
    switch state.viewport.view {
    case .waveform: "The waveform has no frequencies: {next-view} shows the spectrogram."
    case .input: "The model's input has bins, no frequencies: {next-view} shows another view."
    case .mfcc, .delta: "Coefficients have no frequencies: {next-view} shows another view."
    case .chroma: "Notes of the octave have no frequencies: {next-view} shows another view."
    default: noClip(state)
    }
  }

  /// What can be scrolled upwards: frequencies, or the bins that the model sees.
  static let noFrequenciesOrBins: @Sendable (AppState) -> String? = { state in
    state.viewport.view == .input ? noClip(state) : noFrequencies(state)
  }

  /// Edges need a mark.
  static let noMark: @Sendable (AppState) -> String? = { state in
    state.marked == nil ? "Nothing is marked: \(state.markKeys) mark at the cursor." : nil
  }

  /// A region is made of a selection.
  static let noSelection: @Sendable (AppState) -> String? = { state in
    state.selection == nil ? "Nothing is marked: \(state.markKeys) mark at the cursor." : nil
  }

  /// What belongs to a region needs one in focus.
  static let noRegion: @Sendable (AppState) -> String? = { state in
    if let failure = noClip(state) { return failure }
    if state.focusedRegion != nil { return nil }
    return state.current?.regions.isEmpty == true
      ? "This clip has no region: \(state.markKeys) mark one."
      : "No region is in focus: {previous-region} {next-region} go to one."
  }

  /// Without a model nothing is said of clips.
  static let noModel: @Sendable (AppState) -> String? = { state in
    if let failure = noClip(state) ?? blind(state) { return failure }
    if state.model.card != nil { return nil }
    return state.model.loading.map { "\($0) is being loaded." }
      ?? "There is no model: {load-model} loads one, {go-training} trains one."
  }

  /// While a review hides what models say, none is used.
  static let blind: @Sendable (AppState) -> String? = { state in
    state.blindness.predictions ? "The review hides what models say: {back} leaves it." : nil
  }

  /// A library that can't be written takes no edits, nor does one before the review has begun.
  static let readOnly: @Sendable (AppState) -> String? = { state in
    if case .readOnly(let failure) = state.access { return failure.sentence }
    return state.review.isAwaited ? "The review has not begun yet." : nil
  }
}

extension AppState {
  /// The keys that mark in this mode.
  fileprivate var markKeys: String { "{set-onset} and {set-offset}" }
}
