import Acoustics
import CellCanvas
import Labeling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What lies over the screen.
public enum Overlay: Sendable, Equatable {
  /// The keys of a mode, scrolled by so many rows.
  case help(Mode, scroll: Int)
  /// Facts about the clip under the cursor.
  case facts
  /// Themes and color maps to choose from.
  case themes(ThemePicker)
  /// The history of edits.
  case history
  /// The figures of the review.
  case review
}

/// The whole explorer as one value: `update` is the only writer, `screen` the only reader.
public struct AppState: Sendable, Equatable {
  /// The folder's name as shown in the first row.
  public var place: String
  /// Clips and classes.
  public var library = Library() { didSet { libraryRevision &+= 1 } }
  /// Tells the library from what it was before.
  private(set) var libraryRevision = 0
  /// Whether the library is open; before that the list is on its way.
  public var isOpen = false
  /// Whether and where labels can be saved.
  public var access = LibraryAccess.folder
  /// How far the scan is.
  public var scan = ScanProgress()
  /// How far the measuring of recordings is.
  public internal(set) var measuring = ScanProgress(isOver: true)
  /// What was proposed for a flaw of the clip, until another key.
  var proposed: Repair?
  /// Whether the user asked for the scan, and is told what it found.
  public var isRescanning = false
  /// The list.
  public var browser = ClipBrowser()
  /// The list as small pictures.
  public var sheet = ContactSheet()
  /// Small pictures made last.
  public internal(set) var thumbnails = RecentThumbnails()
  /// What of the clip is shown.
  public var viewport = Viewport()
  /// What is shown under the picture.
  public var panes = PaneStack()
  /// The clip beside the one under the cursor; nil for none.
  public internal(set) var pair: ClipPair?
  /// The clip that was under the cursor before this one.
  var lastShown: ID<Clip>?
  /// What of the clip under the cursor is marked.
  public var selection: Selection?
  /// What is heard, and how.
  public var audition = Audition()
  /// What of the selection or of a region the keys act on.
  public var marking = Marking()
  /// What edges snap to.
  public var snapping = Snapping()
  /// The tiers of regions.
  public var tiers = RegionTiers()
  /// Marks and jumps.
  public var places = Places()
  /// The moment that is looked for.
  var wantedPlace: PlaceRequest?
  /// What a search for sounds found, while it is looked at.
  public var preview: SegmentPreview?
  /// Searches for sounds that were begun.
  var searchCount = 0
  /// Where keys go.
  public var mode = Mode.browse
  /// Listening; nil while nobody does.
  public var live: LiveSession?
  /// Sounds that are kept and on their way into the library.
  public var keeping = KeptSounds()
  /// A line being typed.
  public var prompt: Prompt?
  /// Commands that were typed.
  public var commandHistory = CommandHistory()
  /// Keys that were recorded.
  public internal(set) var macros = Macros()
  /// What lies over the screen.
  public var overlay: Overlay?
  /// A message in the status line.
  public var notice: Notice?
  /// The keys of an unfinished sequence.
  public var pendingKeys: [KeyChord] = []
  /// The tour, while it is taken.
  public var tour: Tour?
  /// What was remembered when the session began.
  public var remembered = Settings()
  /// What was chosen for this session alone.
  public var choices = SessionChoices()
  /// What the mouse is in the middle of.
  public var pointing = Pointing()
  /// Edits on their way to disk, and how many can be taken back.
  public var saving = Saving()
  /// The history, while it is shown.
  var history = HistoryList()
  /// Filters by the names that they were saved under.
  public var savedFilters: [String: String] = [:]
  /// The edit that `.` repeats: the label given last, nil for a clearing.
  public var lastLabel: LabelChange?
  /// The review under way.
  public var review = ReviewState()
  /// The model in use and what it says.
  public var model = ModelState()
  /// Pictures made last.
  public var pictures = RecentPictures()
  /// The picture under the cursor as it is drawn; nil where that is how it was made.
  public var sight: PictureSight?
  /// The same of the clip beside it.
  var otherSight: PictureSight?
  /// Pictures fitted to cells, of the last redraw.
  var rasters = DrawnRasters()
  /// The keys of the mode, of the last redraw.
  var keyHints = KeyHints()
  /// What was asked for last, so that it is not asked for again.
  public var wantedPictures: [PictureKey] = []
  /// What is known of what is marked.
  public var measured: Measured?
  /// The theme chosen.
  public var theme: String
  /// The themes there are.
  public var themes: [String]
  /// Whether the theme was given for this session, whatever the last one had.
  public var isThemeGiven = false
  /// Whether the colour map was given for this session, whatever the last one had.
  public var isColorMapGiven = false
  /// The colour map chosen, nil for the theme's own.
  public var colorMap: String?
  /// The colour maps there are, in the order in which `c` goes through them.
  public var colorMaps: [String]
  /// How levels become block characters.
  public var blocks: String
  /// Whether pictures are drawn in pixels.
  public internal(set) var pixels = PixelPictures()
  /// Which characters there are; nil follows the terminal.
  public var glyphs: GlyphSet?
  /// What the terminal can show.
  public var colorMode: ColorMode
  /// The keys.
  public var keymap: Keymap
  /// What is wrong with the file that they come from.
  public var keymapProblems: [FileProblem] = []
  /// The name that labels are given under.
  public var annotator: String
  /// Identities and random orders.
  public var ids: IDSource
  /// The window's size in cells.
  public var size: CellSize
  /// What time it is.
  public var now: Date

  /// Makes the state before anything happened.
  public init(
    place: String, annotator: String, size: CellSize, now: Date, seed: UInt64,
    keymap: Keymap = .standard, blocks: String = "best", colorMode: ColorMode = .truecolor,
    colorMaps: [String] = [], theme: String = Theme.midnight.name, themes: [String] = []
  ) {
    self.place = place
    self.annotator = annotator
    self.size = size
    self.now = now
    self.keymap = keymap
    self.blocks = blocks
    self.colorMode = colorMode
    self.colorMaps = colorMaps
    self.theme = theme
    self.themes = themes
    ids = IDSource(seed: seed)
  }

  /// The clip under the cursor.
  public var current: Clip? { browser.current(in: library) }

  /// When the screen changes by itself, nil if it does not.
  public var nextDeadline: Date? {
    [
      notice?.expiry, saving.deadline,
      marking.move?.since.addingTimeInterval(Marking.Move.patience), replayDeadline,
      pixels.deadline,
    ].compactMap(\.self).filter { $0 > now }.min()
  }

  /// Shows a message.
  public mutating func say(_ what: String, _ rest: String = "", kind: Notice.Kind = .message) {
    // An error stays until a key.
    if notice?.kind == .error, kind != .error { return }
    notice = Notice(withKeys(what), withKeys(rest), kind: kind, at: now)
  }

  /// Where the session is, to go on from there next time.
  public var session: Session? {
    current.map {
      Session(
        clipPathHex: $0.recording.path.hex, clip: $0.id.row,
        order: browser.scope?.sortBefore ?? browser.sort,
        view: viewport.view, colorMap: colorMap, model: (review.veil.model ?? model).card?.source,
        scale: viewport.scale == .linear ? nil : viewport.scale, theme: theme,
        panes: panes.kinds.isEmpty ? nil : panes.kinds)
    }
  }
}
