import ArgumentParser
import Explorer
import ExplorerRuntime

/// Which keys run which command.
struct KeymapOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      The keys: default, praat, audacity, birdnet, vim-strict, or a file that ends in .toml. Else \
      keymap.toml of your configuration folder, or the default ones.
      """, valueName: "name"),
    completion: .file(extensions: ["toml"]))
  var keymap: String?

  /// Reads the keymap.
  ///
  /// - Throws: A wrong use where no keymap has the name, else why its file can't be read.
  func load() throws -> LoadedKeymap {
    let catalog = KeymapCatalog()
    guard let keymap else { return catalog.usersKeymap() }
    do throws(Failure) {
      return try catalog.keymap(named: keymap)
    } catch {
      guard catalog.hasKeymap(named: keymap) else { throw UsageFailure(failure: error) }
      throw error
    }
  }
}
