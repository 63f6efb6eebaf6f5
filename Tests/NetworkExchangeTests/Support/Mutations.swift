import NetworkExchange
import NeuralNetworks

/// Changes bytes of a file and reads it; a seed decides which.
struct Mutations {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  private mutating func draw(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(limit))
  }

  /// Reads so many damaged files: each is refused, or makes a network that gives numbers.
  func run(_ file: [UInt8], count: Int) throws {
    var draws = self
    for _ in 0..<count {
      var bytes = file
      for _ in 0...draws.draw(4) {
        let place = draws.draw(bytes.count)
        switch draws.draw(5) {
        case 0: bytes[place] = UInt8(draws.draw(256))
        case 1: bytes[place] ^= 1 << UInt8(draws.draw(8))
        case 2: bytes.removeSubrange(place..<min(bytes.count, place + 1 + draws.draw(8)))
        case 3: bytes.insert(contentsOf: bytes.prefix(draws.draw(16)), at: place)
        default: bytes[place] = [0, 1, 0x7f, 0x80, 0xff][draws.draw(5)]
        }
        if bytes.isEmpty { break }
      }
      do throws(NetworkFileError) {
        let imported = try ImportedNetwork.read(bytes)
        let count = imported.input.reduce(1, *)
        guard count < 1 << 16 else { continue }
        guard let network = try? ExportTests.network(imported, Shape(time: count)) else { continue }
        _ = try? Predictor(network).logits([Float](repeating: 0.5, count: count), count: 1)
      } catch {
        _ = error.sentence
      }
    }
  }
}
