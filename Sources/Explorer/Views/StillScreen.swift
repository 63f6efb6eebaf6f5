import CellCanvas
import Labeling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The explorer's picture of one recording, without the explorer.
public struct StillScreen {
  private let path: RecordingPath
  private let picture: ClipPicture
  private let wholeClip: ClipPicture?
  private let view: ClipView

  /// Makes a screen of a picture that is ready.
  ///
  /// - Parameter wholeClip: The picture of the whole clip, where ``AutomaticLevels`` need it.
  public init(
    path: RecordingPath, picture: ClipPicture, wholeClip: ClipPicture? = nil, view: ClipView
  ) {
    self.path = path
    self.picture = picture
    self.wholeClip = wholeClip
    self.view = view
  }

  /// Columns of pixels that the picture of a screen of this size is made with.
  public static func pictureColumns(_ size: CellSize, view: ClipView) -> Int {
    max(1, ScreenLayout(still: size, view: view).picture.columns * AppState.pixelColumns)
  }

  /// Draws it in the size of a window.
  /// - Parameters:
  ///   - decibels: The darkest and brightest level; nil follows the clip.
  ///   - blocks: The identity of a blitter.
  ///   - colorMode: How many colours there are where it is shown.
  public func screen(
    size: CellSize, decibels: ClosedRange<Float>? = nil, blocks: String = "best",
    colorMode: ColorMode = .truecolor
  ) -> Screen {
    var state = AppState(
      place: "", annotator: "", size: size, now: Date(timeIntervalSince1970: 0), seed: 0,
      blocks: blocks, colorMode: colorMode)
    let recording = Recording(
      id: ID(row: 1), path: path, sampleRate: picture.sampleRate,
      sampleCount: picture.clipSamples.upperBound, channelCount: picture.channelCount,
      state: .ready)
    state.library = Library(clips: [Clip(id: ID(row: 1), recording: recording)])
    state.isOpen = true
    state.browser.arrange(state.library, random: &state.ids, keeping: nil)
    state.mode = .spectrogram
    state.viewport.view = view
    state.viewport.decibels = decibels
    if let wholeClip, let key = state.currentKey {
      state.pictures.insert(.ready(wholeClip), for: key)
    }
    if !picture.isOfWholeClip { state.viewport.span = picture.span }
    if let key = state.currentKey { state.pictures.insert(.ready(picture), for: key) }
    var screen = Screen(size: size)
    PicturePane(state: state, showsCursor: false)
      .draw(on: &screen, ScreenLayout(still: size, view: view))
    return screen
  }
}
