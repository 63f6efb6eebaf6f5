/// Numbers that look random and are the same every time.
struct SystemDice {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 1 }

  /// A number from 0 up to, but not including, the sides.
  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % max(1, sides)
  }

  /// An amplitude within full scale.
  mutating func amplitude() -> Float { Float(roll(1 << 24) - (1 << 23)) / Float(1 << 23) }
}
