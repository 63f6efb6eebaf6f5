/// A moment as a person types it: `83.4`, `1:23.4`, `1:02:03`, `250 ms`, `50 %`, `+5`, `-0:10`.
struct TypedTime {
  private enum Kind {
    case seconds(Double)
    case share(Double)
  }

  private let kind: Kind
  /// 1 and −1 lead on from the cursor, 0 does not.
  private let direction: Double

  /// Reads a line; nil for what is no moment.
  init?(_ line: String) {
    var text = line.filter { !$0.isWhitespace }.lowercased()
    switch text.first {
    case "+": direction = 1
    case "-", "\u{2212}": direction = -1
    default: direction = 0
    }
    if direction != 0 { text.removeFirst() }
    if text.hasSuffix("%") {
      guard let share = Self.number(text.dropLast()), share <= 100 else { return nil }
      kind = .share(share / 100)
    } else if text.hasSuffix("ms") {
      guard let value = Self.number(text.dropLast(2)) else { return nil }
      kind = .seconds(value / 1000)
    } else if text.contains(":") {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      let values = parts.compactMap(Self.number)
      guard parts.count <= 3, values.count == parts.count,
        values.dropLast().allSatisfy({ $0 == $0.rounded() }),
        values.dropFirst().allSatisfy({ $0 < 60 })
      else { return nil }
      kind = .seconds(values.reduce(0) { $0 * 60 + $1 })
    } else {
      guard let value = Self.number(text.hasSuffix("s") ? text.dropLast() : text[...]) else {
        return nil
      }
      kind = .seconds(value)
    }
  }

  private static func number(_ text: Substring) -> Double? {
    guard !text.isEmpty, text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else {
      return nil
    }
    return Double(text)
  }

  /// The sample, counted from the start of the recording; not kept inside the clip.
  func sample(rate: Double, cursor: Int, clip: Range<Int>) -> Int {
    let limit = Double(Int.max / 4)
    switch kind {
    case .seconds(let seconds):
      let distance = Int(min(limit, (seconds * rate).rounded()))
      return direction == 0 ? distance : cursor + Int(direction) * distance
    case .share(let share):
      let distance = Int((share * Double(clip.count)).rounded())
      return direction == 0 ? clip.lowerBound + distance : cursor + Int(direction) * distance
    }
  }
}

extension AppState {
  /// Puts the cursor on a moment that was typed.
  mutating func goToTyped(_ line: String) -> [Effect] {
    guard let clip = clipSamples, let rate = sampleRate, rate > 0, let cursor = cursorSample else {
      say("The length of this clip is not known yet.", kind: .refusal)
      return []
    }
    guard let time = TypedTime(line) else {
      say("\(line) is no time.", ":go 1:23.4, :go 83.4, :go +5, :go 50 %", kind: .refusal)
      return []
    }
    let sample = time.sample(rate: rate, cursor: cursor, clip: clip)
    guard clip.contains(sample) || sample == clip.upperBound else {
      let from = Format.time(Double(clip.lowerBound) / rate)
      let to = Format.time(Double(clip.upperBound) / rate)
      say("There is no \(line) here.", "the clip goes from \(from) to \(to)", kind: .refusal)
      return []
    }
    jump(to: sample)
    return []
  }
}
