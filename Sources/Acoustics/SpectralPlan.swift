import CKernels

/// A recipe made ready for the kernels: tables and scratch.
///
/// Copies share the scratch, which holds nothing between calls, so a plan and its copies stay on
/// one thread. A frame gives the same values whatever its lane and its neighbours.
public struct SpectralPlan {
  /// Frames worked on together.
  public static let lanes = Int(ek_lanes)

  /// Samples that a frame takes.
  public let windowLength: Int
  /// Values that a frame gives.
  public let outputCount: Int

  let recipe: SpectralRecipe
  let kernels: UnsafePointer<ek_signal_kernels>
  private let tables: SpectrumTables
  private let bands: BandTables?
  private let matrix: LaneBuffer?
  private let scratch: LaneBuffer
  private let power: LaneBuffer
  private let sums: LaneBuffer
  private let products: LaneBuffer

  /// Prepares a recipe.
  ///
  /// - Throws: What ``AnalysisSettings/validate()`` finds.
  /// - Precondition: The recipe's steps fit each other and `settings.binCount`.
  public init(
    _ settings: AnalysisSettings, recipe: SpectralRecipe = SpectralRecipe()
  ) throws(FeatureError) {
    try self.init(settings, recipe: recipe, build: .best)
  }

  /// Prepares a recipe for one build of the kernels.
  package init(
    _ settings: AnalysisSettings, recipe: SpectralRecipe, build: KernelBuild
  ) throws(FeatureError) {
    try settings.validate()
    let bandCount = recipe.bands?.count ?? settings.binCount
    precondition(
      recipe.bands.map { $0.binCount == settings.binCount } ?? true,
      "the bands are not for \(settings.binCount) bins")
    precondition(
      recipe.transform.map { $0.columns == bandCount } ?? true,
      "the matrix does not take \(bandCount) values")
    self.recipe = recipe
    kernels = build.kernels
    windowLength = settings.windowLength
    outputCount = recipe.outputCount(binCount: settings.binCount)
    tables = SpectrumTables(
      length: settings.nFFT,
      window: settings.windowShape.values(length: settings.windowLength))
    bands = recipe.bands.map { BandTables($0) }
    matrix = recipe.transform.map { LaneBuffer($0.values) }
    scratch = LaneBuffer(lanesOf: settings.nFFT)
    power = LaneBuffer(lanesOf: settings.binCount)
    sums = LaneBuffer(lanesOf: recipe.bands?.count ?? 0)
    products = LaneBuffer(lanesOf: recipe.transform?.rows ?? 0)
  }

  /// Runs the recipe on up to eight frames.
  ///
  /// - Parameters:
  ///   - frames: ``lanes`` addresses of `windowLength` samples each.
  ///   - rows: Addresses of ``outputCount`` values for the first `live` frames.
  ///   - stopsBeforeLevel: Whether to give powers, for a caller that pools them first.
  package func run(
    frames: UnsafePointer<UnsafePointer<Float>>, live: Int,
    rows: UnsafePointer<UnsafeMutablePointer<Float>>, stopsBeforeLevel: Bool = false
  ) {
    var plan = tables.plan
    kernels.pointee.power(&plan, frames, scratch.start, power.start)
    var current = power
    if let bands {
      var sparse = bands.rows
      kernels.pointee.bands(&sparse, current.start, sums.start)
      current = sums
    }
    if !stopsBeforeLevel {
      if let level = recipe.level { apply(level, to: current.start, count: current.count) }
      if let matrix, let transform = recipe.transform {
        kernels.pointee.product(
          matrix.start, Int32(transform.rows), Int32(transform.columns), current.start,
          products.start)
        current = products
      }
    }
    kernels.pointee.unlace(
      current.start, Int32(current.count / SpectralPlan.lanes), Int32(live), rows)
  }

  /// Replaces powers by levels.
  func apply(_ level: LevelRule, to values: UnsafeMutablePointer<Float>, count: Int) {
    kernels.pointee.level(values, Int64(count), level.multiplier, level.floor, level.scale)
  }
}

/// Sparse bands as the kernels read them.
private final class BandTables {
  private let first: UnsafeMutablePointer<Int32>
  private let offsets: UnsafeMutablePointer<Int32>
  private let weights: LaneBuffer
  /// The kernels' view, valid while the tables live.
  let rows: ek_sparse_rows

  init(_ bands: SparseBands) {
    first = .allocate(capacity: bands.count)
    offsets = .allocate(capacity: bands.count + 1)
    offsets.initialize(to: 0)
    var all: [Float] = []
    for (place, band) in bands.bands.enumerated() {
      all += band.weights
      (first + place).initialize(to: Int32(band.firstBin))
      (offsets + place + 1).initialize(to: Int32(all.count))
    }
    weights = LaneBuffer(all)
    rows = ek_sparse_rows(
      count: Int32(bands.count), first: first, offsets: offsets, weights: weights.start)
  }

  deinit {
    first.deallocate()
    offsets.deallocate()
  }
}
