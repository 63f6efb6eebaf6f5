import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import NetworkExchange
import NeuralNetworks
import Recognition

/// Makes other programs' files of a model.
struct ModelExport {
  private let model: ModelFile
  private let name: String
  private let network: Network

  /// Takes a model.
  ///
  /// - Throws: What does not fit in the file.
  init(_ model: ModelFile, named name: String) throws(Failure) {
    self.model = model
    self.name = name
    do {
      network = try model.network()
    } catch {
      throw Failure(error, model: name)
    }
  }

  private var configuration: ModelConfiguration { model.configuration }

  private var scaling: (means: [Float], deviations: [Float]) {
    switch configuration.normalization {
    case .none: ([], [])
    case .whole(let mean, let deviation): ([mean], [deviation])
    case .bins(let means, let deviations): (means, deviations)
    }
  }

  private func failure(_ error: NetworkFileError) -> Failure {
    Failure(
      what: "Cannot export \(name)", why: error.sentence.why, remedy: error.sentence.remedy)
  }

  /// The bytes of an ONNX file.
  func onnx() throws(Failure) -> [UInt8] {
    guard !model.isImported else {
      throw Failure(
        what: "Cannot export \(name)", why: "it was imported from another program",
        remedy: "use the file that it came from, or export it as a C array")
    }
    let labels = JSONValue.array(configuration.labels.map(JSONValue.string))
    let facts = ONNXExport.Facts(
      name: name, means: scaling.means, deviations: scaling.deviations,
      temperature: configuration.temperature,
      metadata: [
        ModelMetadata.labels: labels.compact,
        ModelMetadata.frontEnd: configuration.frontEnd.json.compact,
        ModelMetadata.temperature: "\(configuration.temperature)",
        ModelMetadata.architecture: configuration.architecture,
      ])
    do {
      return try ONNXExport.bytes(of: network, facts)
    } catch {
      throw failure(error)
    }
  }

  /// The text of a C header.
  func cArray() throws(Failure) -> String {
    let shape = configuration.frontEnd.inputShape
    var notes = [
      "\(name): the weights of a network, made by earmark \(Earmark.version).", "",
      "architecture: \(configuration.architecture)",
      "input: \(shape.frames) frames of \(shape.bins) bins, frame by frame",
      "outputs: logits of \(configuration.labels.joined(separator: ", "))",
      "scores: softmax(logits / \(configuration.temperature))",
      "front end: \(configuration.frontEnd.json.compact)",
    ]
    if let kind = ArchitectureRegistry.architecture(named: configuration.architecture) {
      notes.append("source: \(kind.source)")
    }
    if model.isImported {
      // Its tensors are values 1, 2, … of the graph, value 0 is the input.
      let graph = JSONValue.object(configuration.options.map { ($0.name, $0.value) })
      notes.append("graph: \(graph.compact)")
    }
    if let licence = configuration.provenance["licence"] { notes.append("licence: \(licence)") }
    let facts = CArrayExport.Facts(
      name: name, labels: configuration.labels, means: scaling.means,
      deviations: scaling.deviations, notes: notes)
    do {
      return try CArrayExport.text(of: network, facts)
    } catch {
      throw failure(error)
    }
  }

  /// What the front end and the network make of a clip, for checking another implementation.
  func example(of path: [UInt8]) throws(Failure) -> JSONValue {
    let clip = try ClipReading(configuration.frontEnd).read(ClipPlace(path: path))
    let shape = configuration.frontEnd.inputShape
    let features: [Float]
    do throws(FrontEndError) {
      features = try InputMaker(configuration.frontEnd).inputs(of: clip.samples).first?.input ?? []
    } catch {
      throw Failure(error)
    }
    var normalized = features
    configuration.normalization.apply(to: &normalized)
    let answer = try answer(to: normalized)
    let numbers = { (values: [Float]) in JSONValue.array(values.map { .number(Double($0)) }) }
    return .object([
      ("model", .string(name)), ("clip", .string(FilePath.text(path))),
      ("frames", .integer(shape.frames)), ("bins", .integer(shape.bins)),
      ("features", numbers(features)), ("normalized", numbers(normalized)),
      ("logits", numbers(answer.logits)), ("scores", numbers(answer.scores)),
      ("labels", .array(configuration.labels.map(JSONValue.string))),
    ])
  }

  /// What the network says of its input: once, or of every frame where it gives labels in order.
  private func answer(to input: [Float]) throws(Failure) -> (logits: [Float], scores: [Float]) {
    guard configuration.answers == .sequence else {
      do throws(ModelFileError) {
        let opinion = try Recognizer(configuration, network).opinion(ofInputs: [(input, 1)])
        return (opinion.logits, opinion.probabilities)
      } catch {
        throw Failure(error, model: name)
      }
    }
    do {
      let logits = try Predictor(network).logits(input, count: 1)
      let frames = FrameProbabilities(logits: logits, classes: configuration.labels.count + 1)
      return (logits, frames.logarithms.map { Float(exp($0)) })
    } catch {
      throw Failure(.configuration("its network can't be made"), model: name)
    }
  }
}
