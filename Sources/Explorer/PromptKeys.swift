import CellCanvas
import Labeling

extension AppState {
  /// The longest label, in characters.
  static let labelLimit = 100

  /// Takes pasted text into the line being typed, else nowhere: pasted letters are no keys.
  mutating func paste(_ text: String) -> [Effect] {
    guard let prompt, !prompt.kind.isQuestion else {
      say("Pasted text is no keys: {type-label} types a label, {search} searches.", kind: .refusal)
      return []
    }
    takeChoice()
    self.prompt?.insert(String(text.prefix(200)))
    return promptChanged()
  }

  /// Takes a key while a line is being typed.
  mutating func pressInPrompt(_ chord: KeyChord) -> [Effect] {
    guard let kind = prompt?.kind else { return [] }
    if kind == .quit { return answerQuit(chord) }
    if case .replace(let name) = kind { return answerReplace(chord, name) }
    if let effects = walkCommands(chord) { return effects }
    if let step = completionStep(of: chord) { return stepCompletion(by: step) }
    if chord.key == .enter, !chord.control { return acceptPrompt() }
    takeChoice()
    if chord.control { return editPrompt(chord) }
    switch chord.key {
    case .escape: return cancelPrompt()
    case .backspace: prompt?.deleteBackwards()
    case .delete: prompt?.deleteForwards()
    case .left: prompt?.step(by: -1)
    case .right: prompt?.step(by: 1)
    case .home: prompt?.move(to: 0)
    case .end: prompt?.move(to: .max)
    case .character(let character):
      guard !chord.alt else { return [] }
      prompt?.insert(String(character))
    case .enter, .tab, .up, .down, .insert, .pageUp, .pageDown, .function: return []
    }
    return promptChanged()
  }

  /// How far a key goes through what the line may be completed to; nil if it is another key.
  private func completionStep(of chord: KeyChord) -> Int? {
    switch (chord.key, chord.control) {
    case (.tab, false): chord.shift ? -1 : 1
    case (.down, false), (.character("n"), true): 1
    case (.up, false), (.character("p"), true): -1
    default: nil
    }
  }

  /// Puts the completion that is chosen into the line, which goes on from there.
  private mutating func takeChoice() {
    guard let prompt, prompt.kind != .command, let choice = prompt.choice else { return }
    let found = completions
    guard found.indices.contains(choice) else { return }
    self.prompt?.replace(with: found[choice])
    self.prompt?.choice = nil
  }

  private mutating func editPrompt(_ chord: KeyChord) -> [Effect] {
    switch chord.key {
    case .character("u"): prompt?.deleteLine()
    case .character("w"): prompt?.deleteWord()
    case .character("a"): prompt?.move(to: 0)
    case .character("e"): prompt?.move(to: .max)
    case .character("g"), .character("c"): return cancelPrompt()
    default: return []
    }
    return promptChanged()
  }

  /// What the line may be completed to, best first.
  public var completions: [String] {
    guard let prompt else { return [] }
    switch prompt.kind {
    case .label, .segments, .rename, .split, .point:
      return library.labels.completions(of: prompt.line)
    case .attributes: return attributeCompletions(of: prompt.line)
    case .command: return foundCommands.map(\.command.name)
    case .filter: return filterCompletions(of: prompt.line)
    case .model: return modelCompletions(of: prompt.line)
    case .review: return reviewCompletions(of: prompt.line)
    case .tier: return tierCompletions(of: prompt.line)
    case .search, .quit, .partCount, .time, .export, .replace, .note, .confidence, .words: return []
    }
  }

  private mutating func stepCompletion(by step: Int) -> [Effect] {
    let count = completions.count
    guard count > 0 else { return [] }
    let before = prompt?.choice ?? (step > 0 ? -1 : 0)
    prompt?.choice = (before + step + count) % count
    return []
  }

  private mutating func promptChanged() -> [Effect] {
    guard let prompt, case .search(let start) = prompt.kind else { return [] }
    browser.search = prompt.line
    notice = nil
    guard !prompt.text.isEmpty, hasHit else {
      if !prompt.text.isEmpty { sayNoHit() }
      return moveThroughList(to: start)
    }
    return moveToHit(from: start - 1, step: 1)
  }

  private mutating func cancelPrompt() -> [Effect] {
    defer { prompt = nil }
    commandHistory.leave()
    guard case .search(let start)? = prompt?.kind else { return [] }
    return moveThroughList(to: start)
  }

  private mutating func acceptPrompt() -> [Effect] {
    guard let prompt else { return [] }
    let found = completions
    let chosen = prompt.choice.flatMap { found.indices.contains($0) ? found[$0] : nil }
    self.prompt = nil
    switch prompt.kind {
    case .quit, .replace: return []
    case .export: return exportView(to: prompt.line.trimmingBlanks)
    case .search:
      if !browser.search.isEmpty, !hasHit { sayNoHit() }
      return []
    case .label: return giveTypedLabel(chosen ?? prompt.line) { $0.label($1) }
    case .segments:
      return giveTypedLabel(chosen ?? prompt.line) { $0.takeSegmentsAsRegions($1) }
    case .rename(let old):
      return giveTypedLabel(chosen ?? prompt.line) { $0.rename(old, to: $1) }
    case .split(let old):
      return giveTypedLabel(chosen ?? prompt.line) { $0.split(old, into: $1) }
    case .attributes: return describe(chosen ?? prompt.line)
    case .point: return giveTypedLabel(chosen ?? prompt.line) { $0.setPoint($1) }
    case .note, .confidence, .tier, .words: return take(chosen ?? prompt.line, for: prompt.kind)
    case .partCount: return cutIntoTyped(prompt.line)
    case .time: return prompt.line.trimmingBlanks.isEmpty ? [] : goToTyped(prompt.line)
    case .filter: return filter(byTyped: chosen ?? prompt.line)
    case .model:
      let name = chosen ?? prompt.line.trimmingBlanks
      return name.isEmpty ? [] : loadModel(name)
    case .command: return runTyped(prompt)
    case .review: return review(byTyped: chosen ?? prompt.line)
    }
  }

  /// Takes a line that a command may have behind its name.
  mutating func take(_ line: String, for kind: Prompt.Kind) -> [Effect] {
    switch kind {
    case .note: note(line)
    case .confidence: confide(line)
    case .tier: chooseTier(line)
    case .words: alignWords(line)
    default: []
    }
  }

  mutating func cutIntoTyped(_ line: String) -> [Effect] {
    guard let count = Int(line.trimmingBlanks) else {
      say("\(line) is no count of parts.", ":cut-into 4 makes four", kind: .refusal)
      return []
    }
    return cut(into: count)
  }

  /// Gives a label that was typed, without what can't be seen in it.
  private mutating func giveTypedLabel(
    _ line: String, _ give: (inout AppState, String) -> [Effect]
  ) -> [Effect] {
    let visible = line.unicodeScalars.filter { !$0.isInvisibleControl }
    let name = library.labels.name(
      of: String(String.UnicodeScalarView(visible)).trimmingBlanks)
    guard !name.isEmpty else { return [] }
    guard name.count <= AppState.labelLimit else {
      say(
        "A label has at most \(AppState.labelLimit) characters.", "this one has \(name.count)",
        kind: .refusal)
      return []
    }
    return give(&self, name)
  }

  private mutating func answerQuit(_ chord: KeyChord) -> [Effect] {
    switch chord.key {
    case .character("s"):
      prompt = nil
      let effects = run("save")
      saving.isQuitting = true
      return effects
    case .character("d"):
      prompt = nil
      saving.unsaved = []
      saving.isQuitting = true
      return leave()
    case .escape, .character("q"), .character("n"): prompt = nil
    default: break
    }
    return []
  }
}

extension Unicode.Scalar {
  /// Whether it only steers the direction or the breaking of text.
  fileprivate var isInvisibleControl: Bool {
    switch value {
    case 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x206F, 0xFEFF: true
    default: properties.generalCategory == .control
    }
  }
}

extension String {
  /// The text without blanks at its ends.
  var trimmingBlanks: String {
    let start = drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
