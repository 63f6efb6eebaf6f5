import Labeling

extension AppState {
  /// Takes what comes of models.
  mutating func take(_ arrival: ModelArrival) -> [Effect] {
    switch arrival {
    case .loaded(let card): return take(card)
    case .notLoaded(let failure):
      model.loading = nil
      notice = Notice(failure, at: now)
    case .noneSuits: (model.loading, model.isSuiting) = (nil, false)
    case .listed(let choices): model.choices = choices
    case .recalled(let id, let predictions, let isLast): recall(id, predictions, isLast: isLast)
    case .opinions(let id, let clips): take(clips, of: id)
    case .input(let input):
      if input.model == model.card?.id, input.clip == model.input?.wanted {
        model.input?.shown = input
      }
    case .windows(let heard):
      if heard.model == model.windows?.model, heard.clip == model.windows?.clip {
        model.windows?.take(heard)
      }
    case .aligned(let words): return take(words)
    case .heard(let sound):
      if sound.model == model.card?.id { live?.hear(sound, labels: model.card?.labels ?? []) }
    case .training(let report): return take(report)
    case .unfinished(let training): take(training)
    case .doubts(let doubts): take(doubts)
    }
    return []
  }

  private mutating func take(_ card: ModelCard) -> [Effect] {
    let isAnother = model.card?.id != card.id
    let isSilent = model.isSuiting
    model.isSuiting = false
    model.use(card)
    if !isSilent { say("The model is \(card.name).", facts(of: card)) }
    let listening: [Effect] = live == nil ? [] : [.model(.listen(true))]
    return (isAnother ? [.store(.recall(model: card.id))] : []) + listening
  }

  /// What is to be known of a model when it is chosen.
  private func facts(of card: ModelCard) -> String {
    let classes = "\(card.labels.count) classes"
    let known = Set(card.labels)
    if !library.labels.names.isEmpty, !library.labels.names.contains(where: known.contains) {
      return classes + ", none of them a label here"
    }
    let others = library.clips.count {
      $0.recording.sampleRate > 0 && $0.recording.sampleRate != card.sampleRate
    }
    let converted =
      others == 0
      ? ""
      : ", it hears \(Format.sampleRate(card.sampleRate)):"
        + " \(others == library.clips.count ? "all" : Format.count(others)) clips are converted"
    return classes + (card.isCalibrated ? "" : ", its scores are not calibrated") + converted
  }

  private mutating func recall(
    _ id: String, _ predictions: [ID<Clip>: Prediction], isLast: Bool
  ) {
    guard id == model.card?.id else { return }
    if model.opinions.isEmpty { model.opinions.reserveCapacity(library.clips.count) }
    for (clip, prediction) in predictions where model.opinions[clip] == nil {
      guard let place = library.place(of: clip) else { continue }
      model.opinions[clip] = ClipOpinion(prediction, span: library.clips[place].span)
    }
    guard isLast else { return }
    model.isRecalled = true
    model.mustSweep = true
  }

  private mutating func take(_ clips: [JudgedClip], of id: String) {
    guard id == model.card?.id else { return }
    for judged in clips {
      if let prediction = judged.prediction {
        model.opinions[judged.clip.clip] = ClipOpinion(prediction, span: judged.clip.span)
      } else {
        model.failures[judged.clip.clip] = judged.failure ?? ""
      }
    }
    model.sweptCount = max(0, model.sweptCount - clips.count)
  }

  /// Asks for opinions on the clips that have none: those on the screen before all others.
  mutating func wishForOpinions() -> [Effect] {
    guard isOpen, model.card != nil, model.isRecalled else { return [] }
    var effects: [Effect] = []
    if model.mustSweep {
      model.mustSweep = false
      let missing = library.clips.indices.compactMap { place in
        isWanted(library.clips[place]) ? ClipToJudge(library.clips[place]) : nil
      }
      model.sweptCount = missing.count
      model.wanted = []
      effects.append(.model(.all(missing)))
    }
    if mode != .live, !model.opinions.isEmpty || model.sweptCount > 0 {
      let rows =
        mode == .sheet
        ? sheetRows : browser.top..<min(browser.order.count, browser.top + max(1, listRows))
      let visible = ([current].compactMap(\.self) + rows.map { library.clips[browser.order[$0]] })
        .filter(isWanted).map { ClipToJudge($0) }
      if !visible.isEmpty, visible != model.wanted {
        model.wanted = visible
        effects.append(.model(.first(visible)))
      }
    }
    return effects + wishForInput() + wishForWindows()
  }

  private func isWanted(_ clip: Clip) -> Bool {
    model.prediction(of: clip) == nil && model.failures[clip.id] == nil && clip.recording.isThere
  }

  private mutating func wishForInput() -> [Effect] {
    guard viewport.view == .input, Mode.withPicture.contains(mode), let clip = current,
      clip.recording.isThere
    else { return [] }
    let wanted = ClipToJudge(clip)
    guard model.input?.wanted != wanted || model.input?.shown?.model != model.card?.id else {
      return []
    }
    if model.input?.wanted == wanted, model.input?.shown == nil { return [] }
    model.input = ModelInputState(wanted: wanted, shown: nil)
    return [.model(.input(wanted))]
  }

  /// Asks for the windows of a long recording about what is seen; those heard stay heard.
  private mutating func wishForWindows() -> [Effect] {
    guard let card = model.card, mode == .label || mode == .spectrogram, let clip = current,
      clip.recording.isThere, card.hearsWindows(of: clip.duration), !clip.samples.isEmpty,
      let visible = visibleSamples, let cursor = cursorSample
    else { return [] }
    let judged = ClipToJudge(clip)
    let grid = WindowGrid(
      samples: clip.samples, rate: clip.recording.sampleRate, seconds: card.seconds)
    if model.windows?.clip != judged || model.windows?.model != card.id
      || model.windows?.grid != grid
    {
      model.windows = WindowOpinions(
        clip: judged, model: card.id, labels: card.labels, grid: grid)
      model.wantedWindows = nil
    }
    let wish = WindowWish(
      clip: judged, grid: grid, focus: grid.window(at: cursor), seen: grid.windows(in: visible))
    guard wish != model.wantedWindows else { return [] }
    model.wantedWindows = wish
    return [.model(.windows(wish))]
  }

  /// Loads the model that was asked for, that of the last session, or one that suits the classes.
  mutating func wishForModel(remembered: String?) -> [Effect] {
    guard model.card == nil else { return [] }
    if let wanted = model.asked ?? (model.looksForOne ? remembered : nil) {
      model.asked = nil
      model.loading = wanted
      return [.model(.load(wanted))]
    }
    guard model.loading == nil, !model.isChosen, model.looksForOne else { return [] }
    let classes = library.labelCounts.keys.sorted()
    guard classes.count > 1, classes != model.suited else { return [] }
    model.suited = classes
    model.isSuiting = true
    return [.model(.suit(classes))]
  }

  /// Loads a model by its name or path.
  mutating func loadModel(_ name: String) -> [Effect] {
    model.loading = name
    model.isChosen = true
    model.isSuiting = false
    say("Loading \(name).")
    return [.model(.load(name))]
  }
}
