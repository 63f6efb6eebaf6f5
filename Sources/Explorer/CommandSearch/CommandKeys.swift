import CellCanvas

extension AppState {
  /// Takes a key that walks through the commands found or through earlier lines; nil if it doesn't.
  mutating func walkCommands(_ chord: KeyChord) -> [Effect]? {
    guard let prompt, prompt.kind == .command else { return nil }
    let count = foundCommands.count
    let choice = prompt.choice ?? 0
    switch (chord.key, chord.control) {
    case (.down, _), (.character("n"), true):
      if commandHistory.depth > 0, let line = commandHistory.newer() {
        self.prompt?.replace(with: line)
        self.prompt?.choice = nil
      } else if choice + 1 < count {
        self.prompt?.choice = choice + 1
      }
    case (.up, _), (.character("p"), true):
      if choice > 0 {
        self.prompt?.choice = choice - 1
      } else if let line = commandHistory.older(than: prompt.line) {
        self.prompt?.replace(with: line)
        self.prompt?.choice = nil
      }
    case (.pageDown, _): self.prompt?.choice = max(0, min(count - 1, choice + 8))
    case (.pageUp, _): self.prompt?.choice = max(0, choice - 8)
    case (.tab, _): completeCommand(isBackwards: chord.shift)
    default: return nil
    }
    return []
  }

  /// Puts the name of the command chosen into the line; the next one's when it is there already.
  private mutating func completeCommand(isBackwards: Bool) {
    let found = foundCommands
    guard !found.isEmpty, let prompt else { return }
    var choice = min(prompt.choice ?? 0, found.count - 1)
    if isBackwards { choice = (choice + found.count - 1) % found.count }
    let name = found[choice].command.name
    guard prompt.line != name else { return }
    self.prompt?.replace(with: name)
    self.prompt?.choice = nil
  }

  /// Runs what was typed after `:`.
  mutating func runTyped(_ prompt: Prompt) -> [Effect] {
    self.prompt = prompt
    let found = foundCommands
    self.prompt = nil
    let line = prompt.line.trimmingBlanks
    if prompt.choice == nil, let time = Self.time(in: line, isOnly: found.isEmpty) {
      commandHistory.add(line)
      return goToTyped(time)
    }
    let name = line.replacing(" ", with: "-")
    if prompt.choice == nil, let count = Self.partCount(in: name),
      CommandRegistry.command(name) == nil
    {
      commandHistory.add(line)
      let effects = run("cut-into")
      guard self.prompt != nil else { return effects }
      self.prompt = nil
      return cutIntoTyped(count)
    }
    if prompt.choice == nil, let typed = CommandUsage.text(in: line) {
      commandHistory.add(line)
      let effects = run(typed.command)
      if let awaited = places.awaited {
        places.awaited = nil
        pendingKeys = []
        return effects + takeTypedRegister(typed.text, awaited)
      }
      guard let kind = self.prompt?.kind else { return effects }
      self.prompt = nil
      return effects + take(typed.text, for: kind)
    }
    let isExact = prompt.choice == nil && CommandRegistry.command(name) != nil
    let place = prompt.choice ?? (line.isEmpty ? nil : 0)
    let chosen =
      isExact
      ? name : place.flatMap { found.indices.contains($0) ? found[$0].command.name : nil } ?? name
    guard !chosen.isEmpty else { return [] }
    commandHistory.add(chosen)
    return run(chosen)
  }

  /// What stands behind `cut-into`.
  private static func partCount(in name: String) -> String? {
    name.hasPrefix("cut-into-") ? String(name.dropFirst("cut-into-".count)) : nil
  }

  /// What stands behind `go` and a blank, unless it may be the rest of a name.
  private static func time(in line: String, isOnly: Bool) -> String? {
    let words = line.split(separator: " ", maxSplits: 1)
    guard words.count == 2, words[0] == "go" else { return nil }
    let name = "go-" + words[1].replacing(" ", with: "-")
    guard CommandRegistry.command(name) == nil, isOnly || words[1].first?.isLetter == false
    else { return nil }
    return String(words[1])
  }
}
