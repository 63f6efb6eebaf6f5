import Labeling

/// What a model hears of a clip that is longer than its window.
public enum ModelHearing: Sendable, Hashable {
  /// A window from its start.
  case start
  /// A window from its middle.
  case middle
  /// So many windows, spread over all of it.
  case spread(Int)

  /// Windows of a clip that it hears.
  var windowCount: Int {
    if case .spread(let count) = self { max(1, count) } else { 1 }
  }
}

/// How long a clip is beside what a model hears at once.
enum ModelLength: String {
  /// The model hears silence behind it.
  case shorter
  /// The model hears a part of it, or parts.
  case longer
}

extension ModelCard {
  /// The share of its window by which a clip may be shorter or longer and count as as long.
  private static let tolerance = 0.05

  /// How long a clip is beside what it hears at once; nil where it is about as long.
  func length(of seconds: Double?) -> ModelLength? {
    guard let seconds else { return nil }
    if seconds < (1 - Self.tolerance) * self.seconds { return .shorter }
    return seconds > (1 + Self.tolerance) * self.seconds ? .longer : nil
  }

  /// Classes that stand for everything else; nobody labels a clip so.
  private static let others: Set<String> = ["_silence_", "_unknown_"]

  /// Whether a class is one that clips can be labelled with.
  static func canLabel(_ name: String) -> Bool { !others.contains(name) }

  /// Whether a clip is heard window by window, each of them with something else in it.
  func hearsWindows(of seconds: Double?) -> Bool {
    seconds.map { $0 >= 2 * self.seconds } ?? false
  }

  /// Whether a clip is so long that what the model hears of it is no opinion on all of it.
  func isTooLong(_ seconds: Double?) -> Bool {
    seconds.map { $0 >= 2 * self.seconds * Double(hearing.windowCount) } ?? false
  }

  /// Which part of a clip it hears, in words; nil where that is all of it.
  func part(of seconds: Double?) -> String? {
    guard let seconds, length(of: seconds) == .longer else { return nil }
    let window = Format.number(self.seconds, decimals: 1) + " s"
    switch hearing {
    case .start: return "first \(window) only"
    case .middle: return "middle \(window) only"
    case .spread(let count):
      return isTooLong(seconds) ? "\(count) times \(window) only" : nil
    }
  }
}

extension ModelCard {
  /// Letters of a folder's name from which on it can name a data set.
  private static let leastName = 4

  /// Whether its file says that it learnt from what lies in a folder: by the folder's name, with
  /// or without blanks, or by first letters.
  package func learnt(fromFolder name: String) -> Bool {
    let wanted = name.lowercased().filter { $0.isLetter || $0.isNumber }
    guard wanted.count >= ModelCard.leastName, let text = learntFrom?.lowercased() else {
      return false
    }
    let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    return words.indices.contains { start in
      var joined = ""
      var initials = ""
      for word in words[start...] {
        joined += word
        initials += String(word.prefix(1))
        if joined == wanted || initials == wanted { return true }
        if joined.count > wanted.count, initials.count > wanted.count { return false }
      }
      return false
    }
  }
}
