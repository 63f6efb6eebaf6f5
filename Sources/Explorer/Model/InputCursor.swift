/// The value of the model's input that is under the cursor.
struct InputCursor: Equatable {
  /// Its place.
  let frame, bin: Int
  /// The value.
  let value: Float
  /// Whether the bin was chosen; else it is the highest of its frame.
  let isChosen: Bool
}

extension AppState {
  /// The frame of the model's input in which the cursor is; nil where it is in none.
  func inputFrame(of input: ModelInput) -> Int? {
    guard let onset = input.clipOnset, input.seconds > 0, let sample = cursorSample,
      let clip = clipSamples, let rate = sampleRate, rate > 0
    else { return nil }
    let seconds = onset + Double(sample - clip.lowerBound) / rate
    let frame = Int((seconds / input.seconds * Double(input.frames)).rounded(.down))
    return (0..<input.frames).contains(frame) ? frame : nil
  }

  /// The value under the cursor; nil where that is in no frame.
  func inputCursor(in input: ModelInput) -> InputCursor? {
    guard input.bins > 0, let frame = inputFrame(of: input) else { return nil }
    let values = input.values[(frame * input.bins)..<((frame + 1) * input.bins)]
    let chosen = model.inputBin.map { max(0, min(input.bins - 1, $0)) }
    let highest = values.indices.max { values[$0] < values[$1] }
    guard let bin = chosen ?? highest.map({ $0 - values.startIndex }) else { return nil }
    return InputCursor(
      frame: frame, bin: bin, value: values[values.startIndex + bin], isChosen: chosen != nil)
  }

  /// What the status line says of it.
  var inputReadout: [String] {
    guard viewport.view == .input, let input = model.input?.shown, input.failure == nil,
      let cursor = inputCursor(in: input)
    else { return [] }
    let value = Format.number(Double(cursor.value), decimals: 2)
    return ["frame \(cursor.frame)", "bin \(cursor.bin)", value]
  }

  /// Which frames and bins of the model's input are shown, where there is no room for all.
  var shownInput: [String] {
    guard viewport.view == .input, let input = model.input?.shown, input.failure == nil else {
      return []
    }
    let fit = InputFit(
      input, layout.picture, frame: inputFrame(of: input), bin: model.lowestBin)
    return [("bins", fit.bins, input.bins), ("frames", fit.frames, input.frames)].compactMap {
      name, shown, count in
      shown.count < count
        ? "\(name) \(shown.lowerBound)–\(shown.upperBound - 1) of \(count)" : nil
    }
  }

  /// Moves the cursor to a higher or lower bin, which stays in view.
  mutating func moveInputBin(by step: Int) {
    guard let input = model.input?.shown, input.failure == nil,
      let cursor = inputCursor(in: input)
    else { return }
    let bin = max(0, min(input.bins - 1, cursor.bin + step))
    model.inputBin = bin
    let fit = InputFit(input, layout.picture, frame: cursor.frame, bin: model.lowestBin)
    if bin < fit.bins.lowerBound { model.lowestBin = bin }
    if bin >= fit.bins.upperBound { model.lowestBin = bin + 1 - fit.bins.count }
  }

  /// Shows higher or lower bins of the model's input, by a share of those that are seen.
  mutating func scrollInput(by share: Double) {
    guard let input = model.input?.shown, input.failure == nil else { return }
    let fit = InputFit(input, layout.picture, frame: nil, bin: model.lowestBin)
    guard fit.bins.count < input.bins else {
      say("All \(input.bins) bins are shown.")
      return
    }
    let step = Int((share * Double(fit.bins.count)).rounded())
    model.lowestBin = max(0, min(fit.bins.lowerBound + step, input.bins - fit.bins.count))
  }
}
