import NeuralNetworks
import Testing

/// Whether numbers are finite, wherever the one that is not lies.
@Suite struct FinitenessTests {
  @Test(arguments: [1, 3, 4, 17, 64])
  func oneThatIsNotIsFound(count: Int) {
    let largest = Float.greatestFiniteMagnitude
    let numbers = (0..<count).map { $0 % 2 == 0 ? largest : -largest }
    #expect(numbers.areFinite)
    for other in [Float.infinity, -.infinity, .nan, -Float.nan, .signalingNaN] {
      for place in numbers.indices {
        var changed = numbers
        changed[place] = other
        #expect(!changed.areFinite, "\(other) at \(place) of \(count)")
      }
    }
  }

  @Test func nothingIsFinite() { #expect([Float]().areFinite) }
}
