import Labeling

extension Command {
  /// Reviews: verdicts other than labels, and the way through the clips.
  static let reviewClips: [Command] =
    [
      Command(
        "review", keys: ["Q"], "Begin a review: choose its queue", group: .review,
        help: "begin a review", modes: Mode.withClips, unless: Refusal.noClip
      ) { state in
        state.prompt = Prompt(.review)
        return []
      },
      Command(
        "go-review", keys: ["g r"], "Go to the review under way, or to the one left last",
        group: .review, help: "go on with it", modes: Mode.withClips, unless: Refusal.noClip
      ) { state in
        if state.review.session != nil { return state.showReview() }
        if let record = state.review.record {
          state.review.wish = ReviewState.Wish(record.plan)
        } else {
          state.prompt = Prompt(.review)
        }
        return []
      },
      Command(
        "review-figures", keys: ["g Q"], "Show the figures of the review", group: .review,
        help: "figures so far", hint: "figures", modes: Mode.withClips, unless: noReview
      ) { state in
        state.overlay = .review
        return []
      },
      Command(
        "defer-clip", keys: ["d"], "Let the clip come back at the end of the review",
        group: .review, help: "defer", hint: "defer", modes: [.browse, .spectrogram],
        unless: notReviewing
      ) { $0.deferClip() },
      Command(
        "next-open", keys: ["r"], "Go to the next clip without a verdict", group: .review,
        help: "next without a verdict", hint: "next open", modes: [.browse, .spectrogram],
        unless: notReviewing
      ) { state in
        state.goOnInReview()
        return []
      },
      Command(
        "next-opinion", keys: [";"], "Choose the next annotator's label, for the key that takes it",
        group: .review, help: "next annotator's label", modes: [.browse, .spectrogram],
        unless: { $0.sidesToDecide.isEmpty ? "Nobody disagrees here." : nil }
      ) { state in
        state.review.choice += 1
        return []
      },
    ] + [
      flagging("quarantine-clip", "x", .quarantine, "Quarantine the clip: it should not be used"),
      flagging("flag-bad-audio", "!", .badAudio, "Flag the sound as bad"),
      flagging("flag-indeterminate", "i", .indeterminate, "Flag the clip: it can't be told"),
      flagging("flag-clip", "#", .lookAgain, "Flag the clip to look at it again"),
    ]

  private static func flagging(
    _ name: String, _ key: String, _ flag: ClipFlag, _ summary: String
  ) -> Command {
    Command(
      name, keys: [key], summary, group: .review, help: "flag: unusable, bad, unsure, again",
      hint: flag == .quarantine ? "flag" : nil, modes: [.browse, .spectrogram, .sheet],
      unless: { Refusal.readOnly($0) ?? Refusal.noClip($0) }
    ) { $0.flag(flag) }
  }

  private static let noReview: @Sendable (AppState) -> String? = { state in
    state.review.session == nil ? "There is no review: {review} begins one." : nil
  }

  private static let notReviewing: @Sendable (AppState) -> String? = { state in
    if state.isReviewing { return nil }
    return state.review.session == nil
      ? "There is no review: {review} begins one." : "{go-review} goes back to the review."
  }
}
