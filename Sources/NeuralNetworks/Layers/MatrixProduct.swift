import CKernels

/// A product whose right side lies in panels, for layers that multiply what they are given.
struct MatrixProduct {
  let panels: UnsafeMutablePointer<Float>
  let columns: Int
  /// What is added to the beginning of a row on the left for each of its values.
  let depth: Offsets

  /// Columns of panels, zeros after the last one included.
  static func rounded(_ columns: Int) -> Int {
    let width = Int(ek_panel)
    return (columns + width - 1) / width * width
  }

  /// Fills the panels with rows that begin at offsets.
  func packed(from source: UnsafePointer<Float>, rows: Offsets) -> MatrixProduct {
    Kernels.table.pack(source, rows.table, Int32(depth.count), Int32(columns), 1, panels)
    return self
  }

  /// Fills the panels with columns that lie so far from each other.
  func packed(from source: UnsafePointer<Float>, columnStride: Int) -> MatrixProduct {
    Kernels.table.pack(
      source, depth.table, Int32(depth.count), Int32(columns), Int32(columnStride), panels)
    return self
  }

  /// Writes the product of rows on the left and the panels, or adds it.
  func write(
    _ left: UnsafePointer<Float>, _ rows: Offsets, to target: UnsafeMutablePointer<Float>,
    _ targetRows: Offsets, adds: Bool = false
  ) {
    var product = ek_product(
      rows: Int32(rows.count), columns: Int32(columns), depth: Int32(depth.count),
      row_offsets: rows.table, depth_offsets: depth.table, out_offsets: targetRows.table,
      panels: panels, bias: nil, accumulates: adds ? 1 : 0, rectifies: 0)
    Kernels.table.product(&product, left, target)
  }
}
