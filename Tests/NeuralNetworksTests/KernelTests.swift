import CKernels
import NeuralNetworks
import Testing

/// Both builds of the kernels against each other and against plain sums.
@Suite struct KernelTests {
  private static let builds: [ek_net_kernels] =
    [ek_nets_baseline().pointee] + (ek_nets_wide().map { [$0.pointee] } ?? [])

  private static func noise(_ count: Int, _ source: inout SeededGenerator) -> [Float] {
    (0..<count).map { _ in Float(source.normal()) }
  }

  @Test(arguments: [1, 2, 5, 6, 7, 13], [1, 4, 7, 8, 12, 16, 17, 31, 40])
  func productsArePlainSums(_ rows: Int, _ columns: Int) {
    var source = SeededGenerator(seed: UInt64(rows * 100 + columns))
    for depth in [0, 1, 3, 4, 255, 256, 300, 513] {
      let a = Self.noise(rows * depth + 1, &source)
      let b = Self.noise(depth * columns + 1, &source)
      let before = Self.noise(rows * columns, &source)
      let bias = Self.noise(columns, &source)
      for (accumulates, rectifies) in [(false, false), (true, false), (false, true)] {
        for build in Self.builds {
          var c = before
          Self.multiply(
            build, a, b, &c, rows, columns, depth, bias, accumulates: accumulates,
            rectifies: rectifies)
          for i in 0..<rows {
            for j in 0..<columns {
              var sum = Double(accumulates ? before[i * columns + j] : bias[j])
              for k in 0..<depth { sum += Double(a[i * depth + k]) * Double(b[k * columns + j]) }
              let wanted = rectifies ? max(0, sum) : sum
              #expect(abs(Double(c[i * columns + j]) - wanted) < 1e-4)
            }
          }
        }
      }
    }
  }

  private static func multiply(
    _ build: ek_net_kernels, _ a: [Float], _ b: [Float], _ c: inout [Float], _ rows: Int,
    _ columns: Int, _ depth: Int, _ bias: [Float], accumulates: Bool, rectifies: Bool
  ) {
    let rowOffsets = (0..<rows).map { Int32($0 * depth) }
    let depthOffsets = (0..<max(1, depth)).map { Int32($0) }
    let weightRows = (0..<max(1, depth)).map { Int32($0 * columns) }
    let outOffsets = (0..<rows).map { Int32($0 * columns) }
    var panels = [Float](repeating: .nan, count: (columns + 15) / 16 * 16 * max(1, depth))
    build.pack(b, weightRows, Int32(depth), Int32(columns), 1, &panels)
    rowOffsets.withUnsafeBufferPointer { rowOffsets in
      depthOffsets.withUnsafeBufferPointer { depthOffsets in
        outOffsets.withUnsafeBufferPointer { outOffsets in
          panels.withUnsafeBufferPointer { panels in
            bias.withUnsafeBufferPointer { bias in
              guard let rowTable = rowOffsets.baseAddress, let taps = depthOffsets.baseAddress,
                let out = outOffsets.baseAddress, let packed = panels.baseAddress
              else { return }
              var product = ek_product(
                rows: Int32(rows), columns: Int32(columns), depth: Int32(depth),
                row_offsets: rowTable, depth_offsets: taps, out_offsets: out, panels: packed,
                bias: bias.baseAddress, accumulates: accumulates ? 1 : 0,
                rectifies: rectifies ? 1 : 0)
              build.product(&product, a, &c)
            }
          }
        }
      }
    }
  }

  @Test(
    arguments: [ek_sigmoid, ek_tanh, ek_swish, ek_gelu, ek_clipped_rectifier, ek_rectifier].map(
      \.rawValue))
  func functionsAreTheirDefinitions(_ number: Int32) {
    let function = ek_function(rawValue: number)
    let x: [Float] =
      (-400...400).map { Float($0) / 20 } + [-1000, 1000, -0.0, 1e-8, -1e-8, 3e4, -3e4]
    for build in Self.builds {
      var y = x
      build.apply(function, x, Int64(x.count), &y)
      for (input, found) in zip(x, y) {
        let wanted = Self.value(function, Double(input))
        #expect(abs(Double(found) - wanted) <= 4e-7 * max(1, abs(wanted)), "of \(input)")
      }
      var nothing: [Float] = [.nan]
      build.apply(function, [.nan], 1, &nothing)
      #expect(nothing[0].isNaN)
    }
  }

  private static func value(_ function: ek_function, _ x: Double) -> Double {
    switch function {
    case ek_sigmoid: sigmoid(x)
    case ek_tanh: (1 - 2 / (naturalExponential(2 * x) + 1))
    case ek_swish: x * sigmoid(x)
    case ek_gelu: x * normalShare(x)
    case ek_clipped_rectifier: min(max(0, x), 20)
    default: max(0, x)
    }
  }

  @Test func buildsAgree() throws {
    try #require(Self.builds.count == 2, "this processor has one build")
    var source = SeededGenerator(seed: 5)
    let (rows, columns) = (70, 21)
    let x = Self.noise(rows * columns, &source)
    let y = Self.noise(rows * columns, &source)
    let results = Self.builds.map { build in
      var found: [Float] = []
      var sums = [Double](repeating: 0, count: columns)
      var squares = sums
      build.moments(x, Int64(rows), Int32(columns), &sums, &squares)
      found += (sums + squares).map { Float($0) }
      var copy = x
      build.mask(y, Int64(x.count), &copy)
      build.add(y, 0.3, Int64(x.count), &copy)
      found += copy
      found.append(Float(build.dot(x, y, Int64(x.count))))
      var gated = Self.noise(0, &source) + x
      var half = [Float](repeating: 0, count: x.count / 2)
      build.gate(&gated, Int64(rows), Int32(columns / 2), &half)
      found += half
      var normal = x
      build.softmax(&normal, Int64(rows), Int32(columns), 0.7)
      found += normal
      var slopes = y
      build.softmax_gradient(normal, Int64(rows), Int32(columns), 0.7, &slopes)
      found += slopes
      let scale = Array(y.prefix(columns))
      var kept = [Float](repeating: 0, count: 2 * rows)
      build.row_normalize(
        x, Int64(rows), Int32(columns), 1e-6, scale, scale, &kept, &normal)
      found += normal + kept
      var scales = [Float](repeating: 0, count: columns)
      var shifts = scales
      build.row_normalize_gradient(
        x, kept, y, Int64(rows), Int32(columns), scale, &scales, &shifts, &slopes)
      found += scales + shifts + slopes
      var dropped = x
      build.dropout(x, Int64(x.count), 0.4, 99, 7, &dropped)
      return found + dropped
    }
    for (baseline, wide) in zip(results[0], results[1]) {
      #expect(abs(baseline - wide) <= 1e-5 * max(1, abs(wide)))
    }
  }

  @Test func dropoutTakesItsShareAndKeepsTheMean() {
    let count = 100_000
    let ones = [Float](repeating: 1, count: count)
    for build in Self.builds {
      var kept = ones
      build.dropout(ones, Int64(count), 0.3, 12_345, 0, &kept)
      let dropped = Double(kept.filter { $0 == 0 }.count) / Double(count)
      #expect(abs(dropped - 0.3) < 0.006)
      // The second half alone is the same as in the whole.
      var half = [Float](repeating: 1, count: count / 2)
      build.dropout(half, Int64(count / 2), 0.3, 12_345, UInt64(count / 2), &half)
      #expect(half == Array(kept[(count / 2)...]))
    }
  }
}
