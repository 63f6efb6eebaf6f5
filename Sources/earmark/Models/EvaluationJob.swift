import Explorer
import ExplorerRuntime
import Labeling
import Recognition
import Workers

/// Looks at labelled clips with a model and compares.
struct EvaluationJob {
  let file: ModelFile
  let name: String
  let loaded: LoadedData
  let groups: [String?]
  let threads: Int
  private let pool: RecognizerPool

  /// Prepares a comparison.
  init(
    _ file: ModelFile, named name: String, _ loaded: LoadedData, groups: GroupRule, threads: Int
  ) throws(Failure) {
    self.file = file
    self.name = name
    self.loaded = loaded
    self.groups = loaded.clips.map { groups.group(of: $0) }
    self.threads = threads
    pool = try RecognizerPool(file, named: name)
  }

  private var configuration: ModelConfiguration { file.configuration }

  /// What makes the parts doubtful; nil where nothing does.
  var warning: String? {
    guard case .rule(let rule)? = configuration.split,
      let hash = configuration.provenance["dataHash"], hash != loaded.data.hash
    else { return nil }
    switch rule {
    case .hash, .lists, .given, .heldOut: return nil
    case .groups, .stratified, .fold:
      return "warning: these clips or labels are not those that the model was trained with, so its"
        + " test part may hold clips that it learnt from"
    }
  }

  /// Compares what the model says of some of the clips with their labels.
  ///
  /// - Parameter decoder: How labels in order are read, where the model gives them.
  /// - Throws: Why there is nothing to compare.
  func evaluation(
    of part: Evaluate.Part, by decoder: SequenceDecoder
  ) throws(Failure) -> Evaluation {
    let split = part == .all ? nil : try self.split()
    let wanted: SplitPart =
      switch part {
      case .training: .training
      case .validation: .validation
      case .test, .all: .testing
      }
    if let split, let classes = drawnClasses {
      return try drawn(split, wanted, classes)
    }
    let places = loaded.clips.indices.filter { place in
      loaded.clips[place].label != FolderLabel.backgroundNoise
        && (split.map { $0.parts[place] == wanted } ?? true)
    }
    guard !places.isEmpty else { throw nothing(part) }
    if configuration.answers == .sequence { return try transcribed(places, by: decoder) }
    return try compared(places)
  }

  /// The classes of a model that was trained with silences and other words as a class.
  private var drawnClasses: ClassRule? {
    let labels = configuration.labels
    guard labels.count > 2, labels[0] == ClassRule.silence, labels[1] == ClassRule.unknown,
      let silence = configuration.metrics["silencePercentage"],
      let unknown = configuration.metrics["unknownPercentage"]
    else { return nil }
    return .wanted(
      Array(labels.dropFirst(2)), silencePercentage: silence, unknownPercentage: unknown)
  }

  private func split() throws(Failure) -> Split {
    let what = "Cannot tell the test clips of \(name)"
    let remedy = "use --split all, but not for clips that it learnt from"
    let rule: SplitRule
    switch configuration.split {
    case nil:
      throw Failure(
        what: what, why: "it does not say how its clips were divided", remedy: remedy)
    case .rule(let known): rule = known
    case .lists(let hash):
      guard let lists = try loaded.data.splitLists(), lists.hash == hash else {
        throw Failure(
          what: what, why: "the lists that it was trained with are not beside these clips",
          remedy: remedy)
      }
      rule = .lists(lists)
    }
    do {
      return try rule.split(loaded.clips)
    } catch {
      throw Failure(what: what, why: error.sentence.why, remedy: remedy)
    }
  }

  private func nothing(_ part: Evaluate.Part) -> Failure {
    part == .all
      ? Failure(
        what: "Cannot evaluate \(name)", why: "no clip has a label", remedy: "label some clips")
      : Failure(
        what: "Cannot evaluate \(name)",
        why: "none of these clips is in its \(part.rawValue) part",
        remedy: "use --split all, but not for clips that it learnt from")
  }

  private func compared(_ places: [Int]) throws(Failure) -> Evaluation {
    let (pool, loaded) = (pool, loaded)
    let results = ParallelLoop.map(
      count: places.count, threads: threads, isCancelled: { Interruption.isSet }
    ) { number throws(Failure) -> [Float] in
      do {
        let samples = try loaded.samples.samples(of: places[number])
        return try pool.with { recognizer throws(Failure) in
          do throws(FrontEndError) {
            return try recognizer.opinion(of: samples).probabilities
          } catch {
            throw Failure(error)
          }
        }
      } catch let error as ClipSamplesError {
        throw Failure(what: "Cannot evaluate", why: error.why, remedy: "bring the clip back")
      } catch {
        throw error as? Failure ?? Failure(what: "Cannot evaluate")
      }
    }
    var probabilities: [[Float]] = []
    var truth: [Int] = []
    var groups: [String?] = []
    for (place, result) in zip(places, results) {
      guard let result else { continue }
      probabilities.append(try result.get())
      truth.append(label(of: loaded.clips[place].label))
      groups.append(self.groups[place])
    }
    return Evaluation(
      labels: configuration.labels, probabilities: probabilities, truth: truth, groups: groups)
  }

  /// The class of a label; one that the model does not know is an unknown word to it.
  private func label(of name: String) -> Int {
    let labels = configuration.labels
    return labels.firstIndex(of: name) ?? labels.firstIndex(of: name.lowercased())
      ?? labels.firstIndex(of: ClassRule.unknown) ?? 0
  }

  /// The comparison with silences and other words as they were drawn for the training.
  private func drawn(
    _ split: Split, _ part: SplitPart, _ classes: ClassRule
  ) throws(Failure) -> Evaluation {
    do {
      let set = try TrainingSet(loaded.clips, split: split, classes: classes)
      let maker = try ExampleMaker(
        set, clips: loaded.samples, noises: loaded.noises, frontEnd: configuration.frontEnd,
        normalization: configuration.normalization, augmentation: .none,
        seed: configuration.provenance["seed"].flatMap { UInt64($0) } ?? 0)
      let judge = PartJudge(maker, part: part, threads: threads)
      guard !judge.isEmpty else { throw nothing(part == .testing ? .test : .validation) }
      let opinions = try judge.opinions(
        of: try file.network(), temperature: configuration.temperature)
      return Evaluation(
        labels: set.labels, probabilities: opinions.map(\.probabilities), truth: judge.truth,
        groups: judge.clips.map { clip in clip.flatMap { groups[$0] } })
    } catch let error as TrainingSetError {
      throw Failure(error)
    } catch let error as TrainingFailure {
      throw Failure(error)
    } catch let error as ModelFileError {
      throw Failure(error, model: name)
    } catch {
      throw error as? Failure ?? Failure(what: "Cannot evaluate \(name)")
    }
  }
}
