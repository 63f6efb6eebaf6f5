import Recognition
import Testing

@Suite struct TimeSharesTests {
  private func need(_ least: Double, _ full: Double) -> TimeShares.Need {
    TimeShares.Need(least: least, full: full)
  }

  @Test func whatIsNotNeededGoesToOthers() {
    let shares = TimeShares.divide(100, among: [need(1, 10), need(5, 1_000), need(2, 60)])
    #expect(shares == [10, 45, 45])
    #expect(TimeShares.divide(100, among: [need(1, 10), need(1, 20)]) == [10, 20])
    #expect(TimeShares.divide(100, among: []) == [])
  }

  @Test func thoseThatNeedMostAreLeftOutFirst() {
    let shares = TimeShares.divide(100, among: [need(70, 900), need(30, 900), need(40, 900)])
    #expect(shares == [nil, 50, 50])
    #expect(TimeShares.divide(5, among: [need(6, 6), need(9, 9)]) == [nil, nil])
    #expect(TimeShares.divide(0, among: [need(0, 0), need(1, 1)]) == [0, nil])
  }

  @Test func noMoreIsGivenThanThereIs() {
    for seconds in [0.0, 3, 10, 55, 400] {
      let needs = (0..<12).map { need(Double($0 * $0) / 4, Double($0 * $0 * 3)) }
      let shares = TimeShares.divide(seconds, among: needs)
      #expect(shares.compactMap { $0 }.reduce(0, +) <= seconds + 1e-9)
      for (share, need) in zip(shares, needs) {
        #expect(share.map { $0 >= need.least && $0 <= need.full } ?? true)
      }
    }
  }
}

@Suite struct ComparisonAnswersTests {
  private func kind(
    _ name: String, _ family: ArchitectureFamily, _ correct: Int, of count: Int = 1_000,
    test: Int? = nil, weights: Int = 10_000, seconds: Double = 10,
    passes: ComparedKind.Passes? = nil, isPretrained: Bool = false, isHeldOut: Bool = true
  ) -> ComparedKind {
    ComparedKind(
      name: name, family: family, isPretrained: isPretrained, parameters: weights, multiplies: 1,
      test: .init(correct: test ?? 990, of: 1_000),
      heldOut: isHeldOut ? .init(correct: correct, of: count) : nil, trainSeconds: seconds,
      millisecondsPerClip: 1, passes: passes)
  }

  @Test func whatTheFiguresCarryIsSaid() {
    let text = ComparisonAnswers([
      kind("logistic", .linear, 800, weights: 4_824, seconds: 1),
      kind("ds-cnn-t", .separable, 900, weights: 33_420), kind("gru", .recurrent, 700),
      kind("wavenet", .samples, 600), kind("words", .separable, 950, isPretrained: true),
    ]).text
    #expect(text.contains("Take words: it names 95.0 % (93.5 to 96.2) of clips of groups that"))
    #expect(
      text.contains(
        "A convolutional network is worth it over a linear baseline here: ds-cnn-t names 90.0 %"
          + " (88.0 to 91.7), logistic 80.0 % (77.4 to 82.4)."), "\(text)")
    #expect(text.contains("A recurrent network that goes through time does no better: gru names"))
    #expect(text.contains("Listening to samples does no better than features: wavenet names"))
    #expect(text.contains("To have learnt from other sounds before helps: words names"))
    #expect(
      text.contains("linear 80.0 % (logistic), separable 90.0 % (ds-cnn-t), recurrent 70.0 %"))
    #expect(text.contains("Nothing smaller than words does as well"))
  }

  @Test func whatTheFiguresDoNotCarryIsNotSaid() {
    let text = ComparisonAnswers([
      kind("logistic", .linear, 890, weights: 4_824, seconds: 1),
      kind("ds-cnn-t", .separable, 900, weights: 33_420), kind("gru", .recurrent, 905),
    ]).text
    #expect(
      text.contains("Whether a convolutional network is worth it over a linear baseline stays"))
    #expect(text.contains("Whether a recurrent network that goes through time does better stays"))
    #expect(text.contains("and these intervals overlap"))
    #expect(!text.contains("is worth it over a linear baseline here"))
    #expect(text.contains("Take logistic") && text.contains("which is as good as gru"))
    #expect(
      text.contains(
        "The smallest that these clips can't tell from gru is logistic: 4824 weights instead of"
          + " 10 000, 2.1 times fewer (89.0 % and 90.5 %)."), "\(text)")
    #expect(!text.contains("samples") && !text.contains("other sounds"))
  }

  @Test func aLinearBaselineMayBeBetter() {
    let text = ComparisonAnswers([
      kind("logistic", .linear, 900), kind("conv", .convolution, 600),
    ]).text
    #expect(text.contains("A convolutional network is not worth it over a linear baseline here:"))
  }

  @Test func whatWasCutShortSaysSo() {
    let cut = ComparedKind.Passes(taken: 2.5, planned: 20)
    let answers = ComparisonAnswers(
      [
        kind("logistic", .linear, 900), kind("conv", .convolution, 600, passes: cut),
        kind("res8", .residual, 500, isHeldOut: false),
      ], notRun: ["res15", "kwt-1"])
    let text = answers.text
    #expect(
      text.contains(
        "not worth it over a linear baseline here, in the time that it was given: conv [2.5 of 20"
          + " passes] names 60.0 %"), "\(text)")
    #expect(text.contains("Cut short") && text.contains(": conv [2.5 of 20 passes]."))
    #expect(text.contains("as there was no time to hold groups out: res8."))
    #expect(text.hasSuffix("Not run, for want of time: res15, kwt-1."))
  }

  @Test func fewKindsAndFewClips() {
    let one = ComparisonAnswers([
      kind("conv", .convolution, 9, of: 10, test: 999, isHeldOut: true)
    ]).text
    #expect(one.hasPrefix("Take conv: it names 90.0 %") && one.contains("With 10 test clips"))
    #expect(one.contains("10 points worse"))
    #expect(ComparisonAnswers([]).text.hasPrefix("No model learnt anything"))
    let diverged = ComparedKind(
      name: "conv", family: .convolution, parameters: 1, multiplies: 1,
      test: .init(correct: 1, of: 10), heldOut: nil, trainSeconds: 1, millisecondsPerClip: 1,
      hasDiverged: true)
    #expect(
      ComparisonAnswers([diverged]).text
        == "No model learnt anything: look at the labels. Diverged: conv.")
  }
}
