/// Why nothing can be measured.
enum BenchFailure: Error, CustomStringConvertible {
  /// The program was not built.
  case noProgram(path: String)
  /// The folder of recordings from outside can't be read.
  case noData(path: String)
  /// The program did not come as far as was waited for; `screen` is what it showed.
  case noAnswer(to: String, screen: String)
  /// A part that is wanted does not exist.
  case noPart(named: String, parts: [String])
  /// The system refused something.
  case system(what: String, code: Int32)

  /// What happened and what to do.
  var description: String {
    switch self {
    case .noProgram(let path):
      "there is no program at \(path): make build makes it, EARMARK_PROGRAM names another"
    case .noData(let path): "cannot read the folder \(path): EARMARK_DATA must name another"
    case .noAnswer(let what, let screen): "\(what) did not come; the screen shows\n\(screen)"
    case .noPart(let name, let parts):
      "there is no part \(name): take some of \(parts.joined(separator: ", "))"
    case .system(let what, let code): "cannot \(what): system error \(code)"
    }
  }
}
