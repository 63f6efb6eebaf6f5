import Acoustics
import ArgumentParser
import CellCanvas
import CursesTerminal
import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import PictureFiles
import SoundFiles

/// `earmark render`: the explorer's picture of a recording.
struct Render: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Draw the picture of a recording, as the explorer shows it.",
    discussion: """
      Without --out the picture is text on standard output. The extension of --out says what it \
      is: .png, .svg, .txt, .ansi, or .csv with the values shown. The levels of a part are those \
      of the whole recording, unless it is very long. --view sheet and confusion take a folder, \
      --view input what a model sees of the recording; --beside and --pane show more than one \
      picture.
      """)

  @Argument(help: "The sound file; of --view sheet and confusion the folder.", completion: .file())
  var file: String

  @Option(name: .long, help: "What is shown.")
  var view = ViewName.spectrogram

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Columns and rows of characters; else the terminal's, or 120x40.", valueName: "size"),
    transform: ScreenSize.parsed)
  var size: CellSize?

  @Option(name: .long, help: ArgumentHelp("Where the picture begins.", valueName: "seconds"))
  var start: Double?

  @Option(name: .long, help: ArgumentHelp("Where the picture ends.", valueName: "seconds"))
  var end: Double?

  @Option(
    name: .long,
    help: ArgumentHelp("A sound file that is shown beside it.", valueName: "file"),
    completion: .file())
  var beside: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A pane under the picture, up to three: \(Render.paneNames).",
      valueName: "view"))
  var pane: [PaneKind] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What is drawn over the picture: pitch, formants.", valueName: "track"))
  var track: [PictureTrack] = []

  @Flag(name: .long, help: "Put the names of notes on the frequency ruler.")
  var notes = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The model of --view input and confusion: a file, or the name of one.", valueName: "model"))
  var model: String?

  @OptionGroup var look: LookOptions
  @OptionGroup var reports: ReportOptions

  @Option(
    name: [.customShort("o"), .customLong("out")],
    help: ArgumentHelp("The file.", valueName: "file"), completion: .file())
  var out: String?

  private static let paneNames = PaneKind.allCases.map(\.rawValue).joined(separator: ", ")

  /// The views by the names of the command line.
  enum ViewName: String, ExpressibleByArgument, CaseIterable {
    case spectrogram, mel, mfcc, delta, multitaper, reassigned, bark, erb, cqt, chroma, hpss,
      percussive, waveform, input, sheet, confusion, live
  }

  mutating func validate() throws {
    let times = [start, end].compactMap(\.self)
    if times.contains(where: { !$0.isFinite || $0 < 0 }) {
      throw ValidationError("Times must be numbers of 0 or more.")
    }
    if let end, start ?? 0 >= end {
      throw ValidationError("--start must lie before --end.")
    }
    if view == .live {
      throw ValidationError(
        "Live sound is heard where it is listened to: in earmark live, E writes the view.")
    }
    if pane.count > PaneStack.limit {
      throw ValidationError("There are \(PaneStack.limit) panes under the picture at most.")
    }
    if !track.isEmpty, view != .spectrogram, view != .mel {
      throw ValidationError("--track is drawn over --view spectrogram or mel.")
    }
    if explored != nil, start != nil || end != nil {
      throw ValidationError("--start and --end choose a part of one picture alone.")
    }
    if out != nil, kind == nil {
      throw ValidationError("--out must end in .png, .svg, .txt, .ansi or .csv.")
    }
  }

  func run() throws {
    if let explored { return try MainActor.assumeIsolated { try write(explored) } }
    let path = FilePath.absolute(RawArguments.bytes(of: file))
    let view = ClipView(rawValue: view.rawValue) ?? .spectrogram
    let cells =
      size ?? (out == nil ? ScreenSize.ofTerminal() : nil) ?? ScreenSize.standard
    let columns = StillScreen.pictureColumns(cells, view: view)
    let shelf = PyramidShelf(cache: OverviewCache())
    defer { shelf.finish() }
    let picture = try PictureMaker.picture(
      of: path, span: try span(path), columns: columns, feature: view.feature, channel: nil,
      shelf: shelf)
    if kind == .csv {
      try write(PictureTable.text(picture))
      return
    }
    let wholeClip =
      try AutomaticLevels.needWholeClip(for: picture)
      ? PictureMaker.picture(
        of: path, span: nil, columns: columns, feature: view.feature, channel: nil, shelf: shelf)
      : nil
    let palette = try palette()
    let screen = StillScreen(
      path: RecordingPath(bytes: RawArguments.bytes(of: file)), picture: picture,
      wholeClip: wholeClip, view: view, tracks: try tracks(path, columns: columns)
    ).screen(
      size: cells, blocks: blocks, colorMode: kind == .txt ? .mono : palette.mode,
      showsNotes: notes)
    try write(screen, palette)
  }

  /// The pictures of what is drawn over the recording's.
  private func tracks(
    _ path: [UInt8], columns: Int
  ) throws(Failure) -> [PictureTrack: ClipPicture] {
    var made: [PictureTrack: ClipPicture] = [:]
    for track in track {
      let key = PictureKey(
        clip: ID(row: 1), path: RecordingPath(bytes: path), span: try span(path),
        columns: columns, feature: track.feature, channel: nil)
      made[track] = try LaneMaker.picture(track.feature, of: key, at: path)
    }
    return made
  }

  /// The view of the explorer that is wanted; nil for the picture of one recording.
  private var explored: ExploredView.Kind? {
    switch view {
    case .input: .input
    case .sheet: .sheet
    case .confusion: .confusion
    default:
      beside != nil ? .pair : pane.isEmpty ? nil : .panes
    }
  }

  @MainActor
  private func write(_ explored: ExploredView.Kind) throws {
    let palette = try palette()
    let format = kind ?? .ansi
    let cells = size ?? (out == nil ? ScreenSize.ofTerminal() : nil) ?? ScreenSize.standard
    let made = try ExploredView(
      kind: explored, paths: RawArguments.bytes(of: [file] + [beside].compactMap(\.self)),
      view: ClipView(rawValue: view.rawValue) ?? .spectrogram, panes: pane,
      tracks: Set(track), showsNotes: notes, model: model,
      // The place and the rows of keys below are none of the view.
      size: CellSize(columns: cells.columns, rows: cells.rows + 2), palette: palette,
      blocks: blocks
    ).export(as: format)
    guard kind == .csv else { return try write(made.screen, palette) }
    try write(made.picture.map { PictureTable.text($0) } ?? made.table ?? "")
  }

  /// What the file is by its extension; nil for standard output and for unknown ones.
  private var kind: ViewExport.Kind? {
    out.flatMap { FilePath.fileExtension(FilePath.name(Array($0.utf8))) }
      .flatMap(ViewExport.Kind.init(rawValue:))
  }

  /// The blocks of the picture: a file of pixels or shapes shows the finest.
  private var blocks: String {
    switch kind {
    case .png, .svg: look.blocks(automatic: FinestBlocks.id)
    case .txt, .ansi, .csv: look.blocks(automatic: BestOfBlocks.id)
    case nil where isatty(STDOUT_FILENO) == 1:
      look.blocks(environment: ProcessInfo.processInfo.environment)
    case nil: look.blocks(automatic: BestOfBlocks.id)
    }
  }

  /// The samples between the times; nil for all.
  private func span(_ path: [UInt8]) throws(Failure) -> Range<Int>? {
    guard start != nil || end != nil else { return nil }
    let facts: SoundFileFacts
    do {
      facts = try SoundFile.probe(path)
    } catch {
      throw Failure(error)
    }
    let limit = Double(Int.max / 2)
    func sample(_ seconds: Double) -> Int {
      Int(min(limit, (seconds * facts.sampleRate).rounded()))
    }
    let first = start.map(sample) ?? 0
    guard first < facts.sampleCount else {
      throw Failure(
        what: "Cannot show that part of \(FilePath.text(FilePath.name(path)))",
        why: "it ends at \(Format.time(facts.duration))", remedy: "choose an earlier --start")
    }
    return first..<max(first + 1, end.map(sample) ?? facts.sampleCount)
  }

  private func write(_ screen: Screen, _ palette: Palette) throws {
    switch kind {
    case .png:
      let name = RawArguments.bytes(of: out ?? "")
      guard let name = String(validating: name, as: UTF8.self) else {
        throw Failure(
          what: "Cannot write \(FilePath.text(name))", why: "its path is not UTF-8",
          remedy: "choose another name")
      }
      try OutputGuard.check(Array(name.utf8), as: .other)
      let image = PixelImage.render(screen.canvas, images: screen.images, palette: palette)
      try PNGFile.write(image, to: name)
    case .svg:
      try write(
        SVGPicture.render(screen.canvas, images: screen.images, palette: palette))
    case .txt, .ansi, .csv, nil: try write(ViewText.text(screen, palette, kind ?? .ansi))
    }
  }

  private func write(_ text: String) throws(Failure) {
    if let out {
      try FileOutput.write(text, to: RawArguments.bytes(of: out))
    } else {
      try StandardOutput.write(text)
    }
  }

  private func palette() throws -> Palette {
    let catalog = ThemeCatalog()
    let mode: ColorMode =
      if out == nil {
        look.colorChoice.modeForOutput(environment: ProcessInfo.processInfo.environment)
      } else if case .fixed(let mode) = look.colorChoice {
        mode
      } else {
        .truecolor
      }
    let theme = try look.theme(catalog)
    let (map, problems) = try look.colorMap(catalog)
    for problem in theme.problems + problems { ErrorLine.tell(problem) }
    return Palette(
      theme: theme.theme, colorMap: map, mode: mode,
      glyphs: look.glyphs ?? .full)
  }
}

extension PaneKind: ExpressibleByArgument {}
extension PictureTrack: ExpressibleByArgument {}
