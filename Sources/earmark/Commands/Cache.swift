import ArgumentParser
import CellCanvas
import Explorer
import ExplorerRuntime
import Labeling

/// `earmark cache`: the overviews of long recordings that are kept.
struct Cache: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Show, limit or clear what is kept of long recordings.",
    discussion: """
      Overviews of recordings of more than four million samples are kept in the user's cache \
      folder, so that they are drawn at once the next time. Those used least recently go first. \
      Nothing is lost with them: they are made again.
      """)

  @Flag(name: .long, help: "Remove all overviews.")
  var clear = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Keep at most this much, such as 500M or 2G; 0 keeps none.",
      valueName: "size"),
    transform: Cache.bytes)
  var limit: Int?

  @Flag(name: .long, help: "Print a JSON object.")
  var json = false

  @OptionGroup var reports: ReportOptions

  func run() throws {
    guard let cache = OverviewCache() else {
      throw Failure(
        what: "There is no cache folder", why: "neither XDG_CACHE_HOME nor HOME names a folder",
        remedy: "set one of them")
    }
    if let limit { try cache.setLimit(limit) }
    if clear { try cache.clear() }
    let contents = cache.contents()
    let bound = cache.limit
    if json {
      try StandardOutput.write(
        JSONValue.object([
          ("folder", .string(cache.folder)), ("overviews", .integer(contents.count)),
          ("bytes", .integer(contents.bytes)), ("limit", .integer(bound)),
        ]).compact + "\n")
    } else {
      try StandardOutput.write(
        """
        folder     \(DisplayText(cache.folder).text)
        overviews  \(Format.count(contents.count))
        size       \(Cache.text(contents.bytes)) of \(Cache.text(bound))

        """)
    }
  }

  /// Bytes in the largest unit that keeps them readable.
  private static func text(_ bytes: Int) -> String {
    let units = ["B", "kB", "MB", "GB"]
    var (value, unit) = (Double(bytes), 0)
    while value >= 1000, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
    return unit == 0 ? "\(bytes) B" : "\(Format.number(value, decimals: 1)) \(units[unit])"
  }

  @Sendable
  private static func bytes(_ text: String) throws -> Int {
    let factors: [Character: Double] = ["k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12]
    var digits = text.lowercased()
    if digits.hasSuffix("b") { digits.removeLast() }
    let factor = digits.last.flatMap { factors[$0] }
    if factor != nil { digits.removeLast() }
    guard let number = Double(digits), number.isFinite, number >= 0, number < 1e9,
      let bytes = Int(exactly: (number * (factor ?? 1)).rounded())
    else { throw ValidationError("Give a size such as 500M, 2G or a number of bytes.") }
    return bytes
  }
}
