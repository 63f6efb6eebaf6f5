extension AppState {
  /// Whether all that the view shows is there: pictures, small pictures, what a model says.
  public var isViewComplete: Bool {
    guard isOpen, scan.isOver else { return false }
    let isLoading = model.card == nil && (model.loading != nil || model.isSuiting)
    switch mode {
    case .sheet: return !awaitsThumbnails
    case .confusion:
      return !isLoading && (model.card == nil || model.isRecalled && !model.isJudging)
    case .live, .training: return true
    case .browse, .spectrogram, .label, .segments:
      guard isCurrentShown, !isLoading else { return false }
      if viewport.view == .input, model.card != nil { return model.input?.shown != nil }
      return (paneKeys + trackKeys + [otherKey].compactMap(\.self)).allSatisfy {
        pictures[$0]?.isFinal == true
      }
    }
  }
}
