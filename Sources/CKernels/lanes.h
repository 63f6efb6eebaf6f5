// The vectors of one precision, 32 bytes each: doubles in four lanes if EK_DOUBLE, or floats in
// eight; and the way of samples into lanes and of results out of them.

#define INLINE static inline __attribute__((always_inline))
#define SHUFFLE(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)

#if EK_DOUBLE
#define REAL double
#define WORD int64_t
#define LANES 4
#define LOW_PAIRS(a, b) SHUFFLE(a, b, 0, 4, 1, 5)
#define HIGH_PAIRS(a, b) SHUFFLE(a, b, 2, 6, 3, 7)
#define LOW_HALVES(a, b) SHUFFLE(a, b, 0, 1, 4, 5)
#define HIGH_HALVES(a, b) SHUFFLE(a, b, 2, 3, 6, 7)
#else
#define REAL float
#define WORD int32_t
#define LANES 8
#define LOW_PAIRS(a, b) SHUFFLE(a, b, 0, 8, 1, 9, 4, 12, 5, 13)
#define HIGH_PAIRS(a, b) SHUFFLE(a, b, 2, 10, 3, 11, 6, 14, 7, 15)
#define LOW_HALVES(a, b) SHUFFLE(a, b, 0, 1, 8, 9, 4, 5, 12, 13)
#define HIGH_HALVES(a, b) SHUFFLE(a, b, 2, 3, 10, 11, 6, 7, 14, 15)
#endif

// One real of each lane, the same at any address, and its bits.
typedef REAL EK(vector) __attribute__((vector_size(32)));
typedef REAL EK(loose) __attribute__((vector_size(32), aligned(sizeof(REAL))));
typedef WORD EK(words) __attribute__((vector_size(32)));
// One sample of each lane, the same at any address, its bits, and four samples of one frame.
typedef float EK(floats) __attribute__((vector_size(4 * LANES)));
typedef float EK(loose_floats) __attribute__((vector_size(4 * LANES), aligned(4)));
typedef int32_t EK(integers) __attribute__((vector_size(4 * LANES)));
typedef float EK(four) __attribute__((vector_size(16), aligned(4)));

#define V EK(vector)
#define W EK(words)
#define FLOATS EK(floats)
#define FOUR EK(four)

// A complex element is its real parts and then its imaginary parts: a cache line.
#define ELEMENT (2 * LANES)

#define LOAD(address) (*(const V *)(address))
#define STORE(address, value) (*(V *)(address) = (value))

// What lies in the 4 × 4 squares of four vectors, turned over: four frames, four samples.
#define TRANSPOSE(r)                                                                           \
  do {                                                                                         \
    const FLOATS p0 = LOW_PAIRS((r)[0], (r)[1]), p1 = HIGH_PAIRS((r)[0], (r)[1]);              \
    const FLOATS p2 = LOW_PAIRS((r)[2], (r)[3]), p3 = HIGH_PAIRS((r)[2], (r)[3]);              \
    (r)[0] = LOW_HALVES(p0, p2);                                                               \
    (r)[1] = HIGH_HALVES(p0, p2);                                                              \
    (r)[2] = LOW_HALVES(p1, p3);                                                               \
    (r)[3] = HIGH_HALVES(p1, p3);                                                              \
  } while (0)

// Samples at `place` and the three that follow, of all frames.
INLINE void EK(gather)(const float *const *frames, int32_t place, FLOATS *samples) {
  for (int k = 0; k < 4; ++k) {
    const FOUR low = *(const FOUR *)(frames[k] + place);
#if EK_DOUBLE
    samples[k] = low;
#else
    const FOUR high = *(const FOUR *)(frames[k + 4] + place);
    samples[k] = SHUFFLE(low, high, 0, 1, 2, 3, 4, 5, 6, 7);
#endif
  }
  TRANSPOSE(samples);
}

// Four or eight samples of all frames as rows: a vector for each frame.
INLINE void EK(unlace_block)(const REAL *x, float *const *rows, int32_t place) {
  FLOATS r[LANES];
  for (int k = 0; k < LANES; ++k) r[k] = __builtin_convertvector(LOAD(x + k * LANES), FLOATS);
  TRANSPOSE(r);
#if !EK_DOUBLE
  TRANSPOSE(r + 4);
  for (int k = 0; k < 4; ++k) {
    const FLOATS low = SHUFFLE(r[k], r[k + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    r[k + 4] = SHUFFLE(r[k], r[k + 4], 4, 5, 6, 7, 12, 13, 14, 15);
    r[k] = low;
  }
#endif
  for (int k = 0; k < LANES; ++k) *(EK(loose_floats) *)(rows[k] + place) = r[k];
}

static void EK(unlace)(const void *values, int32_t count, int32_t live, float *const *rows) {
  const REAL *x = values;
  int32_t i = 0;
  for (; live == LANES && i + LANES <= count; i += LANES)
    EK(unlace_block)(x + (int64_t)i * LANES, rows, i);
  for (; i < count; ++i)
    for (int32_t lane = 0; lane < live; ++lane) rows[lane][i] = x[(int64_t)i * LANES + lane];
}
