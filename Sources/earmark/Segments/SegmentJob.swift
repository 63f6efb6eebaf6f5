import Acoustics
import Explorer
import ExplorerRuntime
import Labeling
import SoundFiles

/// What is done with each input of `segment`.
struct SegmentJob: Sendable {
  /// What came of an input.
  struct Result: Sendable {
    /// The sounds.
    let segments: [SoundSegment]
    /// What the header says.
    let facts: SoundFileFacts
    /// How well they fit; nil without a truth.
    let score: SegmentScore?
    /// What is worth knowing about it, a clause each.
    let warnings: [String]
  }

  /// What is looked for.
  let request: SoundSearch.Request
  /// What is really there.
  let truth: SegmentTruth?

  /// Finds the sounds of an input.
  ///
  /// - Throws: Why that can't be done, with the input's name.
  func run(_ input: Input, progress: (Double, Double) -> Void) throws(Failure) -> Result {
    switch input {
    case .failed(_, let failure): throw failure
    case .file(let shown, _, let path):
      // Without a truth there is no need to search.
      let truth = try truth.map { truth throws(Failure) in try truth.sounds(of: shown) }
      do throws(Failure) {
        let search = try SoundSearch(
          path, request, isCancelled: { Interruption.isSet }, progress: { progress(Double($0), Double($1)) })
        return Result(
          segments: search.segments, facts: search.facts,
          score: truth.map { score(search, $0) }, warnings: search.warnings)
      } catch {
        throw error.naming(shown)
      }
    }
  }

  private func score(_ search: SoundSearch, _ truth: [ClosedRange<Double>]) -> SegmentScore {
    let (start, end) = (request.start ?? 0, request.end ?? .infinity)
    return SegmentScore(
      found: search.segments.map { $0.seconds(at: search.facts.sampleRate) },
      truth: truth.filter { $0.lowerBound >= start && $0.upperBound <= end })
  }
}

extension SoundSegment {
  /// Onset and offset in seconds.
  func seconds(at sampleRate: Double) -> ClosedRange<Double> {
    let onset = Seconds.seconds(ofSample: span.lowerBound, sampleRate: sampleRate) ?? 0
    let offset = Seconds.seconds(ofSample: span.upperBound, sampleRate: sampleRate) ?? 0
    return onset...max(onset, offset)
  }
}
