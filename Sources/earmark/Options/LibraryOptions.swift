import ArgumentParser

/// Which label library is meant.
struct LibraryOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The label library; else the nearest .earmark upwards from the folder.", valueName: "file"),
    completion: .file())
  var library: String?

  /// The path of the file, nil for the folder's own library.
  var bytes: [UInt8]? { library.map { RawArguments.bytes(of: $0) } }
}
