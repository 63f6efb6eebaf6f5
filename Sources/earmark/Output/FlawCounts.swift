import Explorer
import Labeling

/// How many recordings that are there have each flaw.
struct FlawCounts {
  /// Those that there are, in the order of flaws.
  let counts: [(flaw: SoundFlaw, count: Int)]
  /// Recordings whose sound was not measured.
  let unmeasured: Int

  init(_ library: Library, unmeasured: Int) {
    self.unmeasured = unmeasured
    var seen: Set<ID<Recording>> = []
    var found: [SoundFlaw: Int] = [:]
    for clip in library.clips where clip.recording.state != .missing {
      guard let quality = clip.recording.quality, seen.insert(clip.recording.id).inserted else {
        continue
      }
      for flaw in quality.flaws.list { found[flaw, default: 0] += 1 }
    }
    counts = SoundFlaw.allCases.compactMap { flaw in found[flaw].map { (flaw, $0) } }
  }

  /// The counts for people.
  var text: String {
    var table = TextTable(rightAligned: [1])
    for (flaw, count) in counts { table.add(["  " + flaw.rawValue, Format.count(count)]) }
    let rest = unmeasured > 0 ? "not measured  \(Format.count(unmeasured))\n" : ""
    return (counts.isEmpty ? "" : "quality\n" + table.text) + rest
  }
}
