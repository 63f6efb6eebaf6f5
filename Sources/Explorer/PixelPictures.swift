import CellCanvas

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Whether pictures are drawn in pixels, and what the terminal said of it.
public struct PixelPictures: Sendable, Equatable {
  /// What is wanted.
  public internal(set) var choice = PixelChoice.off
  /// How the terminal shows them; nil while it is not known to.
  public internal(set) var screen: PixelScreen?
  /// When the terminal was asked; nil once it answered.
  var asked: Date?
  /// Whether a person waits for the answer.
  var isTold = false

  /// Seconds that an answer is waited for; a slow line needs half of one.
  static let patience: TimeInterval = 2

  /// Makes the state of a terminal that was not asked.
  public init() {}

  /// When the terminal counts as one that does not answer.
  var deadline: Date? { asked?.addingTimeInterval(Self.patience) }
}

extension Command {
  /// Pictures in pixels.
  static let choosePixels: [Command] = [
    Command(
      "next-pixels", keys: [", P"],
      "Draw pictures in pixels where the terminal can: by itself, as kitty, as sixels, not",
      group: .picture, help: "pictures in pixels", modes: Mode.withPicture,
      unless: { state in
        switch state.colorMode {
        case .truecolor, .colors256: nil
        default: "So few colours are shown as shades: --color asks for more."
        }
      }
    ) { state in
      let all: [PixelChoice] = [.off, .auto, .kitty, .sixel]
      let place = all.firstIndex(of: state.pixels.choice) ?? 0
      return state.choosePixels(all[(place + 1) % all.count])
    }
  ]
}

extension AppState {
  /// Asks the terminal for what was chosen before the session began; not where all is live sound.
  public mutating func beginPixels() -> [Effect] {
    guard pixels.choice != .off, mode != .live else { return [] }
    pixels.asked = now
    return [.pixels(pixels.choice)]
  }

  /// Chooses how pictures are drawn, and asks the terminal whether it can.
  mutating func choosePixels(_ choice: PixelChoice) -> [Effect] {
    pixels = PixelPictures()
    pixels.choice = choice
    pixels.isTold = true
    if choice == .off {
      say("Pictures: blocks.", "{next-pixels} draws them in pixels")
    } else {
      pixels.asked = now
    }
    return [.pixels(choice)]
  }

  /// Takes the terminal's answer; nil: it shows no pictures in pixels.
  mutating func takePixels(_ screen: PixelScreen?) {
    guard pixels.choice != .off else { return }
    let wasAsked = pixels.asked != nil
    pixels.asked = nil
    pixels.screen = screen
    guard wasAsked else { return }
    if let screen {
      guard pixels.isTold else { return }
      let size = "\(screen.cellWidth)x\(screen.cellHeight) pixels a cell"
      say("Pictures: pixels, by \(screen.kind.rawValue).", size)
    } else {
      let wanted = pixels.choice == .auto ? "in pixels" : "by \(pixels.choice.rawValue)"
      say("This terminal shows no pictures \(wanted).", "blocks draw them")
    }
  }

  /// Gives up a terminal that does not answer; nil while there is none.
  mutating func giveUpPixels() -> [Effect]? {
    guard let deadline = pixels.deadline, deadline <= now else { return nil }
    takePixels(nil)
    return [.pixels(.off)]
  }

  /// Columns of a picture for each of the screen's.
  var columnsPerCell: Int { max(AppState.pixelColumns, pixels.screen?.cellWidth ?? 0) }
}
