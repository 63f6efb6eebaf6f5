import ArgumentParser
import Explorer
import Labeling

/// A region of a clip in time and frequency.
struct RegionOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Where the region begins.", valueName: "seconds"))
  var onset: Double?

  @Option(name: .long, help: ArgumentHelp("Where the region ends.", valueName: "seconds"))
  var offset: Double?

  @Option(name: .long, help: ArgumentHelp("Its lowest frequency.", valueName: "hertz"))
  var lowHz: Double?

  @Option(name: .long, help: ArgumentHelp("Its highest frequency.", valueName: "hertz"))
  var highHz: Double?

  mutating func validate() throws {
    let numbers = [onset, offset, lowHz, highHz].compactMap(\.self)
    if numbers.contains(where: { !$0.isFinite || $0 < 0 }) {
      throw ValidationError("Times and frequencies must be numbers of 0 or more.")
    }
    if (onset == nil) != (offset == nil) {
      throw ValidationError("--onset and --offset go together.")
    }
    if (lowHz == nil) != (highHz == nil) {
      throw ValidationError("--low-hz and --high-hz go together.")
    }
    if let onset, let offset, onset > offset {
      throw ValidationError("--onset lies after --offset.")
    }
    if let lowHz, let highHz, lowHz > highHz {
      throw ValidationError("--low-hz lies above --high-hz.")
    }
  }

  /// The frequencies, nil for all.
  var hertz: ClosedRange<Float>? {
    lowHz.flatMap { low in highHz.map { Float(low)...Float($0) } }
  }

  /// The samples of a clip that are meant, nil for the clip as a whole.
  ///
  /// - Throws: Why they can't be: the rate is not known, or the region lies outside.
  func span(in clip: Clip) throws(Failure) -> Range<Int>? {
    guard let onset, let offset else { return nil }
    let rate = clip.recording.sampleRate
    let what = "Cannot mark a region of \(clip.recording.path.name.text)"
    guard let first = Seconds.sample(ofSeconds: onset, sampleRate: rate),
      let end = Seconds.sample(ofSeconds: offset, sampleRate: rate)
    else {
      throw Failure(
        what: what, why: "its sample rate is not known", remedy: "scan the folder again")
    }
    guard first >= clip.samples.lowerBound, end <= clip.samples.upperBound else {
      let end = Seconds.text(Double(clip.samples.upperBound) / rate)
      if clip.span == nil {
        throw Failure(
          what: what, why: "it ends at \(end) s", remedy: "choose times before that")
      }
      let start = Seconds.text(Double(clip.samples.lowerBound) / rate)
      throw Failure(
        what: what, why: "its clip goes from \(start) to \(end) s",
        remedy: "choose times in it")
    }
    return first..<end
  }
}
