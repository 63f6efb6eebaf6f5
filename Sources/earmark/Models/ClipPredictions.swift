import Explorer
import ExplorerRuntime
import Labeling
import Recognition
import Workers

/// Looks at recordings as clips, several at once.
struct ClipPredictions {
  /// What looks.
  let pool: RecognizerPool
  /// How many threads.
  let jobs: Int

  /// What came of one recording.
  struct Prediction: Sendable {
    /// Calibrated probabilities, `[labels]`.
    let probabilities: [Float]
    /// Samples per second of the recording.
    let ownRate: Double
    /// Seconds of it.
    let seconds: Double
  }

  /// Recordings that a thread takes at a time; the order stays.
  private static let blockSize = 16

  /// Looks at every input and hands the results over in their order.
  ///
  /// - Returns: Whether all were handed over and nobody stopped it.
  func callAsFunction(
    _ inputs: [Input], _ results: PredictionResults, _ reporter: Reporter
  ) -> Bool {
    let (pool, reading) = (pool, ClipReading(pool.configuration.frontEnd))
    let size = min(Self.blockSize, max(1, inputs.count / max(1, jobs)))
    let count = (inputs.count + size - 1) / size
    var done = 0
    ParallelLoop.forEach(count: count, threads: jobs, isCancelled: { Interruption.isSet }) {
      block -> [Result<Prediction, Failure>] in
      let own = inputs[(block * size)..<min(inputs.count, (block + 1) * size)]
      return own.map { input in
        Result { () throws(Failure) in try Self.prediction(input, reading, pool) }
      }
    } deliver: { (_, result: Result<[Result<Prediction, Failure>], Never>) in
      guard case .success(let predictions) = result else { return }
      for prediction in predictions {
        results.add(prediction, for: inputs[done])
        done += 1
      }
      reporter.progress(done, of: inputs.count, "predicting")
    }
    reporter.finish()
    return done == inputs.count && !Interruption.isSet
  }

  private static func prediction(
    _ input: Input, _ reading: ClipReading, _ pool: RecognizerPool
  ) throws(Failure) -> Prediction {
    switch input {
    case .failed(_, let failure): throw failure
    case .file(let shown, _, let path):
      let clip = try reading.read(ClipPlace(path: path))
      return try pool.with { recognizer throws(Failure) in
        do throws(FrontEndError) {
          return Prediction(
            probabilities: try recognizer.opinion(of: clip.samples).probabilities,
            ownRate: clip.ownRate, seconds: clip.seconds)
        } catch {
          throw Failure(
            what: "Cannot read \(shown.text)", why: error.sentence.why,
            remedy: error.sentence.remedy)
        }
      }
    }
  }
}

/// Looks at recordings window by window, one recording after the other.
struct WindowPredictions {
  /// What looks.
  let pool: RecognizerPool
  /// Seconds from window to window.
  let hop: Double

  /// Looks at every input and hands its windows over as they come.
  ///
  /// - Returns: Whether all were looked at and nobody stopped it.
  func callAsFunction(
    _ inputs: [Input], _ results: PredictionResults, _ reporter: Reporter
  ) throws(Failure) -> Bool {
    for input in inputs where !Interruption.isSet {
      guard case .file(_, _, let path) = input else {
        if case .failed(_, let failure) = input { results.add(.failure(failure), for: input) }
        continue
      }
      do throws(Failure) {
        try pool.with { recognizer throws(Failure) in
          try WindowReading.windows(
            of: ClipPlace(path: path), hop: hop, with: recognizer,
            isCancelled: { Interruption.isSet }
          ) { windows, total throws(Failure) in
            try results.add(windows, of: input)
            if let last = windows.last, total > 60 {
              reporter.progress(
                Int(min(last.offset, total)), of: Int(total.rounded(.up)), "seconds of sound")
            }
          }
        }
      } catch {
        results.fail(error, input)
      }
      reporter.finish()
    }
    return !Interruption.isSet
  }
}
