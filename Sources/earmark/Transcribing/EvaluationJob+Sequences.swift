import Explorer
import ExplorerRuntime
import Labeling
import NeuralNetworks
import Recognition
import Workers

extension EvaluationJob {
  /// Compares the labels in order that the model gives of clips with theirs.
  func transcribed(
    _ places: [Int], by decoder: SequenceDecoder
  ) throws(Failure) -> Evaluation {
    let (loaded, labels) = (loaded, LabelSet(file.configuration.labels))
    let transcriber = try Transcriber(file, named: name)
    let results = ParallelLoop.map(
      count: places.count, threads: threads, isCancelled: { Interruption.isSet }
    ) { number throws(Failure) -> Transcription in
      let samples: [Float]
      do throws(ClipSamplesError) {
        samples = try loaded.samples.samples(of: places[number])
      } catch {
        throw Failure(what: "Cannot evaluate", why: error.why, remedy: "bring the clip back")
      }
      return decoder.best(try transcriber.heard(samples).probabilities)
    }
    var truth: [[Int]] = []
    var said: [Transcription] = []
    var groups: [String?] = []
    for (place, result) in zip(places, results) {
      guard let result else { continue }
      said.append(try result.get())
      let words = TrainingSet.words(of: loaded.clips[place].label)
      truth.append(words.compactMap { labels.place(of: $0) })
      groups.append(self.groups[place])
    }
    return Evaluation(labels: labels.names, truth: truth, said: said, groups: groups)
  }
}
