import Acoustics
import Testing

struct DeltaTests {
  @Test(
    "derivatives equal librosa's", .enabled(if: SharedFolder.path != nil),
    arguments: referenceClips, [(13, 1...2), (20, 1...2), (40, 1...1)])
  func reference(clip: String, form: (coefficients: Int, orders: ClosedRange<Int>)) throws {
    let name = "\(clip)/librosa_mfcc\(form.coefficients)"
    let input = try Reference(name)
    var step = Delta(inputCount: input.rows, orders: form.orders, keepsInput: false)
    let found = try values(&step, frames(input.transposed, length: input.rows, hop: input.rows))
    let expected = try form.orders.map { try Reference("\(name)_delta\($0)") }
    let joined = (0..<input.columns).flatMap { frame in
      expected.flatMap { part in (0..<part.rows).map { part[$0, frame] } }
    }
    #expect(found.allSatisfy { $0.isFinite })
    #expect(deviation(found, joined) <= 1e-4)
  }

  @Test("a parabola has its slope in the middle of nine frames and its bend everywhere")
  func parabola() throws {
    var step = Delta(inputCount: 1)
    let parabola = (0..<12).map { Float(0.5 * Double($0 * $0) - 3 * Double($0)) }
    let found = try values(&step, parabola.map { [$0] })
    #expect(found.count == 36)
    for time in 0..<12 {
      #expect(found[3 * time] == parabola[time])
      #expect(abs(found[3 * time + 1] - Float(min(max(time, 4), 7) - 3)) < 1e-6)
      #expect(abs(found[3 * time + 2] - 1) < 1e-6)
    }
  }

  @Test("the parts that are asked for come out, in order", arguments: [1...1, 1...2, 2...2])
  func parts(orders: ClosedRange<Int>) throws {
    var noise = Noise(5)
    let rows = frames(noise.samples(40), length: 2, hop: 2)
    var all = Delta(inputCount: 2)
    var some = Delta(inputCount: 2, orders: orders, keepsInput: false)
    #expect(all.outputCount == 6 && some.outputCount == 2 * orders.count)
    let whole = try values(&all, rows)
    let part = try values(&some, rows)
    for time in rows.indices {
      let expected = whole[time * 6 + 2 * orders.lowerBound..<time * 6 + 2 * orders.upperBound + 2]
      #expect(
        Array(part[time * some.outputCount..<(time + 1) * some.outputCount]) == Array(expected))
      #expect(Array(whole[time * 6..<time * 6 + 2]) == rows[time])
    }
  }

  @Test("five frames come with the ninth, then one each, four at the end")
  func delay() throws {
    var step = Delta(inputCount: 1, orders: 1...1, keepsInput: true)
    var found: [Float] = []
    for time in 0..<20 {
      let before = found.count
      [Float(time)].withUnsafeBufferPointer { frame in
        step.push(frame) { found.append($0[0]) }
      }
      #expect(found.count - before == (time < 8 ? 0 : time == 8 ? 5 : 1))
    }
    try step.finish { found.append($0[0]) }
    #expect(found == (0..<20).map { Float($0) })
  }

  @Test("eight frames are too few, and the next signal begins anew")
  func tooFew() throws {
    var step = Delta(inputCount: 1)
    #expect(throws: FeatureError.tooFewFrames(found: 0, needed: 9)) { try values(&step, []) }
    #expect(throws: FeatureError.tooFewFrames(found: 8, needed: 9)) {
      try values(&step, [[Float]](repeating: [1], count: 8))
    }
    let nine = (0..<9).map { [Float($0)] }
    let first = try values(&step, nine)
    #expect(first.count == 27)
    #expect(try values(&step, nine) == first)
    #expect(
      FeatureError.tooFewFrames(found: 8, needed: 9).sentence.why == "8 frames are fewer than 9")
  }
}
