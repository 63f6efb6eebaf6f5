/// Where a window's taps lie, as tables of offsets into a picture with zeros around it.
///
/// The gradient of the input is the same work on the output's gradient: one piece for each remainder
/// of a place by the stride, with the taps that reach it.
package struct ConvolutionGeometry {
  /// An axis of the window on an axis of the picture.
  package struct Axis {
    package let length, kernel, stride, dilation: Int
    package let before, after, outputs: Int

    init?(_ length: Int, _ kernel: Int, _ stride: Int, _ dilation: Int, _ padding: AxisPadding) {
      guard kernel > 0, stride > 0, dilation > 0 else { return nil }
      let reach = (kernel - 1) * dilation + 1
      switch padding {
      case .none: (before, after) = (0, 0)
      case .given(let first, let last): (before, after) = (first, last)
      case .causal: (before, after) = (reach - 1, 0)
      case .same:
        let outputs = (length + stride - 1) / stride
        let zeros = max(0, (outputs - 1) * stride + reach - length)
        (before, after) = (zeros / 2, zeros - zeros / 2)
      }
      guard before >= 0, after >= 0, length + before + after >= reach else { return nil }
      self.length = length
      self.kernel = kernel
      self.stride = stride
      self.dilation = dilation
      outputs = (length + before + after - reach) / stride + 1
    }

    var padded: Int { length + before + after }

    /// Whether every window has a tap in the picture, and those outside have one beside them.
    var hasNoEmptyWindow: Bool {
      let reach = kernel - 1
      let last = (outputs - 1) * stride - before
      return before + after == 0 || dilation == 1 && before <= reach && last < length
    }
  }

  enum AxisPadding { case none, given(Int, Int), causal, same }

  /// Where a part of the input's gradient comes from.
  struct Piece {
    /// Places of the input, and where their windows begin in the padded gradient.
    var places: [Int] = []
    var rows: [Int] = []
    /// Taps of the kernel, time-major, and what is added for each of them.
    var taps: [Int] = []
    var offsets: [Int] = []
  }

  package let time, frequency: Axis

  package init?(_ window: Window, input: Shape) {
    let along: (KeyPath<Extent, Int>) -> AxisPadding = { axis in
      switch window.padding {
      case .same: .same
      case .valid: .none
      case .both(let zeros): .given(zeros[keyPath: axis], zeros[keyPath: axis])
      case .sides(let before, let after): .given(before[keyPath: axis], after[keyPath: axis])
      case .causal: .causal
      }
    }
    let isCausal = window.padding == .causal
    guard
      let time = Axis(
        input.time, window.kernel.time, window.stride.time, window.dilation.time,
        along(\.time)),
      let frequency = Axis(
        input.frequency, window.kernel.frequency, window.stride.frequency,
        window.dilation.frequency, isCausal ? .same : along(\.frequency))
    else { return nil }
    self.time = time
    self.frequency = frequency
  }

  /// Whether there are zeros around the picture.
  var isPadded: Bool { time.padded != time.length || frequency.padded != frequency.length }
  /// Places of the padded picture.
  var paddedPlaces: Int { time.padded * frequency.padded }

  /// Where the window of each output begins in the padded picture, in places.
  var rows: [Int] {
    (0..<time.outputs).flatMap { t in
      (0..<frequency.outputs).map { f in
        t * time.stride * frequency.padded + f * frequency.stride
      }
    }
  }

  /// What each tap adds to that, in places.
  var taps: [Int] {
    (0..<time.kernel).flatMap { i in
      (0..<frequency.kernel).map { j in
        i * time.dilation * frequency.padded + j * frequency.dilation
      }
    }
  }

  // MARK: Backward

  /// Zeros around the output's gradient.
  var gradientBefore: Extent {
    Extent(Self.reach(time), Self.reach(frequency))
  }

  private static func reach(_ axis: Axis) -> Int { (axis.kernel - 1) * axis.dilation / axis.stride }

  private static func after(_ axis: Axis) -> Int {
    max(0, (axis.length - 1 + axis.before) / axis.stride - (axis.outputs - 1))
  }

  /// The extents of the padded gradient.
  var paddedGradient: Extent {
    Extent(
      Self.reach(time) + time.outputs + Self.after(time),
      Self.reach(frequency) + frequency.outputs + Self.after(frequency))
  }

  /// The parts of the input's gradient; places without a tap are in a piece that has none.
  var pieces: [Piece] {
    let width = paddedGradient.frequency
    let before = gradientBefore
    var pieces: [Piece] = []
    for t in Self.remainders(time) {
      for f in Self.remainders(frequency) {
        var piece = Piece()
        for x in t.places {
          for y in f.places {
            piece.places.append(x * frequency.length + y)
            piece.rows.append(
              ((x + time.before) / time.stride + before.time) * width
                + (y + frequency.before) / frequency.stride + before.frequency)
          }
        }
        for i in t.taps {
          for j in f.taps {
            piece.taps.append(i * frequency.kernel + j)
            piece.offsets.append(
              -(i * time.dilation / time.stride) * width
                - j * frequency.dilation / frequency.stride)
          }
        }
        pieces.append(piece)
      }
    }
    return pieces
  }

  /// Places of an axis that share their remainder by the stride, and the taps that reach them.
  private static func remainders(_ axis: Axis) -> [(places: [Int], taps: [Int])] {
    (0..<axis.stride).compactMap { remainder in
      let places = (0..<axis.length).filter { ($0 + axis.before) % axis.stride == remainder }
      let taps = (0..<axis.kernel).filter { $0 * axis.dilation % axis.stride == remainder }
      return places.isEmpty ? nil : (places, taps)
    }
  }
}
