import Foundation

/// What the figures were measured on.
enum Machine {
  /// The header of the table.
  static func line(program: String) -> String {
    #if DEBUG
      let build = "debug"
    #else
      let build = "release"
    #endif
    let cores = ProcessInfo.processInfo.activeProcessorCount
    return "earmark-bench: \(build) build, \(cores) cores, \(processor), \(program)\n"
      + load(at: "the beginning")
  }

  /// The load average of one, five and fifteen minutes.
  static func load(at moment: String) -> String {
    var loads = [Double](repeating: 0, count: 3)
    getloadavg(&loads, 3)
    let text = loads.map { String(format: "%.2f", $0) }.joined(separator: " ")
    return "load average at \(moment): \(text)"
  }

  private static var processor: String {
    let facts = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = facts.split(separator: "\n").first { $0.hasPrefix("model name") }
    let name = line?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces)
    return name ?? "unknown processor"
  }
}
