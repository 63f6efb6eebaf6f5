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
  private let tracks: [PictureTrack: ClipPicture]

  /// Makes a screen of a picture that is ready.
  ///
  /// - Parameters:
  ///   - wholeClip: The picture of the whole clip, where ``AutomaticLevels`` need it.
  ///   - tracks: What is drawn over the picture, on its columns.
  public init(
    path: RecordingPath, picture: ClipPicture, wholeClip: ClipPicture? = nil, view: ClipView,
    tracks: [PictureTrack: ClipPicture] = [:]
  ) {
    self.path = path
    self.picture = picture
    self.wholeClip = wholeClip
    self.view = view
    self.tracks = tracks
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
  ///   - showsNotes: Whether the frequency ruler has the names of notes.
  public func screen(
    size: CellSize, decibels: ClosedRange<Float>? = nil, blocks: String = "best",
    colorMode: ColorMode = .truecolor, showsNotes: Bool = false
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
    state.viewport.tracks = Set(tracks.keys)
    state.viewport.showsNotes = showsNotes
    if let wholeClip, let key = state.currentKey {
      state.pictures.insert(.ready(wholeClip), for: key)
    }
    if !picture.isOfWholeClip { state.viewport.span = picture.span }
    if let key = state.currentKey { state.pictures.insert(.ready(picture), for: key) }
    for (track, made) in tracks {
      if let key = state.trackKey(track) { state.pictures.insert(.ready(made), for: key) }
    }
    var screen = Screen(size: size)
    PicturePane(state: state, showsCursor: false)
      .draw(on: &screen, ScreenLayout(still: size, view: view))
    return screen
  }
}
