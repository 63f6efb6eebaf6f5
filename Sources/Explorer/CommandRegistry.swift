/// Every command there is, in the order of help and palette.
public enum CommandRegistry {
  /// The commands.
  public static let all: [Command] =
    Command.moveThroughList + Command.assignLabel + Command.undoEdit + Command.reviewClips
    + Command.useModel
    + Command.pickClips
    + Command.markTime + Command.chooseSnapping + Command.editRegions
    + Command.useTiers + Command.trimClips + Command.repairClips
    + Command.findSounds
    + Command.sortAndSearch + Command.auditionSound + Command.moveInTime + Command.goPlaces
    + Command.zoom
    + Command.chooseDisplay + Command.chooseGlyphs + Command.choosePixels + Command.drawTracks
    + Command.arrangePanes + Command.comparePair
    + Command.exportView + Command.general + Command.listen + Command.walkMatrix
    + Command.walkSheet + Command.copyThings + Command.takeTour
    + Command.useMacros
    + Command.editLibrary

  private static let places = Dictionary(
    uniqueKeysWithValues: all.enumerated().map { ($0.element.name, $0.offset) })

  /// The command of a name.
  public static func command(_ name: String) -> Command? { places[name].map { all[$0] } }
}
