/// Exponentials of four numbers at once, for the steps behind the kernels.
extension SIMD4<Double> {
  /// eˣ to 1e-11 relative; x is held in −708…709, where eˣ is a normal number.
  ///
  /// x = n ln 2 + r, and a Taylor series on |r| ≤ ½ ln 2.
  @inline(__always) var exponential: Self {
    let x = replacing(with: -708, where: self .< -708).replacing(with: 709, where: self .> 709)
    // Added, it leaves an integer in the low bits: of two's complement for negative ones too.
    let magic = 0x1.8p52
    let shifted = x * 1.442_695_040_888_963_4 + magic
    let n = shifted - magic
    let r = x - n * 0.693_147_180_559_945_3
    let r2 = r * r
    let r4 = r2 * r2
    let p01 = r * (1 / 6.0) + 1 / 2.0
    let p23 = r * (1 / 120.0) + 1 / 24.0
    let p45 = r * (1 / 5040.0) + 1 / 720.0
    let p67 = r * (1 / 362_880.0) + 1 / 40_320.0
    let p = (p67 * r2 + p45) * r4 + (p23 * r2 + p01)
    let power = unsafeBitCast(
      (unsafeBitCast(shifted, to: SIMD4<UInt64>.self) &+ 1023) &<< 52, to: Self.self)
    return (p * r2 + r + 1) * power
  }
}
