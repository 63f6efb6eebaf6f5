import Labeling

/// Regions brought to rows: a lane for each tier, more rows where regions of it overlap.
public struct RegionLanes: Sendable, Equatable {
  /// One row of regions that do not overlap.
  public struct Row: Sendable, Equatable {
    /// The name of the tier, on its first row.
    public let name: String?
    /// The regions by onset.
    public internal(set) var regions: [Annotation]
    /// Regions that found no row of their own; told on the last row of the tier.
    public internal(set) var hidden: [Annotation] = []
  }

  /// The rows from top to bottom.
  public private(set) var rows: [Row] = []

  /// Rows that one tier takes at most.
  static let rowLimit = 3

  /// Brings regions to rows.
  ///
  /// - Parameters:
  ///   - regions: By onset.
  ///   - areTiersApart: Whether each tier has a lane of its own; else all share one row.
  public init(_ regions: [Annotation], areTiersApart: Bool = true) {
    guard areTiersApart else {
      if !regions.isEmpty { add(regions, name: RegionTiers.ownName, limit: 1) }
      return
    }
    let tiers = Dictionary(grouping: regions, by: \.tier)
    for tier in tiers.keys.sorted(by: { ($0 ?? "") < ($1 ?? "") }) {
      add(tiers[tier] ?? [], name: tier ?? RegionTiers.ownName, limit: RegionLanes.rowLimit)
    }
  }

  private mutating func add(_ regions: [Annotation], name: String, limit: Int) {
    var lane = [Row(name: name, regions: [])]
    var ends = [Int.min]
    for region in regions {
      guard let span = region.span else { continue }
      if let row = ends.firstIndex(where: { $0 <= span.lowerBound }) {
        lane[row].regions.append(region)
        ends[row] = max(span.upperBound, span.lowerBound + 1)
      } else if lane.count < limit {
        lane.append(Row(name: nil, regions: [region]))
        ends.append(max(span.upperBound, span.lowerBound + 1))
      } else {
        lane[limit - 1].hidden.append(region)
      }
    }
    rows += lane
  }
}

extension AppState {
  /// The lanes under the picture, as many rows as there is room for.
  var lanes: RegionLanes {
    RegionLanes(regionsShown, areTiersApart: mode == .label)
  }

  /// Rows that lanes take now, with one for what a search found.
  var laneRows: Int {
    // Frames of what a model sees are not the times that lanes stand for.
    if viewport.view == .input, mode != .label, mode != .segments { return 0 }
    if mode == .segments { return min(1, current?.regions.count ?? 0) + 1 }
    let hasRegions = current?.annotations.contains { $0.span != nil } == true
    let ofModel = windowOpinions == nil ? 0 : 1
    guard mode == .label || hasRegions else { return ofModel }
    return min(max(1, lanes.rows.count), ScreenLayout.laneLimit(size)) + ofModel
  }
}
