import CKernels

/// Each channel with mean 0 and deviation 1, by the statistics of a batch or, later, kept ones.
///
/// - Source: Ioffe and Szegedy, *Batch normalization*, 2015; bands as in Chang and others,
///   *Subspectral normalization*, 2021. Kept statistics as PyTorch's: a tenth of each batch, the
///   variance without bias.
package final class Normalization: Layer {
  package static let epsilon = 1e-5
  private static let momentum: Float = 0.1

  private let scale, shift, mean, variance: TensorPlace
  private let rectifies: Bool
  private let bands: Int
  /// Rows of channels that lie together and share statistics, and their band.
  private let runs: [(offset: Int, rows: Int, band: Int)]
  private let rowsOfBand: [Int]
  /// `[shards][2][bands · channels]`, of each shard, forward and backward.
  private let sums: UnsafeMutablePointer<Double>
  private let gradientSums: UnsafeMutablePointer<Double>
  /// What a value is multiplied by and what is added, when statistics are kept ones.
  private let keptFactors: Storage
  private let width: Int

  init(
    name: String, input: Shape, bands: Int, rectifies: Bool, scale: TensorPlace,
    shift: TensorPlace, mean: TensorPlace, variance: TensorPlace
  ) {
    self.scale = scale
    self.shift = shift
    self.mean = mean
    self.variance = variance
    self.rectifies = rectifies
    self.bands = bands
    width = bands * input.channels
    runs = Normalization.runs(input, bands)
    rowsOfBand = (0..<bands).map { band in
      (0..<input.frequency).filter { $0 * bands / input.frequency == band }.count * input.time
    }
    let count = Network.shardCount * 2 * width
    sums = .allocate(capacity: count)
    gradientSums = .allocate(capacity: count)
    sums.initialize(repeating: 0, count: count)
    gradientSums.initialize(repeating: 0, count: count)
    keptFactors = Storage(2 * width)
    super.init(name: name, input: input, output: input)
  }

  deinit {
    sums.deallocate()
    gradientSums.deallocate()
  }

  private static func runs(_ input: Shape, _ bands: Int) -> [(offset: Int, rows: Int, band: Int)] {
    if bands == 1 { return [(0, input.places, 0)] }
    var runs: [(offset: Int, rows: Int, band: Int)] = []
    for t in 0..<input.time {
      for f in 0..<input.frequency {
        let band = f * bands / input.frequency
        if f > 0, let last = runs.last, last.band == band {
          runs[runs.count - 1].rows += 1
        } else {
          runs.append(((t * input.frequency + f) * input.channels, 1, band))
        }
      }
    }
    return runs
  }

  override var phases: Int { 2 }
  override var learns: Bool { true }
  override var outputUse: OutputUse { rectifies ? .sign : .none }
  override var scratch: Int { 4 * width }

  override func prepare(_ numbers: Numbers, training: Bool) {
    for j in 0..<width {
      let deviation = (Double(numbers.state[variance.offset + j]) + Self.epsilon).squareRoot()
      let factor = Double(numbers.weights[scale.offset + j]) / deviation
      keptFactors.floats[j] = Float(factor)
      keptFactors.floats[width + j] = Float(
        Double(numbers.weights[shift.offset + j])
          - factor * Double(numbers.state[mean.offset + j]))
    }
  }

  /// Calls with every run of rows of the shard: its offset, rows and first channel.
  private func forEachRun(_ shard: Shard, _ body: (Int, Int64, Int) -> Void) {
    if bands == 1 {
      body(0, Int64(shard.clips * input.places), 0)
      return
    }
    for clip in 0..<shard.clips {
      for run in runs {
        body(clip * input.count + run.offset, Int64(run.rows), run.band * input.channels)
      }
    }
  }

  private func total(_ sums: UnsafeMutablePointer<Double>, _ place: Int) -> Double {
    var total = 0.0
    for shard in 0..<Network.shardCount { total += sums[shard * 2 * width + place] }
    return total
  }

  /// Values of a channel in the whole batch.
  private func count(_ channel: Int, _ clips: Int) -> Double {
    Double(rowsOfBand[channel / input.channels] * clips)
  }

  private func moments(_ channel: Int, _ clips: Int) -> (mean: Double, variance: Double) {
    let count = count(channel, clips)
    let mean = total(sums, channel) / count
    return (mean, max(0, total(sums, width + channel) / count - mean * mean))
  }

  override func forward(_ shard: Shard, phase: Int) {
    let x = input(shard)
    guard shard.isTraining else {
      if phase == 1 { apply(shard, keptFactors.floats, keptFactors.floats + width) }
      return
    }
    if phase == 0 {
      let own = sums + shard.index * 2 * width
      own.update(repeating: 0, count: 2 * width)
      forEachRun(shard) { offset, rows, channel in
        Kernels.table.moments(
          x + offset, rows, Int32(input.channels), own + channel, own + width + channel)
      }
      return
    }
    let factors = shard.scratch
    let shifts = factors + width
    for j in 0..<width {
      let (mean, variance) = moments(j, shard.batch)
      let factor =
        Double(shard.numbers.weights[scale.offset + j]) / (variance + Self.epsilon).squareRoot()
      factors[j] = Float(factor)
      shifts[j] = Float(Double(shard.numbers.weights[shift.offset + j]) - factor * mean)
    }
    apply(shard, factors, shifts)
  }

  private func apply(
    _ shard: Shard, _ factors: UnsafeMutablePointer<Float>, _ shifts: UnsafeMutablePointer<Float>
  ) {
    forEachRun(shard) { offset, rows, channel in
      Kernels.table.scale(
        input(shard) + offset, rows, Int32(input.channels), factors + channel, shifts + channel,
        rectifies ? 1 : 0, output(shard) + offset)
    }
  }

  override func backward(_ shard: Shard, phase: Int) {
    let gradient = outputGradient(shard)
    if phase == 0 {
      let own = gradientSums + shard.index * 2 * width
      own.update(repeating: 0, count: 2 * width)
      let means = shard.scratch
      for j in 0..<width { means[j] = Float(moments(j, shard.batch).mean) }
      forEachRun(shard) { offset, rows, channel in
        Kernels.table.scale_sums(
          gradient + offset, rectifies ? output(shard) + offset : nil, input(shard) + offset, rows,
          Int32(input.channels), means + channel, own + channel, own + width + channel)
      }
      for j in 0..<width {
        let inverse = 1 / (moments(j, shard.batch).variance + Self.epsilon).squareRoot()
        shard.weightGradients[shift.offset + j] += Float(own[j])
        shard.weightGradients[scale.offset + j] += Float(own[width + j] * inverse)
      }
      return
    }
    guard let target = inputGradient(shard) else { return }
    let factors = shard.scratch
    let slopes = factors + width
    let shifts = slopes + width
    for j in 0..<width {
      let (mean, variance) = moments(j, shard.batch)
      let count = count(j, shard.batch)
      let inverse = 1 / (variance + Self.epsilon).squareRoot()
      let factor = Double(shard.numbers.weights[scale.offset + j]) * inverse
      let slope = -factor * inverse * inverse * total(gradientSums, width + j) / count
      factors[j] = Float(factor)
      slopes[j] = Float(slope)
      shifts[j] = Float(-factor * total(gradientSums, j) / count - slope * mean)
    }
    forEachRun(shard) { offset, rows, channel in
      Kernels.table.scale_gradient(
        gradient + offset, input(shard) + offset, rows, Int32(input.channels), factors + channel,
        slopes + channel, shifts + channel, target + offset)
    }
  }

  override func finish(_ numbers: Numbers, clips: Int) {
    let momentum = Self.momentum
    for j in 0..<width {
      let (batchMean, batchVariance) = moments(j, clips)
      let count = count(j, clips)
      let unbiased = batchVariance * count / max(1, count - 1)
      numbers.state[mean.offset + j] +=
        momentum * (Float(batchMean) - numbers.state[mean.offset + j])
      numbers.state[variance.offset + j] +=
        momentum * (Float(unbiased) - numbers.state[variance.offset + j])
    }
  }
}
