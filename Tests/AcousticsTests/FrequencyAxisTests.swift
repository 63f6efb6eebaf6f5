import Acoustics
import Testing

struct FrequencyAxisTests {
  @Test("scales have the values of their formulas")
  func values() {
    #expect(abs(FrequencyScale.mel.value(ofHertz: 1000) - 999.9855) < 1e-3)
    #expect(abs(FrequencyScale.bark.value(ofHertz: 500) - 4.919187) < 1e-5)
    #expect(abs(FrequencyScale.bark.value(ofHertz: 4000) - 17.463289) < 1e-5)
    #expect(abs(FrequencyScale.erb.value(ofHertz: 1000) - 15.621450) < 1e-5)
    #expect(FrequencyScale.logarithmic.value(ofHertz: 1024) == 10)
  }

  @Test("places and frequencies turn into each other", arguments: FrequencyScale.allCases)
  func inverse(scale: FrequencyScale) {
    for range in [0...8000.0, 100...24_000, 3000...3100] {
      let axis = FrequencyAxis(scale, range)
      #expect(abs(axis.place(ofHertz: axis.hertz.lowerBound)) < 1e-9)
      #expect(abs(axis.place(ofHertz: range.upperBound) - 1) < 1e-9)
      var last = -Double.infinity
      for step in 0...100 {
        let hertz = axis.hertz(atPlace: Double(step) / 100)
        #expect(hertz > last)
        last = hertz
        #expect(abs(axis.place(ofHertz: hertz) - Double(step) / 100) < 1e-9)
      }
    }
    #expect(FrequencyAxis(.logarithmic, 0...8000).hertz.lowerBound == 8)
    #expect(FrequencyAxis(.logarithmic, 0...48_000).hertz.lowerBound == 20)
    #expect(FrequencyAxis(.linear, 0...8000).place(ofHertz: 2000) == 0.25)
  }

  @Test("ticks are round, inside, rising and not crowded", arguments: FrequencyScale.allCases)
  func ticks(scale: FrequencyScale) {
    for range in [0...8000.0, 50...22_050, 3000...3100, 0...192_000] {
      for spacing in [0.03, 0.08, 0.3] {
        let axis = FrequencyAxis(scale, range)
        let ticks = axis.ticks(spacing: spacing)
        #expect(ticks.allSatisfy { axis.hertz.contains($0) || abs($0 - range.lowerBound) < 1e-6 })
        for (low, high) in zip(ticks, ticks.dropFirst()) {
          #expect(axis.place(ofHertz: high) - axis.place(ofHertz: low) >= spacing * 0.999)
        }
        if range.upperBound > 4000, spacing < 0.1 { #expect(ticks.count >= 4) }
      }
    }
    let even = FrequencyAxis(.linear, 0...8000).ticks(spacing: 0.1)
    #expect(even == (0...8).map { 1000 * Double($0) })
    let octaves = FrequencyAxis(.logarithmic, 20...20_000).ticks(spacing: 0.1)
    #expect(octaves == [20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000])
  }

  @Test("notes have the names and cents of equal temperament")
  func notes() {
    #expect(Note(hertz: 440)?.name == "A4")
    #expect(Note(hertz: 261.626)?.name == "C4")
    #expect(Note(hertz: 3520)?.name == "A7")
    #expect(Note(hertz: 8.176)?.name == "C-1")
    #expect(Note(hertz: 466.164)?.name == "A#4")
    #expect(Note(hertz: 4.3)?.name == "C#-2")
    #expect(abs((Note(hertz: 445)?.cents ?? 0) - 19.5622) < 1e-3)
    #expect(Note(hertz: 0) == nil && Note(hertz: -.infinity) == nil && Note(hertz: .nan) == nil)
  }

  @Test("every bin is seen where rows are fewer, and rows lie between bins where they are more")
  func rows() {
    let bins = BinAxis.hertz(lowest: 0, step: 100, count: 81)
    for scale in FrequencyScale.allCases {
      let rows = AxisRows(FrequencyAxis(scale, 0...8000), count: 20, bins: bins)
      for bin in [30, 47, 79] {
        var column = [Float](repeating: -90, count: 81)
        column[bin] = -3
        let values = rows.values(of: column)
        #expect(values.contains(-3), "\(scale) \(bin)")
      }
    }
    let fine = AxisRows(FrequencyAxis(.linear, 1000...1200), count: 8, bins: bins)
    let ramp = (0..<81).map { Float($0) * 100 }
    let wanted: [Float] = (0..<8).map { 1200 - 25 * Float($0) - 12.5 }
    #expect(zip(fine.values(of: ramp), wanted).allSatisfy { abs($0 - $1) < 0.01 })
    var quiet = [Float](repeating: -.infinity, count: 81)
    quiet[11] = -20
    #expect(fine.values(of: quiet).allSatisfy { $0 == -.infinity || $0 == -20 })
    let even = AxisRows(bins: 0...80, count: 16, binCount: 81, isExact: false)
    #expect(even.values(of: ramp) == (0..<16).map { 7900 - 500 * Float($0) })
    let exact = AxisRows(bins: -0.5...3.5, count: 8, binCount: 4, isExact: true)
    #expect(exact.values(of: [1, 2, 3, 4]) == [4, 4, 3, 3, 2, 2, 1, 1])
    let mel = AxisRows(
      FrequencyAxis(.mel, 0...8000), count: 4, bins: .mel(centers: [200, 900, 2200, 5000]))
    #expect(mel.values(of: [1, 2, 3, 4]).count == 4)
  }
}
