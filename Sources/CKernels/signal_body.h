// The bodies of ek_signal_kernels; included once for each build, with EK(name) naming it.
//
// FFT: N real samples as M = N/2 complex ones, in place, decimation in frequency, radix 4 with a
// radix-2 tail when log2 M is odd. The middle two outputs of a radix-4 step are stored swapped, so
// the results lie in plain bit-reversed order, which the real post-pass undoes while it reads.
// One complex element of eight frames is [re × 8][im × 8]: a cache line.

typedef float EK(v8) __attribute__((vector_size(32), aligned(4)));
typedef int32_t EK(v8i) __attribute__((vector_size(32), aligned(4)));
#define v8 EK(v8)
#define v8i EK(v8i)
#define INLINE static inline __attribute__((always_inline))

#define LOAD(address) (*(const v8 *)(address))
#define STORE(address, value) (*(v8 *)(address) = (value))
#define SHUFFLE(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)

#define TRANSPOSE(r)                                                                           \
  do {                                                                                         \
    v8 p0 = SHUFFLE(r[0], r[1], 0, 8, 1, 9, 4, 12, 5, 13);                                     \
    v8 p1 = SHUFFLE(r[0], r[1], 2, 10, 3, 11, 6, 14, 7, 15);                                   \
    v8 p2 = SHUFFLE(r[2], r[3], 0, 8, 1, 9, 4, 12, 5, 13);                                     \
    v8 p3 = SHUFFLE(r[2], r[3], 2, 10, 3, 11, 6, 14, 7, 15);                                   \
    v8 p4 = SHUFFLE(r[4], r[5], 0, 8, 1, 9, 4, 12, 5, 13);                                     \
    v8 p5 = SHUFFLE(r[4], r[5], 2, 10, 3, 11, 6, 14, 7, 15);                                   \
    v8 p6 = SHUFFLE(r[6], r[7], 0, 8, 1, 9, 4, 12, 5, 13);                                     \
    v8 p7 = SHUFFLE(r[6], r[7], 2, 10, 3, 11, 6, 14, 7, 15);                                   \
    v8 q0 = SHUFFLE(p0, p2, 0, 1, 8, 9, 4, 5, 12, 13);                                         \
    v8 q1 = SHUFFLE(p0, p2, 2, 3, 10, 11, 6, 7, 14, 15);                                       \
    v8 q2 = SHUFFLE(p1, p3, 0, 1, 8, 9, 4, 5, 12, 13);                                         \
    v8 q3 = SHUFFLE(p1, p3, 2, 3, 10, 11, 6, 7, 14, 15);                                       \
    v8 q4 = SHUFFLE(p4, p6, 0, 1, 8, 9, 4, 5, 12, 13);                                         \
    v8 q5 = SHUFFLE(p4, p6, 2, 3, 10, 11, 6, 7, 14, 15);                                       \
    v8 q6 = SHUFFLE(p5, p7, 0, 1, 8, 9, 4, 5, 12, 13);                                         \
    v8 q7 = SHUFFLE(p5, p7, 2, 3, 10, 11, 6, 7, 14, 15);                                       \
    r[0] = SHUFFLE(q0, q4, 0, 1, 2, 3, 8, 9, 10, 11);                                          \
    r[1] = SHUFFLE(q1, q5, 0, 1, 2, 3, 8, 9, 10, 11);                                          \
    r[2] = SHUFFLE(q2, q6, 0, 1, 2, 3, 8, 9, 10, 11);                                          \
    r[3] = SHUFFLE(q3, q7, 0, 1, 2, 3, 8, 9, 10, 11);                                          \
    r[4] = SHUFFLE(q0, q4, 4, 5, 6, 7, 12, 13, 14, 15);                                        \
    r[5] = SHUFFLE(q1, q5, 4, 5, 6, 7, 12, 13, 14, 15);                                        \
    r[6] = SHUFFLE(q2, q6, 4, 5, 6, 7, 12, 13, 14, 15);                                        \
    r[7] = SHUFFLE(q3, q7, 4, 5, 6, 7, 12, 13, 14, 15);                                        \
  } while (0)

// One comparison is false for NaN, the other keeps out infinities and what would overflow |X|².
#define CLEAN(x, limit) ((v8)((v8i)(x) & (((x) <= (limit)) & ((x) >= -(limit)))))

static void EK(load)(const ek_spectrum_plan *plan, const float *const *frames, float *z) {
  const v8 limit = (v8){} + 1e12f;
  const int32_t length = plan->window_length;
  int32_t i = 0;
  for (; i + 8 <= length; i += 8) {
    v8 r[8];
    for (int lane = 0; lane < 8; ++lane) r[lane] = LOAD(frames[lane] + i);
    TRANSPOSE(r);
    for (int k = 0; k < 8; ++k) STORE(z + (i + k) * 8, CLEAN(r[k], limit) * plan->window[i + k]);
  }
  for (; i < length; ++i) {
    v8 x;
    for (int lane = 0; lane < 8; ++lane) x[lane] = frames[lane][i];
    STORE(z + i * 8, CLEAN(x, limit) * plan->window[i]);
  }
  for (; i < plan->transform_length; ++i) STORE(z + i * 8, (v8){});
}

// The sums of one radix-4 butterfly on elements at z, z + q, z + 2q, z + 3q.
#define BUTTERFLY(z, q)                                                                        \
  v8 ar = LOAD(z), ai = LOAD((z) + 8), br = LOAD((z) + (q)), bi = LOAD((z) + (q) + 8);         \
  v8 cr = LOAD((z) + 2 * (q)), ci = LOAD((z) + 2 * (q) + 8);                                   \
  v8 dr = LOAD((z) + 3 * (q)), di = LOAD((z) + 3 * (q) + 8);                                   \
  v8 er = ar + cr, ei = ai + ci, fr = ar - cr, fi = ai - ci;                                   \
  v8 gr = br + dr, gi = bi + di, hr = bi - di, hi = dr - br;                                   \
  v8 y1r = fr + hr, y1i = fi + hi, y2r = er - gr, y2i = ei - gi, y3r = fr - hr, y3i = fi - hi

static void EK(radix4)(float *z, int32_t quarter, const float *t) {
  const int32_t q = quarter * 16;
  for (int32_t j = 0; j < quarter; ++j, z += 16, t += 6) {
    BUTTERFLY(z, q);
    STORE(z, er + gr);
    STORE(z + 8, ei + gi);
    STORE(z + q, y2r * t[2] - y2i * t[3]);
    STORE(z + q + 8, y2r * t[3] + y2i * t[2]);
    STORE(z + 2 * q, y1r * t[0] - y1i * t[1]);
    STORE(z + 2 * q + 8, y1r * t[1] + y1i * t[0]);
    STORE(z + 3 * q, y3r * t[4] - y3i * t[5]);
    STORE(z + 3 * q + 8, y3r * t[5] + y3i * t[4]);
  }
}

static void EK(transform)(const ek_spectrum_plan *plan, float *z) {
  const int32_t elements = plan->transform_length / 2;
  float *const end = z + (int64_t)elements * 16;
  const float *t = plan->twiddles;
  int32_t length = elements;
  for (; length >= 8; length /= 4) {
    for (float *block = z; block < end; block += length * 16) EK(radix4)(block, length / 4, t);
    t += length / 4 * 6;
  }
  if (length == 4) {
    for (float *block = z; block < end; block += 64) {
      BUTTERFLY(block, 16);
      STORE(block, er + gr);
      STORE(block + 8, ei + gi);
      STORE(block + 16, y2r);
      STORE(block + 24, y2i);
      STORE(block + 32, y1r);
      STORE(block + 40, y1i);
      STORE(block + 48, y3r);
      STORE(block + 56, y3i);
    }
  } else if (length == 2) {
    for (float *block = z; block < end; block += 32) {
      v8 ar = LOAD(block), ai = LOAD(block + 8), br = LOAD(block + 16), bi = LOAD(block + 24);
      STORE(block, ar + br);
      STORE(block + 8, ai + bi);
      STORE(block + 16, ar - br);
      STORE(block + 24, ai - bi);
    }
  }
}

static void EK(power)(const ek_spectrum_plan *plan, const float *const *frames, float *scratch,
                      float *power) {
  EK(load)(plan, frames, scratch);
  EK(transform)(plan, scratch);
  const int32_t elements = plan->transform_length / 2;
  const v8 zr = LOAD(scratch), zi = LOAD(scratch + 8);
  const v8 zero = 2 * (zr + zi), nyquist = 2 * (zr - zi);
  STORE(power, zero * zero);
  STORE(power + (int64_t)elements * 8, nyquist * nyquist);
  for (int32_t k = 1; k <= elements / 2; ++k) {
    const float *a = scratch + plan->order[k], *b = scratch + plan->order[elements - k];
    const v8 ar = LOAD(a), ai = LOAD(a + 8), br = LOAD(b), bi = LOAD(b + 8);
    const v8 er = ar + br, ei = ai - bi, or = ai + bi, oi = br - ar;
    const float wr = plan->split_twiddles[2 * k], wi = plan->split_twiddles[2 * k + 1];
    const v8 tr = or * wr - oi * wi, ti = or * wi + oi * wr;
    const v8 xr = er + tr, xi = ei + ti, yr = er - tr, yi = ei - ti;
    STORE(power + k * 8, xr * xr + xi * xi);
    STORE(power + (elements - k) * 8, yr * yr + yi * yi);
  }
}

static void EK(bands)(const ek_sparse_rows *rows, const float *input, float *output) {
  for (int32_t row = 0; row < rows->count; ++row) {
    const float *w = rows->weights + rows->offsets[row];
    const float *x = input + (int64_t)rows->first[row] * 8;
    int32_t left = rows->offsets[row + 1] - rows->offsets[row];
    v8 even = {}, odd = {};
    for (; left >= 2; left -= 2, w += 2, x += 16) {
      even += LOAD(x) * w[0];
      odd += LOAD(x + 8) * w[1];
    }
    if (left) even += LOAD(x) * w[0];
    STORE(output + row * 8, even + odd);
  }
}

static void EK(product)(const float *matrix, int32_t rows, int32_t columns, const float *input,
                        float *output) {
  int32_t row = 0;
  for (; row + 4 <= rows; row += 4) {
    const float *m = matrix + (int64_t)row * columns;
    v8 s0 = {}, s1 = {}, s2 = {}, s3 = {};
    for (int32_t c = 0; c < columns; ++c) {
      const v8 x = LOAD(input + c * 8);
      s0 += x * m[c];
      s1 += x * m[columns + c];
      s2 += x * m[2 * columns + c];
      s3 += x * m[3 * columns + c];
    }
    STORE(output + row * 8, s0);
    STORE(output + row * 8 + 8, s1);
    STORE(output + row * 8 + 16, s2);
    STORE(output + row * 8 + 24, s3);
  }
  for (; row < rows; ++row) {
    const float *m = matrix + (int64_t)row * columns;
    v8 sum = {};
    for (int32_t c = 0; c < columns; ++c) sum += LOAD(input + c * 8) * m[c];
    STORE(output + row * 8, sum);
  }
}

// ln x of positive normal x: exponent, and a polynomial on [√½, √2) (Cephes logf, S. Moshier).
#define LOGARITHM(result, x)                                                                   \
  do {                                                                                         \
    const v8i bits = (v8i)(x) - 0x3f3504f3;                                                    \
    const v8 e = __builtin_convertvector(bits >> 23, v8);                                      \
    const v8 y = (v8)((bits & 0x007fffff) + 0x3f3504f3) - 1.0f;                                \
    v8 p = 7.0376836292e-2f * y - 1.1514610310e-1f;                                            \
    p = p * y + 1.1676998740e-1f;                                                              \
    p = p * y - 1.2420140846e-1f;                                                              \
    p = p * y + 1.4249322787e-1f;                                                              \
    p = p * y - 1.6668057665e-1f;                                                              \
    p = p * y + 2.0000714765e-1f;                                                              \
    p = p * y - 2.4999993993e-1f;                                                              \
    p = p * y + 3.3333331174e-1f;                                                              \
    const v8 square = y * y;                                                                   \
    p = p * y * square - 2.12194440e-4f * e;                                                   \
    result = (p - 0.5f * square) + y + 0.693359375f * e;                                       \
  } while (0)

static void EK(level)(float *values, int64_t count, float multiplier, float floor, float scale) {
  const v8 lowest = (v8){} + floor;
  for (int64_t i = 0; i < count; i += 8) {
    const int64_t live = count - i < 8 ? count - i : 8;
    v8 x = lowest;
    if (live == 8) x = LOAD(values + i);
    else for (int64_t k = 0; k < live; ++k) x[k] = values[i + k];
    x *= multiplier;
    const v8i above = x > lowest;
    x = (v8)(((v8i)x & above) | ((v8i)lowest & ~above));
    v8 result;
    LOGARITHM(result, x);
    result *= scale;
    if (live == 8) STORE(values + i, result);
    else for (int64_t k = 0; k < live; ++k) values[i + k] = result[k];
  }
}

static void EK(unlace)(const float *lanes, int32_t count, int32_t live, float *const *rows) {
  int32_t i = 0;
  for (; i + 8 <= count; i += 8) {
    v8 r[8];
    for (int k = 0; k < 8; ++k) r[k] = LOAD(lanes + (i + k) * 8);
    TRANSPOSE(r);
    for (int lane = 0; lane < 8; ++lane)
      if (lane < live) STORE(rows[lane] + i, r[lane]);
  }
  for (; i < count; ++i)
    for (int32_t lane = 0; lane < live; ++lane) rows[lane][i] = lanes[i * 8 + lane];
}

static void EK(maximum)(float *values, const float *others, int64_t count) {
  for (int64_t i = 0; i < count; ++i) values[i] = values[i] > others[i] ? values[i] : others[i];
}

static void EK(extent)(const float *samples, int64_t count, float *lowest, float *highest,
                       double *square_sum) {
  const v8 limit = (v8){} + 1e12f;
  v8 least = (v8){} + 1e12f, most = (v8){} - 1e12f;
  double sum = 0;
  for (int64_t i = 0; i < count;) {
    // Short runs are summed in single precision, and the runs in double.
    v8 squares = {};
    const int64_t stop = count - i > 2048 ? i + 2048 : count;
    for (; i < stop; i += 8) {
      const int64_t live = count - i < 8 ? count - i : 8;
      v8 x = (v8){} + samples[i];
      if (live == 8) x = LOAD(samples + i);
      else for (int64_t k = 0; k < live; ++k) x[k] = samples[i + k];
      x = CLEAN(x, limit);
      const v8i lower = x < least, higher = x > most;
      least = (v8)(((v8i)x & lower) | ((v8i)least & ~lower));
      most = (v8)(((v8i)x & higher) | ((v8i)most & ~higher));
      if (live == 8) squares += x * x;
      else for (int64_t k = 0; k < live; ++k) sum += (double)x[k] * x[k];
    }
    for (int k = 0; k < 8; ++k) sum += squares[k];
  }
  float low = least[0], high = most[0];
  for (int k = 1; k < 8; ++k) {
    low = least[k] < low ? least[k] : low;
    high = most[k] > high ? most[k] : high;
  }
  *lowest = low;
  *highest = high;
  *square_sum = sum;
}

static const ek_signal_kernels EK(signal_kernels) = {
    EK(power), EK(bands), EK(product), EK(level), EK(unlace), EK(maximum), EK(extent),
};

#undef v8
#undef v8i
