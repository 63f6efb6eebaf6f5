// Logarithms.

#if EK_DOUBLE

// ln x of positive normal x, to 4e-14 relative. x = 2^e · m with m in [√½, √2), and with
// s = (m - 1) / (m + 1), ln m = 2s + 2s³/3 + 2s⁵/5 + … The exponent becomes a double by way of
// the bits of 2^52. Terms are paired, so that they need not wait for each other.
INLINE void EK(logarithm)(V *x) {
  typedef uint64_t unsigned_words __attribute__((vector_size(32)));
  const uint64_t root = 0x3fe6a09e667f3bcd, one = 0x3ff0000000000000;
  const unsigned_words bits = (unsigned_words)*x + (one - root);
  const V e = (V)(bits >> 52 | 0x4330000000000000) - (0x1p52 + 1023);
  const V m = (V)((bits & 0x000fffffffffffff) + root);
  const V s = (m - 1) / (m + 1), s2 = s * s, s4 = s2 * s2;
  const V p01 = s2 * (1 / 5.0) + 1 / 3.0, p23 = s2 * (1 / 9.0) + 1 / 7.0;
  const V p45 = s2 * (1 / 13.0) + 1 / 11.0;
  const V p = ((s4 * (1 / 15.0) + p45) * s4 + p23) * s4 + p01;
  *x = e * 0.69314718055994530942 + (s + s) * (p * s2 + 1);
}

#else

// ln x of positive normal x, to 1.2e-7 relative: exponent, and a polynomial on [√½, √2) (Cephes
// logf, S. Moshier). Its terms are paired, so that they need not wait for each other.
INLINE void EK(logarithm)(V *x) {
  const W bits = (W)*x - 0x3f3504f3;
  const V e = __builtin_convertvector(bits >> 23, V);
  const V y = (V)((bits & 0x007fffff) + 0x3f3504f3) - 1.0f;
  const V y2 = y * y, y4 = y2 * y2;
  const V p01 = y * -2.4999993993e-1f + 3.3333331174e-1f;
  const V p23 = y * -1.6668057665e-1f + 2.0000714765e-1f;
  const V p45 = y * -1.2420140846e-1f + 1.4249322787e-1f;
  const V p67 = y * -1.1514610310e-1f + 1.1676998740e-1f;
  const V p03 = p23 * y2 + p01, p47 = p67 * y2 + p45;
  const V p = (p47 + y4 * 7.0376836292e-2f) * y4 + p03;
  const V low = y2 * -0.5f - 2.12194440e-4f * e, high = e * 0.693359375f + y;
  *x = p * (y * y2) + low + high;
}

#endif

// The levels of one vector.
INLINE void EK(levels)(REAL *values, REAL multiplier, REAL floor, REAL scale) {
  const V lowest = (V){} + floor;
  V x = *(const EK(loose) *)values * multiplier;
  const W above = x > lowest;
  x = (V)(((W)x & above) | ((W)lowest & ~above));
  EK(logarithm)(&x);
  *(EK(loose) *)values = x * scale;
}

static void EK(level)(void *values, int64_t count, double multiplier, double floor,
                      double scale) {
  REAL *x = values;
  for (; count >= LANES; count -= LANES, x += LANES) EK(levels)(x, multiplier, floor, scale);
  REAL rest[LANES] = {};
  for (int64_t k = 0; k < count; ++k) rest[k] = x[k];
  if (count > 0) EK(levels)(rest, multiplier, floor, scale);
  for (int64_t k = 0; k < count; ++k) x[k] = rest[k];
}

static void EK(root)(void *values, int32_t count) {
  REAL *x = values;
  for (int64_t i = 0; i < (int64_t)count * LANES; i += LANES)
    STORE(x + i, __builtin_elementwise_sqrt(LOAD(x + i)));
}
