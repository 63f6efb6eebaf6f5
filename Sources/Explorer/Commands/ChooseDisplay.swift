import Acoustics
import CellCanvas

extension Command {
  /// What the picture shows, in which colours and levels.
  static let chooseDisplay: [Command] =
    [
      Command(
        "next-view", keys: ["s"], "Show the next view: waveform, spectrogram, mel, MFCC, delta",
        group: .picture, help: "next view: mel, MFCC, delta, wave", hint: "view",
        modes: Mode.withColumns, unless: Refusal.noClip
      ) { state in
        if let session = state.live {
          return state.watch(session.feature.next(hasChosen: session.hasChosenFeature))
        }
        if state.stepPaneKind() { return [] }
        let all = ClipView.usual + (state.model.card == nil ? [] : [ClipView.input])
        let place = all.firstIndex(of: state.viewport.view) ?? 0
        return state.show(all[(place + 1) % all.count])
      },
      view(.spectrogram, "V s"), view(.mel, "V p"), view(.mfcc, "V m"), view(.delta, "V d"),
      view(.waveform, "V w"), special(.multitaper, "V t"), special(.reassigned, "V r"),
      special(.bark, "V b"), special(.erb, "V B"), special(.cqt, "V q"), special(.chroma, "V C"),
      special(.hpss, "V h"), special(.percussive, "V u"),
      Command(
        "show-input", keys: ["V f"], "Show what the model sees", group: .picture,
        help: "what the model sees", modes: Mode.withPicture, unless: Refusal.noModel
      ) { state in
        if state.changePane(to: nil) { return [] }
        state.viewport.view = .input
        return []
      },
      Command(
        "next-colormap", keys: ["c"], "Take the next colour map", group: .picture,
        help: "next, previous colour map", hint: "colours", modes: Mode.withLabels, unless: oneRamp
      ) { $0.stepColorMap(by: 1) },
      Command(
        "previous-colormap", keys: ["C"], "Take the previous colour map", group: .picture,
        help: "next, previous colour map", modes: Mode.withLabels, unless: oneRamp
      ) { $0.stepColorMap(by: -1) },
      Command(
        "pick-theme", keys: [", t"], "Choose a theme and a colour map, seeing them at once",
        group: .picture, help: "theme and colours", modes: Mode.all,
        unless: { state in
          state.themes.count > 1 ? nil : "There is one theme: earmark themes says where they lie."
        }
      ) { state in
        state.pickTheme()
        return []
      },
      level("floor-down", "(", "Lower the darkest level by 5 dB", "dB floor down, up", "floor") {
        $0.moveFloor(by: -5)
      },
      level("floor-up", ")", "Raise the darkest level by 5 dB", "dB floor down, up", nil) {
        $0.moveFloor(by: 5)
      },
      level(
        "ceiling-down", "{", "Lower the brightest level by 5 dB", "dB ceiling down, up", nil,
        modes: [.browse, .spectrogram, .segments, .sheet]
      ) { $0.moveCeiling(by: -5) },
      level(
        "ceiling-up", "}", "Raise the brightest level by 5 dB", "dB ceiling down, up", nil,
        modes: [.browse, .spectrogram, .segments, .sheet]
      ) { $0.moveCeiling(by: 5) },
      level(
        "automatic-contrast", ", a", "Let the levels follow the clip, or what is visible",
        "levels of the clip, of the view", nil
      ) { $0.stepContrast() },
      level(
        "lock-contrast", ", A", "Keep the levels as they are, or let them go", "keep the levels",
        nil,
        modes: Mode.withPicture
      ) { $0.toggleLevelLock() },
      treatment(
        "toggle-denoise", ", d", "Take the median of each band away, or not",
        "denoise: medians of bands",
        .denoised, on: "Medians of bands are taken away."),
      treatment(
        "toggle-peaks", ", k", "Show only the peaks of each spectrum, or all",
        "only peaks of spectra",
        .peaks, on: "Only the peaks of each spectrum are shown."),
      treatment(
        "toggle-normalize", ", e", "Draw each band against its own average (PCEN), or not",
        "against the average: PCEN", .normalized,
        on: "Each band is drawn against its average (PCEN)."),
      level(
        "toggle-pooling", ", m", "Show the loudest or the mean level of a column",
        "loudest or mean of a column", nil, modes: Mode.withPicture
      ) { $0.viewport.pooling = $0.viewport.pooling == .mean ? .loudest : .mean },
      Command(
        "next-channel", keys: [", c"], "Show the next channel, or the mix of all",
        group: .picture, help: "next channel, mix",
        unless: { state in
          guard case .ready(let picture)? = state.currentPicture, picture.channelCount > 1 else {
            return "This recording has one channel."
          }
          return nil
        }
      ) { $0.stepChannel() },
    ]

  private static let oneRamp: @Sendable (AppState) -> String? = { state in
    switch state.colorMode {
    case .truecolor, .colors256: Refusal.noClip(state)
    default: "So few colours have one ramp: --color asks for more."
    }
  }

  /// A view that the key for the next one passes over.
  private static func special(_ view: ClipView, _ keys: String) -> Command {
    let help =
      switch view {
      case .multitaper, .reassigned: "multitaper, reassigned"
      case .bark, .erb: "Bark, ERB"
      case .cqt, .chroma: "constant Q, chroma"
      default: "harmonic, percussive part"
      }
    return Self.view(view, keys, help: help)
  }

  private static func view(
    _ view: ClipView, _ keys: String, help: String = "spectrum, mel, MFCC, delta, wave"
  ) -> Command {
    Command(
      "show-\(view.rawValue)", keys: [keys], "Show the \(view.title)", group: .picture,
      help: help,
      modes: view.feature == nil ? Mode.withColumns : Mode.withColumns.union([.sheet])
    ) { $0.show(view) }
  }

  private static func treatment(
    _ name: String, _ keys: String, _ summary: String, _ help: String, _ treatment: LevelTreatment,
    on message: String
  ) -> Command {
    Command(
      name, keys: [keys], summary, group: .picture, help: help, modes: Mode.withPicture,
      unless: withoutLevels
    ) { state in
      state.toggle(treatment)
      state.say(state.viewport.treatment == treatment ? message : "Levels are drawn as they are.")
      return []
    }
  }

  /// Views without levels have no contrast.
  private static let withoutLevels: @Sendable (AppState) -> String? = { state in
    switch state.viewport.view {
    case .waveform, .mfcc, .delta, .input:
      "The \(state.viewport.view.title) has no decibels: {next-view} shows another view."
    default: Refusal.noClip(state)
    }
  }

  private static func level(
    _ name: String, _ keys: String, _ summary: String, _ help: String, _ hint: String?,
    modes: Set<Mode> = Mode.withColumns.union([.sheet]),
    _ change: @escaping @Sendable (inout AppState) -> Void
  ) -> Command {
    Command(
      name, keys: [keys], summary, group: .picture, help: help, hint: hint, modes: modes,
      unless: withoutLevels
    ) { state in
      change(&state)
      state.lookAgain()
      state.say(state.levelSentence, state.levelRule)
      return []
    }
  }
}

extension AppState {
  /// The darkest and brightest level: `−75 to −5 dB`.
  fileprivate var levelSentence: String {
    if viewport.treatment == .normalized {
      return "0 to \(Format.number(Double(decibels.upperBound), decimals: 1))"
    }
    let low = Format.decibels(decibels.lowerBound, decimals: 0)
    let high = Format.decibels(decibels.upperBound, decimals: 0)
    return "\(low) to \(high) dB"
  }

  /// What they follow, and how columns are made.
  fileprivate var levelRule: String {
    let rule =
      viewport.decibels != nil
      ? "kept"
      : viewport.contrast == .visible
        || viewport.treatment != .none && viewport.treatment != .peaks
        ? "of what is visible" : "of the clip"
    return viewport.pooling == .mean ? rule + ", mean of each column" : rule
  }

  fileprivate mutating func show(_ view: ClipView) -> [Effect] {
    if mode == .live { return watch(.view(view)) }
    if changePane(to: PaneKind(view)) { return [] }
    viewport.view = view
    return []
  }

  /// Shows another feature of live sound.
  fileprivate mutating func watch(_ feature: LiveFeature) -> [Effect] {
    if case .view(let view) = feature { viewport.view = view }
    live?.feature = feature
    return [.live(.show(feature))]
  }

  fileprivate mutating func stepColorMap(by step: Int) -> [Effect] {
    let names: [String?] = [nil] + colorMaps
    let place = names.firstIndex(of: colorMap) ?? 0
    colorMap = names[(place + step + names.count) % names.count]
    say("Colours: \(colorMap ?? "as the theme has them").")
    return []
  }

  fileprivate mutating func stepChannel() -> [Effect] {
    guard case .ready(let picture)? = currentPicture else { return [] }
    let next = viewport.channel.map { $0 + 1 } ?? 0
    viewport.channel = next < picture.channelCount ? next : nil
    say(
      viewport.channel.map { "Channel \($0 + 1) of \(picture.channelCount)." }
        ?? "All channels mixed.")
    return []
  }
}
