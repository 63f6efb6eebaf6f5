import Explorer
import Labeling
import NeuralNetworks
import Recognition
import SoundFiles
import Workers

/// Clips as a few values each, from which a last layer learns in a second.
public struct ClipValues: Sendable {
  /// What makes the values.
  public enum Source: Sendable {
    /// The same statistics for every task, at a rate.
    case fixed(sampleRate: Double)
    /// What the last layer of a model reads.
    case model(ModelFile)
  }

  /// The clips whose values there are.
  public let items: [LabeledData.Item]
  /// `[clips]` of the same number of finite values.
  public let values: [[Float]]
  /// The model's logits, `[clips]` of `[labels]`; empty without a model.
  public let logits: [[Float]]
  /// Why clips were left out.
  public let failures: [(path: RecordingPath, failure: Failure)]
  /// How many clips were brought to another rate.
  public let resampledCount: Int
  /// Whether every clip was looked at.
  public let isComplete: Bool

  /// The name of the shipped model that clips are described by where it is there.
  public static let trunk = "words"
  /// Fixed features are made at this rate at most.
  private static let highestRate = 16_000.0
  /// Clips that a thread works on with one recognizer.
  private static let blockLength = 32

  /// What describes clips unless the user says it: the shipped trunk, else statistics.
  ///
  /// - Throws: Why the first clip can't be read.
  public static func usualSource(
    _ items: [LabeledData.Item], in catalog: ModelCatalog = ModelCatalog()
  ) throws(Failure) -> Source {
    if catalog.entries().contains(where: { $0.name == trunk }) {
      return .model(try catalog.model(Array(trunk.utf8)))
    }
    return .fixed(sampleRate: fixedRate(items))
  }

  /// The rate of the first recording that can be read, but not more than speech needs.
  private static func fixedRate(_ items: [LabeledData.Item]) -> Double {
    for item in items {
      guard let facts = facts(item) else { continue }
      return min(highestRate, max(FrontEnd.rateLimits.lowerBound, facts.sampleRate))
    }
    return highestRate
  }

  private static func facts(_ item: LabeledData.Item) -> SoundFileFacts? {
    do { return try SoundFile.probe(item.place.path) } catch { return nil }
  }

  /// What is made of a clip.
  public struct Description: Sendable {
    /// Its values.
    public let values: [Float]
    /// The model's logits; empty without a model.
    public let logits: [Float]
    /// Whether the clip was brought to another rate.
    public let isResampled: Bool
  }

  /// Describes clips.
  ///
  /// - Parameter report: Told how many are done, on the calling thread.
  /// - Throws: What does not fit in the model.
  public init(
    of items: [LabeledData.Item], by source: Source,
    threads: Int = ParallelLoop.processorCount,
    isCancelled: @escaping @Sendable () -> Bool = { false }, report: (Int) -> Void = { _ in }
  ) throws(Failure) {
    var kept: [LabeledData.Item] = []
    var values: [[Float]] = []
    var logits: [[Float]] = []
    var failures: [(path: RecordingPath, failure: Failure)] = []
    var resampled = 0
    isComplete = try ClipValues.describe(
      items.map { .success($0.place) }, by: source, threads: threads, isCancelled: isCancelled
    ) { place, result in
      switch result {
      case .failure(let failure): failures.append((items[place].shown, failure))
      case .success(let found):
        kept.append(items[place])
        values.append(found.values)
        if !found.logits.isEmpty { logits.append(found.logits) }
        if found.isResampled { resampled += 1 }
      }
      report(place + 1)
    }
    self.items = kept
    self.values = values
    self.logits = logits
    self.failures = failures
    resampledCount = resampled
  }

  /// Describes clips and hands over what comes of each, in their order; few are kept.
  ///
  /// - Parameters:
  ///   - clips: Where they are, or why they can't be had.
  ///   - deliver: Takes the place of a clip and what came of it, on the calling thread.
  /// - Returns: Whether every clip was looked at.
  /// - Throws: What does not fit in the model.
  public static func describe(
    _ clips: [Result<ClipPlace, Failure>], by source: Source,
    threads: Int = ParallelLoop.processorCount,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    deliver: (Int, Result<Description, Failure>) -> Void
  ) throws(Failure) -> Bool {
    let describe = try describing(source)
    let length = blockLength
    var done = 0
    ParallelLoop.forEach(
      count: (clips.count + length - 1) / length, threads: threads, isCancelled: isCancelled
    ) { block throws(Failure) in
      try describe(Array(clips[(block * length)..<min(clips.count, (block + 1) * length)]))
    } deliver: { block, result in
      for place in (block * length)..<min(clips.count, (block + 1) * length) {
        deliver(place, result.flatMap { $0[place - block * length] })
        done += 1
      }
    }
    return done == clips.count
  }

  /// How many values the last layer of a model reads.
  ///
  /// - Throws: What does not fit in the model, or that there is no such layer.
  public static func width(of file: ModelFile) throws(Failure) -> Int {
    let width: Int
    do { width = try Recognizer(file).embeddingCount } catch { throw Failure(error) }
    guard width > 0 else {
      throw Failure(
        what: "Cannot use the model for vectors", why: "its last layer is no dense one",
        remedy: "name another model")
    }
    return width
  }

  /// What makes descriptions of some clips, for one thread at a time.
  private static func describing(
    _ source: Source
  ) throws(Failure) -> @Sendable ([Result<ClipPlace, Failure>]) throws(Failure) -> [Result<
    Description, Failure
  >] {
    switch source {
    case .fixed(let rate):
      do { _ = try FixedFeatures(sampleRate: rate) } catch { throw Failure(error) }
      let reading = ClipReading(rate: rate)
      return { clips throws(Failure) in
        let features: FixedFeatures
        do throws(FrontEndError) {
          features = try FixedFeatures(sampleRate: rate)
        } catch {
          throw Failure(error)
        }
        return clips.map { clip in
          described(clip, reading) { samples throws(FrontEndError) in
            (try features.values(of: samples), [])
          }
        }
      }
    case .model(let file):
      let reading = ClipReading(file.configuration.frontEnd)
      // What does not fit is told once, not for every clip.
      do { _ = try Recognizer(file) } catch { throw Failure(error) }
      return { clips throws(Failure) in
        let recognizer: Recognizer
        do throws(ModelFileError) {
          recognizer = try Recognizer(file)
        } catch {
          throw Failure(error)
        }
        return clips.map { clip in
          described(clip, reading) { samples throws(FrontEndError) in
            let opinion = try recognizer.opinion(of: samples)
            return (opinion.embedding, opinion.logits)
          }
        }
      }
    }
  }

  private static func described(
    _ place: Result<ClipPlace, Failure>, _ reading: ClipReading,
    _ body: ([Float]) throws(FrontEndError) -> (values: [Float], logits: [Float])
  ) -> Result<Description, Failure> {
    let clip: ClipReading.Reading
    do {
      clip = try reading.read(try place.get())
    } catch {
      return .failure(error)
    }
    do {
      let (values, logits) = try body(clip.samples)
      return .success(
        Description(values: values, logits: logits, isResampled: clip.ownRate != reading.rate))
    } catch {
      return .failure(Failure(error))
    }
  }
}
