import ArgumentParser

/// A part of a recording in time.
struct PartOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Where the part begins.", valueName: "seconds"))
  var start: Double?

  @Option(name: .long, help: ArgumentHelp("Where the part ends.", valueName: "seconds"))
  var end: Double?

  mutating func validate() throws {
    let times = [start, end].compactMap(\.self)
    if times.contains(where: { !$0.isFinite || $0 < 0 }) {
      throw ValidationError("Times must be numbers of 0 or more.")
    }
    if let end, start ?? 0 >= end {
      throw ValidationError("--start must lie before --end.")
    }
  }
}

/// What is made of doubtful input.
struct StrictOptions: ParsableArguments {
  @Flag(name: .long, help: "Make every warning an error.")
  var strict = false

  @Flag(name: .long, help: "Count samples that are NaN or infinite as 0, with a warning.")
  var allowNonFinite = false
}
