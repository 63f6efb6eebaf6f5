import Foundation
import NetworkExchange
import NeuralNetworks
import Testing

/// ONNX files made by hand: operators against loops, and files that make no sense.
@Suite struct ONNXImportTests {
  private typealias P = ProtobufBytes

  private func logits(_ file: [UInt8], _ clip: [Float]) throws -> [Float] {
    let imported = try ImportedNetwork.read(file)
    let network = try ExportTests.network(imported, Shape(time: clip.count))
    return try Predictor(network).logits(clip, count: 1)
  }

  private func file(
    _ shape: [Int?], _ parts: [[UInt8]], output: String = "y", operators: Int = 17
  ) -> [UInt8] {
    P.model(
      [P.port(11, "x", shape), P.port(12, output, [nil, 2])] + parts, operators: operators)
  }

  @Test func filtersInGroupsAndRows() throws {
    // Two groups of one filter over two channels each, along a row of four.
    let clip = (0..<16).map { Float($0) }
    let made = try logits(
      file(
        [nil, 4, 4],
        [
          P.tensor("w", [2, 2, 2], [1, 10, 100, 1000, 2, 20, 200, 2000]),
          P.node(
            "Conv", ["x", "w"], ["y"],
            attributes: [P.attribute("group", whole: 2)]),
        ]), clip)
    let row = { (channel: Int, place: Int) in clip[channel * 4 + place] }
    let wanted = (0..<2).flatMap { group in
      (0..<3).map { place -> Float in
        let factor: Float = group == 0 ? 1 : 2
        return factor
          * (row(2 * group, place) + 10 * row(2 * group, place + 1)
            + 100 * row(2 * group + 1, place) + 1000 * row(2 * group + 1, place + 1))
      }
    }
    #expect(made == wanted)
  }

  @Test func shapesThatAreComputedAreKnown() throws {
    // A padding whose sizes come from the shape of the input, as PyTorch writes it.
    let parts = [
      P.tensor("zero", wholes: [0]), P.tensor("one", wholes: [1]), P.tensor("axes", wholes: [0]),
      P.node("Shape", ["x"], ["shape"]), P.node("Gather", ["shape", "one"], ["length"]),
      P.node("Sub", ["length", "one"], ["less"]),
      P.node(
        "Concat", ["zero", "less", "zero", "one"], ["pads"],
        attributes: [P.attribute("axis", whole: 0)]),
      P.node("Pad", ["x", "pads"], ["wide"]), P.tensor("starts", wholes: [1]),
      P.tensor("ends", wholes: [Int.max]),
      P.node("Slice", ["wide", "starts", "ends", "one"], ["y"]),
    ]
    #expect(try logits(file([nil, 3], parts), [5, 6, 7]) == [0, 5, 6, 7, 0])
  }

  @Test func rowsOfAFlattenedPictureAndAProduct() throws {
    let parts = [
      P.node("Flatten", ["x"], ["f"]), P.tensor("w", [2, 4], [1, 0, 0, 1, 0, 1, 1, 0]),
      P.tensor("b", [2], [0.5, -0.5]),
      P.node("Gemm", ["f", "w", "b"], ["z"], attributes: [P.attribute("transB", whole: 1)]),
      P.node("Softmax", ["z"], ["y"]),
    ]
    #expect(try logits(file([nil, 2, 2], parts), [1, 2, 3, 4]) == [5.5, 4.5])
  }

  private func sentence(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation)
    -> String
  {
    do {
      _ = try ImportedNetwork.read(bytes)
      Issue.record("it was read", sourceLocation: sourceLocation)
      return ""
    } catch {
      return error.sentence.why
    }
  }

  @Test func badFilesAreToldWhy() {
    let relu = P.node("Relu", ["x"], ["y"])
    let cases: [(file: [UInt8], word: String)] = [
      ([], "empty"), (Array("not a network".utf8), "byte"),
      (Array(file([nil, 2], [relu]).dropLast(20)), "byte"),
      (file([nil, 2], [P.node("Fft", ["x"], ["y"])]), "\"Fft\" of the node \"the Fft\""),
      (
        file([nil, 2], [P.node("Relu", ["z"], ["y"]), P.node("Relu", ["y"], ["z"])]),
        "goes in circles"
      ),
      (file([nil, nil], [relu]), "[?, ?]"),
      (
        file(
          [nil, 2],
          [
            P.bytes(
              5,
              P.whole(1, 2) + P.whole(2, 1) + P.text(8, "far") + P.whole(14, 1)
                + P.bytes(13, P.text(1, "location") + P.text(2, "w.bin")))
          ]), "another file"
      ),
      (
        file([nil, 2], [P.bytes(5, P.whole(1, 1 << 40) + P.whole(2, 1) + P.text(8, "huge"))]),
        "numbers"
      ),
      (
        file(
          [nil, 2], [P.bytes(5, P.whole(1, 3) + P.whole(2, 1) + P.text(8, "w") + P.bytes(9, [1]))]),
        "1 bytes"
      ),
      (
        file(
          [nil, 2],
          [
            P.tensor("w", [2], [1, .nan]), P.node("Add", ["x", "w"], ["y"]),
          ]), "finite"
      ),
      (file([nil, 2], [relu, relu]), "two nodes"),
      (
        file([nil, 3], [P.tensor("s", wholes: [2, 2]), P.node("Reshape", ["x", "s"], ["y"])]),
        "can't become"
      ),
    ]
    for (bytes, word) in cases {
      let found = sentence(bytes)
      #expect(found.contains(word), "\(found)")
      #expect(!found.contains("\n"))
    }
  }

  @Test func damagedFilesNeverCrash() throws {
    let input = Shape(time: 8, frequency: 6)
    var files: [[UInt8]] = []
    for specs in [
      [
        .convolution(filters: 3, Window(Extent(3, 3), stride: Extent(2, 1))),
        .normalization(activation: .relu), .timeAverage, .flatten, .dense(units: 2),
      ],
      [.frames, .recurrent(.lstm, units: 3, bothWays: true), .lastState(bothWays: true)],
    ] as [[LayerSpec]] {
      files.append(
        try ONNXExport.bytes(
          of: Network(specs, input: input, seed: 1), ONNXExport.Facts(name: "m")))
    }
    for (number, file) in files.enumerated() {
      try Mutations(seed: UInt64(number + 1)).run(file, count: 2_000)
    }
  }
}
