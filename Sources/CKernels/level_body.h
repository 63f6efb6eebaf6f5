// Logarithms.

#if EK_DOUBLE

// ln x of positive normal x, to 1e-13 relative. x = 2^e · m with m in [√½, √2), and with
// s = (m - 1) / (m + 1), ln m = 2s + 2s³/3 + 2s⁵/5 + … The exponent becomes a double by way of
// the bits of 2^52.
INLINE void EK(logarithm)(V *x) {
  const int64_t root = 0x3fe6a09e667f3bcd, one = 0x3ff0000000000000;
  typedef uint64_t unsigned_words __attribute__((vector_size(32)));
  const unsigned_words bits = (unsigned_words)*x + (uint64_t)(one - root);
  const V e = (V)(bits >> 52 | 0x4330000000000000) - (0x1p52 + 1023);
  const V m = (V)((bits & 0x000fffffffffffff) + (uint64_t)root);
  const V s = (m - 1) / (m + 1), square = s * s;
  V p = square * (1 / 15.0) + 1 / 13.0;
  p = p * square + 1 / 11.0;
  p = p * square + 1 / 9.0;
  p = p * square + 1 / 7.0;
  p = p * square + 1 / 5.0;
  p = p * square + 1 / 3.0;
  *x = e * 0.69314718055994530942 + (s + s) * (p * square + 1);
}

#else

// ln x of positive normal x: exponent, and a polynomial on [√½, √2) (Cephes logf, S. Moshier).
INLINE void EK(logarithm)(V *x) {
  const W bits = (W)*x - 0x3f3504f3;
  const V e = __builtin_convertvector(bits >> 23, V);
  const V y = (V)((bits & 0x007fffff) + 0x3f3504f3) - 1.0f;
  V p = 7.0376836292e-2f * y - 1.1514610310e-1f;
  p = p * y + 1.1676998740e-1f;
  p = p * y - 1.2420140846e-1f;
  p = p * y + 1.4249322787e-1f;
  p = p * y - 1.6668057665e-1f;
  p = p * y + 2.0000714765e-1f;
  p = p * y - 2.4999993993e-1f;
  p = p * y + 3.3333331174e-1f;
  const V square = y * y;
  p = p * y * square - 2.12194440e-4f * e;
  *x = (p - 0.5f * square) + y + 0.693359375f * e;
}

#endif

static void EK(level)(void *values, int64_t count, double multiplier, double floor,
                      double scale) {
  const REAL factor = multiplier, outer = scale;
  const V lowest = (V){} + (REAL)floor;
  REAL *x = values;
  for (int64_t i = 0; i < count; i += LANES) {
    const int64_t live = count - i < LANES ? count - i : LANES;
    V value = lowest;
    if (live == LANES) value = *(const EK(loose) *)(x + i);
    else
      for (int64_t k = 0; k < live; ++k) value[k] = x[i + k];
    value *= factor;
    const W above = value > lowest;
    value = (V)(((W)value & above) | ((W)lowest & ~above));
    EK(logarithm)(&value);
    value *= outer;
    if (live == LANES) *(EK(loose) *)(x + i) = value;
    else
      for (int64_t k = 0; k < live; ++k) x[i + k] = value[k];
  }
}

static void EK(root)(void *values, int32_t count) {
  REAL *x = values;
  for (int64_t i = 0; i < (int64_t)count * LANES; i += LANES)
    STORE(x + i, __builtin_elementwise_sqrt(LOAD(x + i)));
}
