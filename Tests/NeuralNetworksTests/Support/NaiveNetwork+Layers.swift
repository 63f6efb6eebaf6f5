import Foundation
import NeuralNetworks

func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

func normalShare(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

func naturalExponential(_ x: Double) -> Double { exp(x) }

extension NaiveNetwork {
  /// A batch made place by place.
  func made(_ x: Batch, _ shape: Shape, _ value: (Int, Int, Int, Int) -> Double) -> Batch {
    Batch(
      shape: shape,
      clips: x.clips.indices.map { n in
        var clip: Values = []
        for t in 0..<shape.time {
          for f in 0..<shape.frequency {
            for c in 0..<shape.channels { clip.append(value(n, t, f, c)) }
          }
        }
        return clip
      })
  }

  func sum(_ a: Batch, _ b: Batch) -> Batch {
    Batch(shape: a.shape, clips: zip(a.clips, b.clips).map { zip($0, $1).map(+) })
  }

  func applied(_ activation: Activation, _ x: Batch) -> Batch {
    let function: (Double) -> Double =
      switch activation {
      case .none: { $0 }
      case .relu: { max(0, $0) }
      case .sigmoid: sigmoid
      case .tanh: { tanh($0) }
      case .swish: { $0 * sigmoid($0) }
      case .gelu: { $0 * normalShare($0) }
      case .clippedRelu: { min(max(0, $0), 20) }
      }
    return Batch(shape: x.shape, clips: x.clips.map { $0.map(function) })
  }

  /// Outputs of an axis and the zeros before it.
  private func axis(
    _ length: Int, _ kernel: Int, _ stride: Int, _ dilation: Int, _ padding: Padding,
    isTime: Bool
  ) -> (count: Int, before: Int) {
    let reach = (kernel - 1) * dilation + 1
    switch padding {
    case .valid: return ((length - reach) / stride + 1, 0)
    case .both(let zeros):
      let each = isTime ? zeros.time : zeros.frequency
      return ((length + 2 * each - reach) / stride + 1, each)
    case .sides(let first, let last):
      let (before, after) = isTime ? (first.time, last.time) : (first.frequency, last.frequency)
      return ((length + before + after - reach) / stride + 1, before)
    case .causal where isTime: return ((length - 1) / stride + 1, reach - 1)
    case .same, .causal:
      let count = Int((Double(length) / Double(stride)).rounded(.up))
      return (count, max(0, (count - 1) * stride + reach - length) / 2)
    }
  }

  private func axes(
    _ x: Batch, _ window: Window
  ) -> (time: (count: Int, before: Int), frequency: (count: Int, before: Int)) {
    (
      axis(
        x.shape.time, window.kernel.time, window.stride.time, window.dilation.time,
        window.padding, isTime: true),
      axis(
        x.shape.frequency, window.kernel.frequency, window.stride.frequency,
        window.dilation.frequency, window.padding, isTime: false)
    )
  }

  /// Calls with the value under every tap of a window.
  private func taps(
    _ x: Batch, _ window: Window, _ n: Int, _ t: Int, _ f: Int, _ c: Int,
    _ body: (_ tap: Int, _ value: Double) -> Void
  ) {
    let (time, frequency) = axes(x, window)
    for i in 0..<window.kernel.time {
      for j in 0..<window.kernel.frequency {
        let row = t * window.stride.time + i * window.dilation.time - time.before
        let column =
          f * window.stride.frequency + j * window.dilation.frequency - frequency.before
        body(i * window.kernel.frequency + j, x.value(n, row, column, c))
      }
    }
  }

  func convolution(_ x: Batch, _ filters: Int, _ window: Window, _ name: String) -> Batch {
    let weights = tensors["\(name).weight"] ?? []
    let bias = tensors["\(name).bias"]
    let (time, frequency) = axes(x, window)
    let channels = x.shape.channels
    let shape = Shape(time: time.count, frequency: frequency.count, channels: filters)
    return made(x, shape) { n, t, f, filter in
      var sum = bias?[filter] ?? 0
      for c in 0..<channels {
        taps(x, window, n, t, f, c) { tap, value in
          sum += value * weights[(tap * channels + c) * filters + filter]
        }
      }
      return sum
    }
  }

  func depthwise(_ x: Batch, _ window: Window, _ name: String) -> Batch {
    let weights = tensors["\(name).weight"] ?? []
    let bias = tensors["\(name).bias"]
    let (time, frequency) = axes(x, window)
    let channels = x.shape.channels
    let shape = Shape(time: time.count, frequency: frequency.count, channels: channels)
    return made(x, shape) { n, t, f, c in
      var sum = bias?[c] ?? 0
      taps(x, window, n, t, f, c) { tap, value in sum += value * weights[tap * channels + c] }
      return sum
    }
  }

  func dense(_ x: Batch, _ units: Int, _ name: String) -> Batch {
    let weights = tensors["\(name).weight"] ?? []
    let bias = tensors["\(name).bias"]
    return made(x, Shape(time: 1, channels: units)) { n, _, _, unit in
      var sum = bias?[unit] ?? 0
      for (place, value) in x.clips[n].enumerated() { sum += value * weights[place * units + unit] }
      return sum
    }
  }

  func normalization(_ x: Batch, _ bands: Int, _ name: String) -> Batch {
    let tensor: (String) -> Values = { tensors["\(name).\($0)"] ?? [] }
    let (scale, shift) = (tensor("scale"), tensor("shift"))
    let (means, variances) = (tensor("mean"), tensor("variance"))
    let channels = x.shape.channels
    let band: (Int) -> Int = { $0 * bands / x.shape.frequency }
    var groups = [Values](repeating: [], count: bands * channels)
    if isTraining {
      for n in x.clips.indices {
        for t in 0..<x.shape.time {
          for f in 0..<x.shape.frequency {
            for c in 0..<channels { groups[band(f) * channels + c].append(x.value(n, t, f, c)) }
          }
        }
      }
    }
    let statistics = groups.indices.map { group -> (mean: Double, variance: Double) in
      guard isTraining else { return (means[group], variances[group]) }
      let values = groups[group]
      let mean = values.reduce(0, +) / Double(values.count)
      return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count))
    }
    return made(x, x.shape) { n, t, f, c in
      let group = band(f) * channels + c
      let (mean, variance) = statistics[group]
      return (x.value(n, t, f, c) - mean) / (variance + 1e-5).squareRoot() * scale[group]
        + shift[group]
    }
  }

  func maximum(_ x: Batch, _ window: Window) -> Batch {
    let (time, frequency) = axes(x, window)
    let shape = Shape(time: time.count, frequency: frequency.count, channels: x.shape.channels)
    return made(x, shape) { n, t, f, c in
      var most = -Double.infinity
      for i in 0..<window.kernel.time {
        for j in 0..<window.kernel.frequency {
          let row = t * window.stride.time + i - time.before
          let column = f * window.stride.frequency + j - frequency.before
          guard (0..<x.shape.time).contains(row), (0..<x.shape.frequency).contains(column) else {
            continue
          }
          most = max(most, x.value(n, row, column, c))
        }
      }
      return most
    }
  }

  func average(_ x: Batch, _ extent: Extent) -> Batch {
    let shape = Shape(
      time: x.shape.time / extent.time, frequency: x.shape.frequency / extent.frequency,
      channels: x.shape.channels)
    return made(x, shape) { n, t, f, c in
      var sum = 0.0
      for i in 0..<extent.time {
        for j in 0..<extent.frequency {
          sum += x.value(n, t * extent.time + i, f * extent.frequency + j, c)
        }
      }
      return sum / Double(extent.time * extent.frequency)
    }
  }

  func statistics(_ x: Batch, _ segments: Int) -> Batch {
    let bins = x.shape.frequency
    return Batch(
      shape: Shape(time: 1, channels: segments * 2 * bins + 1),
      clips: x.clips.map { clip in
        let frames = (0..<x.shape.time).map { Array(clip[$0 * bins..<($0 + 1) * bins]) }
        let levels = frames.map { $0.reduce(0, +) / Double(bins) }
        let (high, low) = (levels.max() ?? 0, levels.min() ?? 0)
        let loud = levels.indices.filter { levels[$0] >= high - 0.7 * (high - low) }
        let sound = Array(frames[(loud.first ?? 0)...(loud.last ?? 0)])
        var values: Values = []
        for segment in 0..<segments {
          let first = sound.count * segment / segments
          let part = sound[first..<max(first + 1, sound.count * (segment + 1) / segments)]
          let means = (0..<bins).map { bin in
            part.reduce(0) { $0 + $1[bin] } / Double(part.count)
          }
          values += means
          values += (0..<bins).map { bin in
            let squares = part.reduce(0) { $0 + ($1[bin] - means[bin]) * ($1[bin] - means[bin]) }
            return (squares / Double(part.count)).squareRoot()
          }
        }
        return values + [log(Double(sound.count) / Double(frames.count))]
      })
  }
}
