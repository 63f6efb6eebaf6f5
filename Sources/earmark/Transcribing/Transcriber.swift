import Explorer
import ExplorerRuntime
import Labeling
import NeuralNetworks
import Recognition
import SoundFiles

/// A model that gives labels in order, for several threads.
struct Transcriber: Sendable {
  /// What the model is.
  let configuration: ModelConfiguration
  private let network: Network

  /// What was heard in a recording.
  struct Hearing: Sendable {
    /// What the model hears in each frame.
    let frames: HeardFrames
    /// What the header says.
    let facts: SoundFileFacts
  }

  /// Prepares a model.
  ///
  /// - Parameter name: What it is called where it can't be used.
  /// - Throws: What does not fit in the file, or that it says one label of a clip.
  init(_ file: ModelFile, named name: String) throws(Failure) {
    configuration = file.configuration
    do {
      network = try file.network()
      _ = try FrameStream(configuration, network)
    } catch {
      throw Failure(error, model: name)
    }
  }

  /// What the model hears in samples at its rate.
  func heard(_ samples: [Float]) throws(Failure) -> HeardFrames {
    do {
      var stream = try FrameStream(configuration, network)
      try stream.push(samples)
      return try stream.finish()
    } catch let error as FrontEndError {
      throw Failure(error)
    } catch let error as ModelFileError {
      throw Failure(error)
    } catch {
      throw Failure(what: "Cannot hear the clip")
    }
  }

  /// What the model hears in a recording.
  ///
  /// - Parameter progress: Told how many seconds of how many are heard.
  /// - Throws: Why it can't be read, with its name, or that it was interrupted.
  func heard(
    _ input: Input, progress: (Double, Double) -> Void
  ) throws(Failure) -> Hearing {
    switch input {
    case .failed(_, let failure): throw failure
    case .file(let shown, _, let path):
      do throws(Failure) {
        return try heard(path, progress)
      } catch {
        throw error.naming(shown)
      }
    }
  }

  private func heard(
    _ path: [UInt8], _ progress: (Double, Double) -> Void
  ) throws(Failure) -> Hearing {
    let rate = configuration.frontEnd.sampleRate
    var pieces = try SoundPieces(ClipPlace(path: path), rate: rate)
    var stream: FrameStream
    do { stream = try FrameStream(configuration, network) } catch { throw Failure(error) }
    var count = 0
    while let piece = try pieces.next() {
      guard !Interruption.isSet else { throw FeatureReading.interrupted }
      do { try stream.push(piece) } catch { throw Failure(error) }
      count += piece.count
      progress(Double(count) / rate, pieces.seconds)
    }
    do {
      return Hearing(frames: try stream.finish(), facts: pieces.facts)
    } catch {
      throw Failure(error)
    }
  }

  /// The labels of words.
  ///
  /// - Throws: Which words are none of the model's.
  func labels(of words: [String]) throws(Failure) -> [Int] {
    let known = LabelSet(configuration.labels)
    let unknown = Set(words.filter { known.place(of: $0) == nil }).sorted()
    guard unknown.isEmpty else {
      throw Failure(
        what: "Cannot align the words",
        why:
          "the model has never heard \(unknown.joined(separator: ", "))",
        remedy: "use some of \(configuration.labels.joined(separator: ", "))")
    }
    return words.compactMap { known.place(of: $0) }
  }
}
