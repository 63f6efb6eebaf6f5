/// The nearest integer to a square root.
///
/// Below 2³² the result stays within 16 bits, so the last 65535 numbers there are rounded down, as
/// in the reference.
package func roundedSquareRoot(_ number: UInt64) -> UInt32 {
  guard number > 0 else { return 0 }
  let limit: UInt64 = number >> 32 == 0 ? 0xFFFF : 0xFFFF_FFFF
  var bit: UInt64 = 1 << UInt64((number.significantBits - 1) & ~1)
  var rest = number
  var root: UInt64 = 0
  while bit > 0 {
    if rest >= root + bit {
      rest -= root + bit
      root = (root >> 1) + bit
    } else {
      root >>= 1
    }
    bit >>= 2
  }
  if rest > root, root != limit { root += 1 }
  return UInt32(truncatingIfNeeded: root)
}
