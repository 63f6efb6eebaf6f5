/// What a comparison says about how sounds are told apart, in plain sentences.
///
/// Nothing is claimed that the figures do not carry: where intervals overlap, that is what is said.
public struct ComparisonAnswers {
  private let kinds: [ComparedKind]
  private let judged: [ComparedKind]
  private let notRun: [String]
  private let byGroups: Bool

  /// Convolutions of all sorts.
  private static let convolutions: Set<ArchitectureFamily> = [
    .convolution, .smallFootprint, .separable, .residual,
  ]
  /// How far accuracy may fall on a group that was not heard before it is said.
  private static let fall = 0.05
  /// Fewer test clips say little.
  private static let fewClips = 100

  /// Takes what was compared.
  ///
  /// Kinds are judged by groups that were held out, where most have that figure; those that have
  /// not are left out then. Kinds that diverged are judged by nothing.
  ///
  /// - Parameter notRun: The names of those for which there was no time.
  public init(_ kinds: [ComparedKind], notRun: [String] = []) {
    let learnt = kinds.filter { !$0.hasDiverged }
    byGroups = !learnt.isEmpty && 2 * learnt.count(where: { $0.heldOut != nil }) > learnt.count
    judged = byGroups ? learnt.filter { $0.heldOut != nil } : learnt
    self.kinds = kinds
    self.notRun = notRun
  }

  /// All sentences as a paragraph.
  public var text: String { sentences.joined(separator: " ") }

  /// The sentences in order.
  public var sentences: [String] {
    guard let best = best(judged) else {
      return ["No model learnt anything: look at the labels."] + ofTime
    }
    var sentences = [take(best)]
    if let fall = fall(best) { sentences.append(fall) }
    if Set(judged.map(\.family)).count > 2 { sentences.append(families) }
    sentences += [overLinear, overTime, ofSamples, pretrained, smaller(best)].compactMap { $0 }
    if judged.count > 4 {
      sentences.append(
        "The best of many is flattered by being chosen on the clips it is judged by.")
    }
    if let few { sentences.append(few) }
    return sentences + ofTime
  }

  // MARK: - Which to take

  private func score(_ kind: ComparedKind) -> ComparedKind.Score {
    byGroups ? kind.heldOut ?? kind.test : kind.test
  }

  private func best(_ kinds: [ComparedKind]) -> ComparedKind? {
    kinds.max { first, second in
      (score(first).share, Double(-first.parameters))
        < (score(second).share, Double(-second.parameters))
    }
  }

  /// Those that the clips can't tell from the best one.
  private func near(_ best: ComparedKind) -> [ComparedKind] {
    judged.filter { score($0).interval.overlaps(score(best).interval) }
  }

  private func take(_ best: ComparedKind) -> String {
    let chosen = near(best).min { $0.trainSeconds < $1.trainSeconds } ?? best
    let what = byGroups ? "of clips of groups that it never heard" : "of the test clips"
    let start = "Take \(named(chosen)): it names \(figure(chosen)) \(what) rightly"
    guard judged.count > 1 else { return start + "." }
    guard chosen.name != best.name else {
      let isFastest = judged.allSatisfy { chosen.trainSeconds <= $0.trainSeconds }
      return start + (isFastest ? ", and learns fastest." : ", more than all others.")
    }
    return start + ", which is as good as \(named(best)), \(percent(score(best).share)), as far as"
      + " these clips can tell, and it learns in \(Self.rounded(chosen.trainSeconds)) s instead of"
      + " \(Self.rounded(best.trainSeconds)) s."
  }

  private func fall(_ best: ComparedKind) -> String? {
    let chosen = near(best).min { $0.trainSeconds < $1.trainSeconds } ?? best
    guard let heldOut = chosen.heldOut, chosen.test.share - heldOut.share >= Self.fall else {
      return nil
    }
    let points = Int((100 * (chosen.test.share - heldOut.share)).rounded())
    return "On groups that it never heard it is \(points) points worse: clips of more of them help"
      + " more than another model."
  }

  // MARK: - The questions

  /// How sounds can be told apart: the best of each family.
  private var families: String {
    let ownGround = judged.filter { !$0.isPretrained }
    let parts = ArchitectureFamily.allCases.compactMap { family -> String? in
      best(ownGround.filter { $0.family == family }).map { best in
        "\(family.rawValue) \(percent(score(best).share)) (\(named(best)))"
      }
    }
    let what = byGroups ? "on groups that were never heard" : "on the test clips"
    return "The best of each family, \(what): \(parts.joined(separator: ", "))."
  }

  private var overLinear: String? {
    guard let network = bestOf(Self.convolutions), let line = bestOf([.linear]) else { return nil }
    return verdict(
      network, line, better: "A convolutional network is worth it over a linear baseline here",
      worse: "A convolutional network is not worth it over a linear baseline here",
      unclear: "Whether a convolutional network is worth it over a linear baseline stays open")
  }

  private var overTime: String? {
    guard let recurrent = bestOf([.recurrent]), let other = bestOf(Self.convolutions) else {
      return nil
    }
    return verdict(
      recurrent, other, better: "A recurrent network that goes through time does better",
      worse: "A recurrent network that goes through time does no better",
      unclear: "Whether a recurrent network that goes through time does better stays open")
  }

  private var ofSamples: String? {
    guard let raw = bestOf([.samples]),
      let other = best(judged.filter { $0.family != .samples && !$0.isPretrained })
    else { return nil }
    return verdict(
      raw, other, better: "Listening to samples does better than features",
      worse: "Listening to samples does no better than features",
      unclear: "Whether listening to samples does better than features stays open")
  }

  private var pretrained: String? {
    guard let before = best(judged.filter(\.isPretrained)),
      let other = best(judged.filter { !$0.isPretrained })
    else { return nil }
    return verdict(
      before, other, better: "To have learnt from other sounds before helps",
      worse: "To have learnt from other sounds before does not help",
      unclear: "Whether it helps to have learnt from other sounds before stays open")
  }

  /// How much smaller a network does as well.
  private func smaller(_ best: ComparedKind) -> String? {
    guard judged.count > 1 else { return nil }
    guard let least = near(best).min(by: { $0.parameters < $1.parameters }),
      least.parameters < best.parameters
    else { return "Nothing smaller than \(named(best)) does as well." }
    let factor = Double(best.parameters) / Double(max(1, least.parameters))
    return "The smallest that these clips can't tell from \(named(best)) is \(named(least)):"
      + " \(Self.count(least.parameters)) weights instead of \(Self.count(best.parameters)),"
      + " \(Self.rounded(factor)) times fewer (\(percent(score(least).share)) and"
      + " \(percent(score(best).share)))."
  }

  private func bestOf(_ families: Set<ArchitectureFamily>) -> ComparedKind? {
    best(judged.filter { families.contains($0.family) && !$0.isPretrained })
  }

  /// Which of two does better, if their intervals say so.
  private func verdict(
    _ first: ComparedKind, _ second: ComparedKind, better: String, worse: String, unclear: String
  ) -> String {
    let (one, other) = (score(first).interval, score(second).interval)
    let figures = "\(named(first)) names \(figure(first)), \(named(second)) \(figure(second))"
    if one.overlaps(other) { return "\(unclear): \(figures), and these intervals overlap." }
    if one.lowerBound > other.upperBound { return "\(better): \(figures)." }
    let limit = first.isCut ? ", in the time that it was given" : ""
    return "\(worse)\(limit): \(figures)."
  }

  // MARK: - Limits

  private var few: String? {
    guard let count = judged.map({ score($0).count }).min(), count < Self.fewClips,
      let widest = judged.map({ score($0).interval }).max(by: { width($0) < width($1) })
    else { return nil }
    return "With \(count) test clips, differences below"
      + " \(Int((50 * width(widest)).rounded())) points may be chance."
  }

  private var ofTime: [String] {
    var sentences: [String] = []
    let cut = kinds.filter(\.isCut)
    if !cut.isEmpty {
      sentences.append(
        "Cut short, so that their figures say what they learn in that time and not what they can:"
          + " \(cut.map(named).joined(separator: ", ")).")
    }
    let unheard = byGroups ? kinds.filter { $0.heldOut == nil && !$0.hasDiverged } : []
    if !unheard.isEmpty {
      sentences.append(
        "Not judged above, as there was no time to hold groups out:"
          + " \(unheard.map(\.name).joined(separator: ", ")).")
    }
    let diverged = kinds.filter(\.hasDiverged)
    if !diverged.isEmpty {
      sentences.append("Diverged: \(diverged.map(\.name).joined(separator: ", ")).")
    }
    if !notRun.isEmpty {
      sentences.append("Not run, for want of time: \(notRun.joined(separator: ", ")).")
    }
    return sentences
  }

  // MARK: - Figures

  /// The name, and how much of its recipe it had where that is not all.
  private func named(_ kind: ComparedKind) -> String {
    guard let passes = kind.passes, passes.areCut else { return kind.name }
    return "\(kind.name) [\(Self.rounded(passes.taken)) of \(Self.rounded(passes.planned)) passes]"
  }

  private func figure(_ kind: ComparedKind) -> String {
    let interval = score(kind).interval
    return "\(percent(score(kind).share)) (\(Self.number(100 * interval.lowerBound)) to"
      + " \(Self.number(100 * interval.upperBound)))"
  }

  private func width(_ interval: ClosedRange<Double>) -> Double {
    interval.upperBound - interval.lowerBound
  }

  private func percent(_ share: Double) -> String { "\(Self.number(100 * share)) %" }

  /// With one decimal.
  private static func number(_ value: Double) -> String { "\((10 * value).rounded() / 10)" }

  /// Whole where it is large, else with one decimal.
  private static func rounded(_ value: Double) -> String {
    value >= 10 || value == value.rounded() ? "\(Int(value.rounded()))" : number(value)
  }

  /// With a blank at each thousand from 10 000 on.
  private static func count(_ count: Int) -> String {
    guard count >= 10_000 else { return "\(count)" }
    var digits = Array(String(count))
    for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(" ", at: place) }
    return String(digits)
  }
}
