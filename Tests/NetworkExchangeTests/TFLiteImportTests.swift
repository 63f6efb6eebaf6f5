import Foundation
import NetworkExchange
import NeuralNetworks
import Testing

/// TFLite files made by hand: whole numbers, operators, and files that make no sense.
@Suite struct TFLiteImportTests {
  /// A dense layer of whole numbers and a softmax: `[1, 3]` to `[1, 2]`.
  private func file(
    scale: Float = 0.5, zeros: [Int] = [0, 0], code: Int = 9, shape: [Int] = [1, 3],
    open: [Int]? = nil, weights: [UInt8] = [2, 0xff, 4, 0, 1, 0xfe], kind: Int = 9,
    buffer: Int = 1
  ) -> [UInt8] {
    let grid: (_ scales: [Float], _ zeros: [Int], _ axis: Int) -> FlatBytes = {
      .table([2: .singles($0), 3: .longs($1), 6: .int($2)])
    }
    let tensors: [FlatBytes] = [
      .table(
        [
          0: .ints(shape), 1: .byte(9), 2: .int(0), 3: .text("input"),
          4: grid([0.25], [-1], 0),
        ].merging(open.map { [7: .ints($0)] } ?? [:]) { first, _ in first }),
      .table([
        0: .ints([2, 3]), 1: .byte(kind), 2: .int(buffer), 3: .text("weights"),
        4: grid([scale, 2], zeros, 0),
      ]),
      .table([
        0: .ints([2]), 1: .byte(2), 2: .int(2), 3: .text("bias"),
        4: grid([0.125, 0.5], [0, 0], 0),
      ]),
      .table([
        0: .ints([1, 2]), 1: .byte(9), 2: .int(0), 3: .text("sums"), 4: grid([0.5], [3], 0),
      ]),
      .table([0: .ints([1, 2]), 1: .byte(0), 2: .int(0), 3: .text("scores")]),
    ]
    let nodes: [FlatBytes] = [
      .table([0: .int(0), 1: .ints([0, 1, 2]), 2: .ints([3]), 4: .table([0: .byte(1)])]),
      .table([0: .int(1), 1: .ints([3]), 2: .ints([4]), 4: .table([0: .singles([1])])]),
    ]
    let softmax: FlatBytes = .table([0: .int(1), 1: .ints([3]), 2: .ints([4])])
    let graph: FlatBytes = .table([
      0: .tables(tensors), 1: .ints([0]), 2: .ints([4]), 3: .tables([nodes[0], softmax]),
    ])
    return FlatBytes.table([
      0: .int(3), 1: .tables([.table([3: .int(code)]), .table([0: .byte(25)])]),
      2: .tables([graph]),
      4: .tables([
        .table([:]), .table([0: .list(weights, count: weights.count)]),
        .table([0: .list(FlatBytes.little(8, 4) + FlatBytes.little(-1, 4), count: 8)]),
      ]),
    ]).file("TFL3")
  }

  @Test func wholeNumbersStandForOthers() throws {
    let imported = try ImportedNetwork.read(file())
    #expect(imported.format == "TFLite" && imported.input == [1, 3])
    let network = try ExportTests.network(imported, Shape(time: 3))
    let logits = try Predictor(network).logits([1, 2.1, 0.5], count: 1)
    // The input on its grid of quarters; weights 0.5 · [2, -1, 4] and 2 · [0, 1, -2]; biases 1 and -0.5.
    let sums: [Float] = [1 * 1 - 0.5 * 2 + 2 * 0.5 + 1, 2 * 2 - 4 * 0.5 - 0.5]
    #expect(logits == sums.map { ($0 / 0.5).rounded() * 0.5 })
  }

  @Test func longNumbersFarFromTheirZeroAreRead() throws {
    let lowest = Array([[UInt8]](repeating: FlatBytes.little(.min, 8), count: 6).joined())
    let imported = try ImportedNetwork.read(file(zeros: [1, 1], weights: lowest, kind: 4))
    #expect(imported.tensors[0].scalars == [-0x1p62, -0x1p64, -0x1p62, -0x1p64, -0x1p62, -0x1p64])
  }

  @Test func badFilesAreToldWhy() {
    let whole = file()
    let cases: [(file: [UInt8], word: String)] = [
      (file(scale: 0), "scale is not above 0"), (file(scale: .nan), "scale is not above 0"),
      (file(zeros: [0, 0, 0]), "3 zeros for 2 scales"), (file(zeros: [0, 500]), "beyond"),
      (file(code: 119), "WHILE of node 0"), (file(code: 9_999), "number 9999"),
      (file(open: [1, -1]), "only known when it runs"), (file(weights: [1, 2]), "2 bytes"),
      (file(buffer: 77), "buffer 77"), (file(shape: [1, 4]), "does not fit its weights"),
      (Array(whole.prefix(whole.count / 2)), "byte"), (Array(whole.prefix(8)), "byte"),
      ([0xff, 0xff, 0xff, 0xff] + whole.dropFirst(4), "byte"),
    ]
    for (bytes, word) in cases {
      do {
        _ = try ImportedNetwork.read(bytes)
        Issue.record("it was read: \(word)")
      } catch {
        #expect(error.sentence.why.contains(word), "\(error.sentence.why)")
      }
    }
  }

  @Test func damagedFilesNeverCrash() throws {
    try Mutations(seed: 9).run(file(), count: 4_000)
  }
}
