import Acoustics
import CellCanvas

/// What a person chose that holds in every folder, to be there again next time.
public struct Settings: Sendable, Equatable, Codable {
  /// The theme; nil before one was remembered.
  public var theme: String?
  /// The colour map, nil for the theme's own.
  public var colorMap: String?
  /// The characters of pictures.
  public var blocks: String?
  /// Whether pictures are drawn in pixels.
  public var pixels: String?
  /// The scale of frequencies.
  public var scale: FrequencyScale?
  /// The darkest and brightest level that were kept, in decibels.
  public var decibels: [Float]?
  /// Whether levels follow what is visible.
  public var followsView: Bool?
  /// What is done with levels before they are drawn.
  public var treatment: LevelTreatment?
  /// How several moments become a column.
  public var pooling: LevelPooling?
  /// Whether the frequency ruler has the names of notes.
  public var showsNotes: Bool?
  /// The size of the contact sheet's tiles, from the smallest; nil suits the window.
  public var tileSize: Int?
  /// Whether a clip is heard when one comes to it.
  public var playsOnArrival: Bool?
  /// Commands that were typed, the newest last.
  public var commands: [String]?
  /// Keys that were recorded, by the letters of their registers.
  public var macros: [String: String]?
  /// Whether the tour was shown.
  public var hasSeenTour: Bool?

  /// Makes settings in which nothing is chosen.
  public init() {}
}

/// What was chosen for this session alone, and is not remembered.
public struct SessionChoices: Sendable, Equatable {
  /// The theme.
  public var theme: String?
  /// The colour map.
  public var colorMap: String?
  /// The characters of pictures.
  public var blocks: String?
  /// Whether pictures are drawn in pixels.
  public var pixels: PixelChoice?
  /// The characters that the terminal was found to draw.
  public var foundBlocks: String?
  /// The characters that the terminal is not known to draw.
  public var undrawnBlocks: Set<String> = []

  /// Makes choices of nothing.
  public init() {}
}

extension AppState {
  /// What is chosen now, to be remembered.
  public var settings: Settings {
    var settings = Settings()
    settings.theme = theme == choices.theme ? remembered.theme : theme
    settings.colorMap =
      colorMap != nil && colorMap == choices.colorMap ? remembered.colorMap : colorMap
    // What another terminal draws is remembered for it.
    let isLeft = remembered.blocks.map { choices.undrawnBlocks.contains($0) } == true
    settings.blocks =
      blocks == choices.blocks || isLeft && blocks == choices.foundBlocks
      ? remembered.blocks : blocks == choices.foundBlocks ? nil : blocks
    settings.pixels =
      pixels.choice == choices.pixels
      ? remembered.pixels : pixels.choice == .off ? nil : pixels.choice.rawValue
    settings.scale = viewport.scale
    settings.decibels = viewport.decibels.map { [$0.lowerBound, $0.upperBound] }
    settings.followsView = viewport.contrast == .visible
    settings.treatment = viewport.treatment
    settings.pooling = viewport.pooling
    settings.showsNotes = viewport.showsNotes
    settings.tileSize = sheet.chosenSize?.rawValue
    settings.playsOnArrival = audition.playsOnArrival
    settings.commands = commandHistory.lines
    settings.macros = macros.texts
    settings.hasSeenTour = true
    return settings
  }

  /// Takes what was remembered, but for what was chosen for this session.
  ///
  /// What can't be any more, such as a theme whose file is gone, is left as it is.
  public mutating func use(_ settings: Settings) {
    remembered = settings
    if let name = settings.theme, choices.theme == nil, themes.contains(name) {
      theme = name
      isThemeGiven = true
      if choices.colorMap == nil {
        colorMap = settings.colorMap.flatMap { colorMaps.contains($0) ? $0 : nil }
        isColorMapGiven = true
      }
    }
    if let name = settings.blocks, choices.blocks == nil, BlitterRegistry.blitter(name) != nil,
      !choices.undrawnBlocks.contains(name)
    {
      blocks = name
    }
    let choice = choices.pixels ?? settings.pixels.flatMap(PixelChoice.init(rawValue:))
    if let choice { pixels.choice = choice }
    if let scale = settings.scale { viewport.scale = scale }
    if let levels = settings.decibels, levels.count == 2, levels.allSatisfy({ abs($0) <= 500 }),
      levels[0] < levels[1]
    {
      viewport.decibels = levels[0]...levels[1]
    }
    if settings.followsView == true { viewport.contrast = .visible }
    if let treatment = settings.treatment { viewport.treatment = treatment }
    if let pooling = settings.pooling { viewport.pooling = pooling }
    if let shows = settings.showsNotes { viewport.showsNotes = shows }
    sheet.chosenSize = settings.tileSize.flatMap(TileSize.init(rawValue:))
    if let plays = settings.playsOnArrival { audition.playsOnArrival = plays }
    commandHistory = CommandHistory(settings.commands ?? [])
    macros = Macros(texts: settings.macros ?? [:])
    if settings.hasSeenTour != true { tour = Tour() }
  }
}
