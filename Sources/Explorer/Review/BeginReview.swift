import Labeling

extension AppState {
  /// Whether the list is that of the review under way, so that labels are verdicts.
  public var isReviewing: Bool {
    review.session != nil && browser.scope?.isReview == true && browser.sort == .given
  }

  /// Begins the review that is wished for, once everything that it needs is there.
  mutating func beginReviewIfReady() -> [Effect] {
    guard let wish = review.wish, isOpen, scan.isOver else { return [] }
    if case .readOnly(let failure) = access {
      review.wish = nil
      notice = Notice(failure, at: now)
      return []
    }
    if !wish.isFresh, let record = review.record, record.plan.isSame(as: wish.plan),
      !ReviewSession(record, annotator: annotator, library).isOver
    {
      return goOn(with: record, target: wish.plan.target)
    }
    guard isReady(for: wish.plan.queue) else { return waitForReview(wish) }
    review.wish = nil
    do throws(ClipQueryError) {
      guard let record = try record(of: wish.plan) else { return [] }
      review.record = record
      return [.store(.keepReview(record))] + enter(record)
    } catch {
      say("The filter of the review is wrong.", error.sentence.why, kind: .refusal)
      return []
    }
  }

  /// Whether there is all that a queue goes by.
  private func isReady(for queue: ReviewQueue) -> Bool {
    if queue == .errors {
      if case .over = model.doubts.stage { return true }
      return false
    }
    guard queue.isOfModel else { return true }
    return model.card != nil && model.isRecalled && !model.mustSweep && model.sweptCount == 0
  }

  private mutating func waitForReview(_ wish: ReviewState.Wish) -> [Effect] {
    if wish.plan.queue == .errors {
      if case .failed(let failure) = model.doubts.stage {
        review.wish = nil
        notice = Notice(failure, at: now)
        return []
      }
      guard !wish.hasAsked else { return [] }
      if let refusal = trainingRefusal {
        review.wish = nil
        say(refusal, kind: .refusal)
        return []
      }
      review.wish?.hasAsked = true
      return findDoubts()
    }
    if model.card == nil, model.loading == nil, !model.isSuiting {
      review.wish = nil
      say(
        "\(wish.plan.queue.rawValue) asks what a model says, and there is none.",
        withKeys("{load-model} loads one"), kind: .refusal)
    } else if !wish.hasAsked {
      review.wish?.hasAsked = true
      say("The review begins when the model has heard all clips.")
    }
    return []
  }

  private mutating func goOn(with record: ReviewRecord, target: Int?) -> [Effect] {
    review.wish = nil
    let effects = enter(record, target: target)
    if let session = review.session, session.doneCount > 0 {
      say(
        "Going on: \(Format.count(session.doneCount)) of \(Format.count(session.items.count)) "
          + "have a verdict.")
    }
    return effects
  }

  /// Shows the clips of a review and goes to the first that needs a verdict.
  private mutating func enter(_ record: ReviewRecord, target: Int? = nil) -> [Effect] {
    let wasReviewing = review.session != nil
    if wasReviewing { liftVeil() }
    var session = ReviewSession(record, annotator: annotator, library)
    session.plan.target = target ?? record.plan.target
    review.session = session
    review.hasShownTarget = session.isAtTarget
    review.choice = 0
    if !wasReviewing { review.playedOnArrival = audition.playsOnArrival }
    audition.playsOnArrival = true
    drawVeil()
    return showReview()
  }

  /// Goes to the list of the review under way, where it stopped.
  mutating func showReview() -> [Effect] {
    guard let session = review.session else { return [] }
    narrow(
      to: session.items.map(\.clip), .review(ofDoubts: session.plan.queue == .errors),
      title: session.plan.title)
    if mode != .spectrogram { mode = .browse }
    let newest = session.newestPlace
    let start = session.next(after: newest ?? session.items.count - 1) ?? newest
    if let start { browser.move(to: start) }
    return play(nil, isUnasked: true)
  }

  /// Leaves the review; what has no verdict waits for the next time.
  mutating func leaveReview() -> [Effect] {
    guard let session = review.session else { return [] }
    review.left = ReviewSummary(session)
    review.record = session.isOver ? nil : session.record
    liftVeil()
    review.session = nil
    audition.playsOnArrival = review.playedOnArrival
    if browser.scope?.isReview == true { widen() }
    let effects: [Effect] = [.store(.keepReview(review.record))]
    return review.isWholeProgram ? effects + quit() : effects
  }
}
