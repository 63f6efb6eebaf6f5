import ArgumentParser

/// A part of a recording in time.
struct PartOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Where the part begins.", valueName: "seconds"))
  var start: Double?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Where the part ends.", valueName: "seconds"))
  var end: Double?

  mutating func validate() throws {
    for (name, time) in [("--start", start), ("--end", end)] {
      if let time, !time.isFinite || time < 0 {
        throw ValidationError("\(name) is \(time), not a number of seconds from 0.")
      }
    }
    if let end, start ?? 0 >= end {
      throw ValidationError("--end is \(end), which is not after --start, \(start ?? 0).")
    }
  }
}

/// What is made of doubtful input.
struct StrictOptions: ParsableArguments {
  @Flag(name: .long, help: "Make every warning an error.")
  var strict = false

  @Flag(
    name: .long, help: "Count samples that are no amplitudes (NaN, infinite) as 0, with a warning.")
  var allowNonFinite = false
}
