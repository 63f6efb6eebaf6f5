import CKernels

/// Matrices times matrices, or times one that is the same for all.
final class GraphProduct: GraphLayer {
  private let rows, depth, columns, matrices: Int
  private let isShared: Bool
  private let bias: TensorPlace?
  private let leftRows, rightRows, outputRows, steps: Offsets

  init(_ name: String, _ inputs: [GraphValue], _ output: [Int], bias: TensorPlace?) {
    let (a, b) = (inputs[0].shape, inputs[1].shape)
    isShared = b.count == 2
    columns = b[b.count - 1]
    depth = b[b.count - 2]
    matrices = isShared ? 1 : b.dropLast(2).reduce(1, *)
    rows = a.dropLast().reduce(1, *) / matrices
    self.bias = bias
    let (rows, depth, columns) = (rows, depth, columns)
    leftRows = Offsets((0..<rows).map { $0 * depth })
    rightRows = Offsets((0..<depth).map { $0 * columns })
    outputRows = Offsets((0..<rows).map { $0 * columns })
    steps = Offsets(0..<depth)
    super.init(name, Array(inputs.prefix(2)), output)
  }

  override var multiplications: Int { matrices * rows * depth * columns }
  override var scratch: Int { MatrixProduct.rounded(columns) * depth }

  override func forward(_ shard: Shard, clip: Int, to target: UnsafeMutablePointer<Float>) {
    let (left, right) = (values(0, shard, clip), values(1, shard, clip))
    for matrix in 0..<matrices {
      Kernels.table.pack(
        right + matrix * depth * columns, rightRows.table, Int32(depth), Int32(columns), 1,
        shard.scratch)
      var product = ek_product(
        rows: Int32(rows), columns: Int32(columns), depth: Int32(depth),
        row_offsets: leftRows.table, depth_offsets: steps.table,
        out_offsets: outputRows.table, panels: shard.scratch,
        bias: bias.map { UnsafePointer(shard.numbers.weights + $0.offset) }, accumulates: 0,
        rectifies: 0)
      Kernels.table.product(
        &product, left + matrix * rows * depth, target + matrix * rows * columns)
    }
  }
}
