import Foundation
import Labeling
import Testing

/// Figures of scikit-learn 1.9.1, statsmodels 0.15.0 and krippendorff 0.9.0 for one table.
@Suite struct AgreementTests {
  /// Four annotators, a row for each unit; `-` is nothing.
  private static let table = RatingTable(
    annotators: ["a", "b", "c", "d"],
    ratings: """
      owl owl - -|fox fox fox dog|dog dog fox dog|owl owl owl owl|dog dog dog dog|cat cat fox cat
      cat cat dog cat|cat cat dog cat|dog fox dog fox|fox fox fox fox|- dog fox fox|cat cat cat -
      dog dog cat dog|owl owl - -|dog dog dog dog|cat cat cat cat|- - cat cat|owl owl owl owl
      cat cat fox cat|cat cat cat cat|dog dog dog dog|dog dog dog dog|dog dog dog dog
      fox owl cat fox|owl owl dog -|- dog dog dog|- - dog dog|dog dog dog dog|owl owl owl owl
      dog fox dog dog
      fox cat dog dog|- cat fox cat|- dog dog dog|dog dog - dog|dog dog dog cat|cat owl owl owl
      cat cat cat cat|fox fox fox fox|owl - fox owl|dog dog dog -
      """.split { "|\n".contains($0) }.map { row in
        row.split(separator: " ").map { $0 == "-" ? nil : String($0) }
      })

  private func isClose(_ one: Double?, _ other: Double, _ tolerance: Double = 1e-12) -> Bool {
    one.map { abs($0 - other) < tolerance } ?? false
  }

  @Test func cohensKappaIsThatOfOthers() throws {
    let pair = Self.table.pair(0, 1)
    let kappa = try #require(Agreement.cohensKappa(pair))
    #expect(isClose(kappa.value, 0.7916666666666666) && kappa.unitCount == 33)
    #expect(isClose(kappa.interval?.lowerBound, 0.627406347162434))
    #expect(isClose(kappa.interval?.upperBound, 0.9559269861708994))
    let perLabel = [
      "cat": (0.8472222222222222, 0.6425308548606141),
      "dog": (0.8695652173913043, 0.6958554556284747),
      "fox": (0.5285714285714285, 0.12295743282374116),
      "owl": (0.819672131147541, 0.5814175633294939),
    ]
    for (label, (value, low)) in perLabel {
      let kappa = Agreement.cohensKappa(pair.only(label))
      #expect(isClose(kappa?.value, value) && isClose(kappa?.interval?.lowerBound, low))
    }
    #expect(Agreement.cohensKappa(pair.only("cat"))?.interval?.upperBound == 1)
  }

  @Test func fleissKappaIsThatOfOthers() throws {
    let kappa = try #require(Agreement.fleissKappa(Self.table, seed: 3, resampleCount: 4000))
    #expect(isClose(kappa.value, 0.6191392161577302) && kappa.unitCount == 27)
    // Another resampling of the same units gave these.
    #expect(isClose(kappa.interval?.lowerBound, 0.4456, 0.02))
    #expect(isClose(kappa.interval?.upperBound, 0.7658, 0.02))
    let perLabel = [
      "cat": 0.5757311217808817, "dog": 0.6264758497316635, "fox": 0.4681818181818181,
      "owl": 0.8532608695652172,
    ]
    for (label, value) in perLabel {
      #expect(
        isClose(Agreement.fleissKappa(Self.table.only(label), resampleCount: 0)?.value, value))
    }
  }

  @Test func krippendorffsAlphaIsThatOfOthers() throws {
    let alpha = try #require(Agreement.krippendorffsAlpha(Self.table, seed: 3, resampleCount: 4000))
    #expect(isClose(alpha.value, 0.6348943985307622) && alpha.unitCount == 40)
    #expect(isClose(alpha.interval?.lowerBound, 0.4946, 0.02))
    #expect(isClose(alpha.interval?.upperBound, 0.7572, 0.02))
    let perLabel = [
      "cat": 0.6313603322949117, "dog": 0.6657250470809793, "fox": 0.419934640522876,
      "owl": 0.8011204481792717,
    ]
    for (label, value) in perLabel {
      #expect(
        isClose(
          Agreement.krippendorffsAlpha(Self.table.only(label), resampleCount: 0)?.value, value))
    }
    #expect(
      Agreement.krippendorffsAlpha(Self.table, seed: 3)
        == Agreement.krippendorffsAlpha(Self.table, seed: 3))
    #expect(
      Agreement.krippendorffsAlpha(Self.table, seed: 3)
        != Agreement.krippendorffsAlpha(Self.table, seed: 4))
  }

  @Test func thereIsNoFigureWithoutDifferences() {
    let same = RatingTable(annotators: ["a", "b"], ratings: [["x", "x"], ["x", "x"]])
    let none = RatingTable(annotators: ["a", "b"], ratings: [["x", nil], [nil, "y"]])
    for table in [same, none, RatingTable(annotators: ["a", "b"], ratings: [])] {
      #expect(Agreement.cohensKappa(table) == nil)
      #expect(Agreement.fleissKappa(table) == nil)
      #expect(Agreement.krippendorffsAlpha(table) == nil)
    }
    let full = RatingTable(annotators: ["a", "b"], ratings: [["x", "x"], ["y", "y"]])
    #expect(Agreement.cohensKappa(full)?.value == 1)
    #expect(Agreement.krippendorffsAlpha(full)?.value == 1)
  }

  private func annotation(
    _ who: String, _ label: String, _ span: Range<Int>?, at second: Double, tier: String? = nil
  ) -> Annotation {
    Annotation(
      id: UUID(), clip: ID(row: 1), span: span, label: label, tier: tier, origin: .person,
      annotator: who, created: Date(timeIntervalSince1970: second))
  }

  private func clip(_ annotations: [Annotation]) -> Clip {
    Clip(
      id: ID(row: 1),
      recording: Recording(id: ID(row: 1), path: RecordingPath("a.wav"), sampleRate: 8000),
      annotations: annotations)
  }

  @Test func tablesComeFromClips() {
    let clip = clip([
      annotation("ann", "no", nil, at: 0), annotation("bob", "yes", nil, at: 1),
      annotation("", "folder", nil, at: 2),
      annotation("ann", "yes", nil, at: 3, tier: ReservedTier.secondLook),
      annotation("ann", "bad audio", nil, at: 4, tier: ReservedTier.flag),
      annotation("bob", "maybe", nil, at: 5, tier: ReservedTier.decision),
      annotation("cid", "loud", nil, at: 6, tier: "level"),
    ])
    let table = RatingTable(clips: [clip, self.clip([])])
    #expect(table.annotators == ["ann", "bob", "cid"] && table.ratings == [["no", "yes", "loud"]])
    #expect(RatingTable(clips: [clip], tier: "level").ratings == [["loud"]])
    #expect(RatingTable(clips: [clip], repeatsOf: "ann").ratings == [["no", "yes"]])
    #expect(RatingTable(clips: [clip], repeatsOf: "bob").ratings.isEmpty)
  }

  @Test func regionsAreTheSameIfTheyOverlapEnough() {
    let clip = clip([
      annotation("ann", "a", 0..<100, at: 0), annotation("ann", "b", 200..<300, at: 1),
      annotation("ann", "c", 500..<600, at: 2), annotation("bob", "a", 10..<110, at: 3),
      annotation("bob", "d", 260..<360, at: 4), annotation("bob", "e", 500..<590, at: 5),
    ])
    let nothing = RatingTable.nothing
    #expect(
      RatingTable(regionsOf: [clip]).ratings == [
        ["a", "a"], ["b", nothing], [nothing, "d"], ["c", "e"],
      ])
    #expect(RatingTable(regionsOf: [clip], countsMissing: false).ratings[1] == ["b", nil])
    #expect(RatingTable(regionsOf: [clip], overlap: 0.2).ratings[1] == ["b", "d"])
  }
}
