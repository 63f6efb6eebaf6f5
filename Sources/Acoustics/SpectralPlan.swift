import CKernels

/// A recipe made ready for the kernels: tables and scratch.
///
/// Copies share the scratch, which holds nothing between calls, so a plan and its copies stay on
/// one thread. A frame gives the same values whatever its lane and its neighbors.
public struct SpectralPlan {
  /// Frames worked on together.
  public static let lanes = Int(ek_lanes)

  /// Samples that a frame takes.
  public let windowLength: Int
  /// Values that a frame gives.
  public let outputCount: Int

  let recipe: SpectralRecipe
  let kernels: UnsafePointer<ek_signal_kernels>
  private let laneKernels: UnsafePointer<ek_lane_kernels>
  let transformLength: Int
  let binCount: Int
  /// Those of each window.
  private let tables: [SpectrumTables]
  private let bands: BandTables?
  private let matrix: MatrixTables?
  private let scratch: RealBuffer
  private let power: RealBuffer
  /// Powers of a window that are added to those of the first; nil where there is one window.
  private let addend: RealBuffer?
  private let sums: RealBuffer
  private let products: RealBuffer
  private let energy: RealBuffer

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
    precondition(
      recipe.tapers.allSatisfy { $0.count == settings.windowLength },
      "the tapers are not \(settings.windowLength) long")
    let precision = recipe.precision
    self.recipe = recipe
    kernels = build.kernels
    laneKernels = build.lanes(precision)
    windowLength = settings.windowLength
    transformLength = settings.nFFT
    binCount = settings.binCount
    outputCount = recipe.outputCount(binCount: settings.binCount)
    let windows = recipe.tapers.isEmpty ? [settings.windowValues] : recipe.tapers
    tables = windows.map { SpectrumTables(length: settings.nFFT, window: $0, recipe: recipe) }
    bands = recipe.bands.map { BandTables($0, precision) }
    matrix = recipe.transform.map { MatrixTables($0, precision) }
    scratch = RealBuffer(lanesOf: tables[0].scratchCount, precision)
    power = RealBuffer(lanesOf: settings.binCount, precision)
    addend = windows.count > 1 ? RealBuffer(lanesOf: settings.binCount, precision) : nil
    sums = RealBuffer(lanesOf: recipe.bands?.count ?? 0, precision)
    products = RealBuffer(lanesOf: recipe.transform?.rows ?? 0, precision)
    energy = RealBuffer(lanesOf: 1, precision)
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
    let lanes = recipe.precision.lanes
    for first in stride(from: 0, to: live, by: lanes) {
      let count = min(lanes, live - first)
      analyze(frames + first, live: count, rows: rows + first, stopsBeforeLevel: stopsBeforeLevel)
    }
  }

  /// Runs the recipe on as many frames as there are lanes.
  private func analyze(
    _ frames: UnsafePointer<UnsafePointer<Float>>, live: Int,
    rows: UnsafePointer<UnsafeMutablePointer<Float>>, stopsBeforeLevel: Bool
  ) {
    let kernels = laneKernels.pointee
    let hasEnergy = recipe.energy != nil && !stopsBeforeLevel
    var plan = tables[0].plan
    kernels.power(&plan, frames, scratch.start, power.start, hasEnergy ? energy.start : nil)
    if let addend {
      for table in tables.dropFirst() {
        var plan = table.plan
        kernels.power(&plan, frames, scratch.start, addend.start, nil)
        power.add(addend)
      }
    }
    if recipe.power == .magnitude {
      let bins = bands?.bins ?? 0..<binCount
      kernels.root(power.lanes(at: bins.lowerBound), Int32(bins.count))
    }
    var current = power
    if let bands {
      var sparse = bands.rows
      kernels.bands(&sparse, current.start, sums.start)
      current = sums
    }
    if !stopsBeforeLevel {
      if let level = recipe.level {
        let count = (recipe.bands?.count ?? binCount) * recipe.precision.lanes
        kernels.level(
          current.start, Int64(count), Double(level.multiplier), Double(level.floor),
          Double(level.scale))
      }
      if let matrix {
        matrix.multiply(laneKernels, current, into: products)
        current = products
      }
      if let rule = recipe.energy { replaceFirst(of: current, by: rule) }
    }
    let count = stopsBeforeLevel ? recipe.bands?.count ?? binCount : outputCount
    kernels.unlace(current.start, Int32(count), Int32(live), rows)
  }

  /// Puts the logarithms of the energies that there are over the first values.
  private func replaceFirst(of values: RealBuffer, by rule: EnergyRule) {
    let lanes = recipe.precision.lanes
    let scale = Double(recipe.conditioning.scale)
    laneKernels.pointee.level(
      energy.start, Int64(lanes), scale * scale, Double(rule.floor), 1)
    for lane in 0..<lanes { values[lane] = energy[lane] }
  }

  /// Replaces powers by levels.
  func apply(_ level: LevelRule, to values: UnsafeMutablePointer<Float>, count: Int) {
    kernels.pointee.floats.pointee.level(
      values, Int64(count), Double(level.multiplier), Double(level.floor), Double(level.scale))
  }
}
