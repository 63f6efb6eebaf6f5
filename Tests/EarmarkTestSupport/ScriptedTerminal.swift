import CNcurses
import CellCanvas

/// A terminal that plays prepared input and keeps what it was shown.
@MainActor
public final class ScriptedTerminal: Terminal {
  /// One thing that was shown.
  public struct Presented: Sendable {
    /// The text.
    public let canvas: Canvas
    /// The images on it.
    public let images: [PlacedImage]
    /// The colours it was shown with.
    public let palette: Palette
  }

  /// The size of the window; a `.resized` input changes it when it is taken.
  public private(set) var size: CellSize
  /// Readable as long as there is input.
  public let inputDescriptor: Int32
  /// What was shown, oldest first.
  public private(set) var presented: [Presented] = []
  /// How often the whole screen was asked for anew.
  public private(set) var invalidations = 0
  /// Input that wasn't taken yet.
  public private(set) var inputs: [TerminalInput]
  private let writeDescriptor: Int32

  /// Makes a terminal with its first input.
  public init(size: CellSize, inputs: [TerminalInput] = []) {
    self.size = size
    self.inputs = inputs
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0, "a scripted terminal needs a pipe")
    (inputDescriptor, writeDescriptor) = (ends[0], ends[1])
    if !inputs.isEmpty { wake() }
  }

  /// Makes a terminal whose first input are keys in the notation of `KeyChord`: `"j Enter"`.
  /// - Precondition: Every word is a key.
  public convenience init(size: CellSize, keys: String) {
    self.init(size: size, inputs: Self.inputs(keys: keys))
  }

  deinit {
    close(inputDescriptor)
    close(writeDescriptor)
  }

  /// Adds input to the end.
  public func feed(_ more: [TerminalInput]) {
    if inputs.isEmpty, !more.isEmpty { wake() }
    inputs += more
  }

  /// Adds keys to the end.
  public func feed(keys: String) { feed(Self.inputs(keys: keys)) }

  /// The next input of the script.
  public func nextInput() -> TerminalInput? {
    guard !inputs.isEmpty else { return nil }
    let next = inputs.removeFirst()
    if inputs.isEmpty {
      var byte: UInt8 = 0
      read(inputDescriptor, &byte, 1)
    }
    if case .resized(let new) = next { size = new }
    return next
  }

  /// Keeps what is shown.
  public func present(_ canvas: Canvas, images: [PlacedImage], palette: Palette) {
    presented.append(Presented(canvas: canvas, images: images, palette: palette))
  }

  /// Counts the call.
  public func invalidate() { invalidations += 1 }

  /// The keys of a text with blanks between them, as input.
  public static func inputs(keys: String) -> [TerminalInput] {
    keys.split(separator: " ").map { word in
      guard let chord = KeyChord(notation: String(word)) else {
        preconditionFailure("\(word) is not a key")
      }
      return .key(chord)
    }
  }

  private func wake() { write(writeDescriptor, "", 1) }
}
