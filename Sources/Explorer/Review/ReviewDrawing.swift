import Labeling

extension AppState {
  /// Draws up the clips of a review; nil, and says so, if there is none.
  mutating func record(of plan: ReviewPlan) throws(ClipQueryError) -> ReviewRecord? {
    let clips = try clipsToReview(plan)
    let (order, sample) = order(of: clips, plan)
    guard !order.isEmpty else {
      say("There is no clip to review: \(plan.queue.rawValue).", kind: .refusal)
      return nil
    }
    let items = ReviewOrder.repeating(order, share: plan.share, seed: plan.seed)
    return ReviewRecord(
      plan: plan, begun: Timestamp.roundedDown(now), clips: items.map(\.clip.row),
      seconds: items.indices.filter { items[$0].isSecond }, deferred: [], sample: sample)
  }

  private func clipsToReview(_ plan: ReviewPlan) throws(ClipQueryError) -> [Clip] {
    let clips = library.clips
    guard let filter = plan.filter else { return clips }
    return places(fitting: try query(filter, saved: savedFilters)).map { clips[$0] }
  }

  private func order(
    of clips: [Clip], _ plan: ReviewPlan
  ) -> (clips: [ID<Clip>], sample: BandSample?) {
    let order: [ID<Clip>]
    switch plan.queue {
    case .unlabelled: order = ReviewOrder.unlabelled(clips)
    case .random: order = ReviewOrder.random(clips, seed: plan.seed)
    case .folder: order = ReviewOrder.byFolder(clips)
    case .label: order = ReviewOrder.byLabel(clips, library.labels)
    case .flagged: order = ReviewOrder.flagged(clips)
    case .between: order = ReviewOrder.disputed(clips)
    case .errors:
      let wanted = Set(clips.map(\.id))
      order = model.doubts.all.map(\.clip).filter(wanted.contains)
    case .uncertain:
      let open = clips.filter { !$0.isLabelled }
      order = sorted(open.isEmpty ? clips : open) { model.prediction(of: $0)?.margin }
    case .disagreement:
      order = sorted(clips.filter { model.verdict(on: $0) == .differs }) { clip in
        model.best(of: clip).map { -$0.score }
      }
    case .band: return drawFromBands(clips, plan)
    }
    return (order, nil)
  }

  /// The clips that have a number, the lowest first.
  private func sorted(_ clips: [Clip], by number: (Clip) -> Float?) -> [ID<Clip>] {
    clips.enumerated().compactMap { place, clip in number(clip).map { ($0, place, clip.id) } }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }

  private func drawFromBands(
    _ clips: [Clip], _ plan: ReviewPlan
  ) -> (clips: [ID<Clip>], sample: BandSample?) {
    var calls: [ID<Clip>: BandSample.Call] = [:]
    var totals = Array(repeating: 0, count: plan.bandCount)
    for clip in clips {
      guard let best = model.best(of: clip) else { continue }
      calls[clip.id] = BandSample.Call(label: best.label, score: best.score)
      totals[ScoreBands.band(of: Double(best.score), of: plan.bandCount)] += 1
    }
    let scores = clips.compactMap { clip in
      calls[clip.id].map { (id: clip.id, score: Double($0.score)) }
    }
    let drawn = ReviewOrder.stratified(
      scores, bandCount: plan.bandCount, count: plan.clipsPerBand, seed: plan.seed
    ).map(\.id)
    let wanted = Set(drawn)
    return (
      drawn,
      BandSample(
        totals: totals, classes: model.card?.labels ?? [],
        calls: calls.filter { wanted.contains($0.key) })
    )
  }
}
