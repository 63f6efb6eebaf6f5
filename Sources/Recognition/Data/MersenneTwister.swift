/// The generator behind Python's `random`, for choices that must be those of the original.
///
/// - Source: Matsumoto & Nishimura, *Mersenne Twister*, ACM TOMACS 8 (1998), MT19937 with
///   `init_by_array`; CPython `Lib/random.py` for `shuffle`.
struct MersenneTwister {
  private static let length = 624
  private static let middle = 397
  private var state: [UInt32]
  private var place = MersenneTwister.length

  /// Begins as `random.seed(seed)` does.
  init(seed: UInt32) {
    state = [UInt32](repeating: 0, count: MersenneTwister.length)
    state[0] = 19_650_218
    for index in 1..<MersenneTwister.length {
      let before = state[index - 1]
      state[index] = 1_812_433_253 &* (before ^ (before >> 30)) &+ UInt32(index)
    }
    var index = 1
    for _ in 0..<MersenneTwister.length {
      let before = state[index - 1]
      state[index] = (state[index] ^ ((before ^ (before >> 30)) &* 1_664_525)) &+ seed
      index = next(after: index)
    }
    for _ in 1..<MersenneTwister.length {
      let before = state[index - 1]
      state[index] =
        (state[index] ^ ((before ^ (before >> 30)) &* 1_566_083_941)) &- UInt32(index)
      index = next(after: index)
    }
    state[0] = 0x8000_0000
  }

  private mutating func next(after index: Int) -> Int {
    guard index + 1 == MersenneTwister.length else { return index + 1 }
    state[0] = state[MersenneTwister.length - 1]
    return 1
  }

  /// The next 32 bits.
  mutating func next() -> UInt32 {
    if place == MersenneTwister.length { refill() }
    var value = state[place]
    place += 1
    value ^= value >> 11
    value ^= value << 7 & 0x9d2c_5680
    value ^= value << 15 & 0xefc6_0000
    return value ^ value >> 18
  }

  private mutating func refill() {
    let length = MersenneTwister.length
    for index in 0..<length {
      let bits = state[index] & 0x8000_0000 | state[(index + 1) % length] & 0x7fff_ffff
      let twist: UInt32 = bits & 1 == 0 ? 0 : 0x9908_b0df
      state[index] = state[(index + MersenneTwister.middle) % length] ^ bits >> 1 ^ twist
    }
    place = 0
  }

  /// A whole number below a limit, as `random._randbelow` gives it.
  private mutating func whole(below limit: Int) -> Int {
    let bits = limit.bitWidth - limit.leadingZeroBitCount
    while true {
      let value = Int(next() >> UInt32(32 - bits))
      if value < limit { return value }
    }
  }

  /// Shuffles as `random.shuffle` does.
  ///
  /// - Precondition: There are fewer than 2³² values.
  mutating func shuffle<Value>(_ values: inout [Value]) {
    guard values.count > 1 else { return }
    for last in stride(from: values.count - 1, to: 0, by: -1) {
      values.swapAt(last, whole(below: last + 1))
    }
  }
}
