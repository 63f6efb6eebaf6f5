import Labeling

extension AppState {
  /// Takes a line that names a review.
  mutating func review(byTyped line: String) -> [Effect] {
    guard line.contains(where: { !$0.isWhitespace }) else { return [] }
    do throws(ReviewPlanError) {
      let plan = try ReviewPlan(line: line)
      // Blindness of the review under way must not hide from the next one what it goes by.
      liftVeil()
      if review.session != nil { audition.playsOnArrival = review.playedOnArrival }
      review.session = nil
      review.wish = ReviewState.Wish(plan)
      return []
    } catch {
      var prompt = Prompt(.review)
      prompt.replace(with: line)
      prompt.flaw = error.sentence
      self.prompt = prompt
      return []
    }
  }

  /// What a line that names a review may become.
  func reviewCompletions(of line: String) -> [String] {
    guard let blank = line.lastIndex(of: " ") else {
      return ReviewQueue.allCases.map(\.rawValue).filter { $0.hasPrefix(line) }
    }
    let (before, last) = (line[...blank], line[line.index(after: blank)...])
    return ReviewPlan.words.filter { $0.hasPrefix(last) && $0 != last }.map { before + $0 }
  }
}
