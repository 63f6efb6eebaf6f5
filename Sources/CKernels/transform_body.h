// Complex transforms in place, decimation in frequency: a stage of radix r makes of a block of L
// elements r blocks of L/r, one for each remainder of the output's number.

// a times the conjugate-free twiddle at t, stored at z.
#define STORE_TURNED(z, re, im, t)                                                             \
  do {                                                                                         \
    STORE(z, (re) * (t)[0] - (im) * (t)[1]);                                                   \
    STORE((z) + LANES, (re) * (t)[1] + (im) * (t)[0]);                                         \
  } while (0)

#define STORE_ELEMENT(z, re, im)                                                               \
  do {                                                                                         \
    STORE(z, re);                                                                              \
    STORE((z) + LANES, im);                                                                    \
  } while (0)

// The outputs y0 … y3 of one radix-4 butterfly on elements at z, z + q, z + 2q, z + 3q.
#define BUTTERFLY(z, q)                                                                        \
  const V ar = LOAD(z), ai = LOAD((z) + LANES);                                                \
  const V br = LOAD((z) + (q)), bi = LOAD((z) + (q) + LANES);                                  \
  const V cr = LOAD((z) + 2 * (q)), ci = LOAD((z) + 2 * (q) + LANES);                          \
  const V dr = LOAD((z) + 3 * (q)), di = LOAD((z) + 3 * (q) + LANES);                          \
  const V er = ar + cr, ei = ai + ci, fr = ar - cr, fi = ai - ci;                              \
  const V gr = br + dr, gi = bi + di, hr = bi - di, hi = dr - br;                              \
  const V y0r = er + gr, y0i = ei + gi, y1r = fr + hr, y1i = fi + hi;                          \
  const V y2r = er - gr, y2i = ei - gi, y3r = fr - hr, y3i = fi - hi

static void EK(radix4)(REAL *z, int32_t span, const REAL *t) {
  const int64_t q = (int64_t)span * ELEMENT;
  for (int32_t j = 0; j < span; ++j, z += ELEMENT, t += 6) {
    BUTTERFLY(z, q);
    STORE_ELEMENT(z, y0r, y0i);
    STORE_TURNED(z + q, y1r, y1i, t);
    STORE_TURNED(z + 2 * q, y2r, y2i, t + 2);
    STORE_TURNED(z + 3 * q, y3r, y3i, t + 4);
  }
}

// The last stages have no twiddles.
INLINE void EK(last2)(REAL *z) {
  const V ar = LOAD(z), ai = LOAD(z + LANES), br = LOAD(z + ELEMENT), bi = LOAD(z + 3 * LANES);
  STORE_ELEMENT(z, ar + br, ai + bi);
  STORE_ELEMENT(z + ELEMENT, ar - br, ai - bi);
}

INLINE void EK(last4)(REAL *z) {
  BUTTERFLY(z, ELEMENT);
  STORE_ELEMENT(z, y0r, y0i);
  STORE_ELEMENT(z + ELEMENT, y1r, y1i);
  STORE_ELEMENT(z + 2 * ELEMENT, y2r, y2i);
  STORE_ELEMENT(z + 3 * ELEMENT, y3r, y3i);
}

// The even elements make the even part p, and the odd ones q, turned by e^(-πi·k/4): output k is
// p[k] + q[k], and output k + 4 is p[k] - q[k].
INLINE void EK(last8)(REAL *z) {
  const REAL half = 0.70710678118654752440;
  V qr[4], qi[4];
  {
    BUTTERFLY(z + ELEMENT, 2 * ELEMENT);
    qr[0] = y0r, qi[0] = y0i;
    qr[1] = (y1r + y1i) * half, qi[1] = (y1i - y1r) * half;
    qr[2] = y2i, qi[2] = -y2r;
    qr[3] = (y3i - y3r) * half, qi[3] = -(y3r + y3i) * half;
  }
  BUTTERFLY(z, 2 * ELEMENT);
  const V pr[4] = {y0r, y1r, y2r, y3r}, pi[4] = {y0i, y1i, y2i, y3i};
  for (int k = 0; k < 4; ++k) {
    STORE_ELEMENT(z + k * ELEMENT, pr[k] + qr[k], pi[k] + qi[k]);
    STORE_ELEMENT(z + (k + 4) * ELEMENT, pr[k] - qr[k], pi[k] - qi[k]);
  }
}

// An odd radix by the definition, inputs m and radix - m together: radix² multiplications.
INLINE void EK(odd)(REAL *z, int32_t radix, int32_t span, const REAL *t, const REAL *roots) {
  const int64_t q = (int64_t)span * ELEMENT;
  const int32_t half = radix / 2;
  V sr[ek_largest_radix / 2], si[ek_largest_radix / 2];
  V dr[ek_largest_radix / 2], di[ek_largest_radix / 2];
  for (int32_t j = 0; j < span; ++j, z += ELEMENT, t += 2 * (radix - 1)) {
    const V xr = LOAD(z), xi = LOAD(z + LANES);
    V zero_r = xr, zero_i = xi;
    for (int32_t m = 0; m < half; ++m) {
      const REAL *a = z + (m + 1) * q, *b = z + (radix - 1 - m) * q;
      const V ar = LOAD(a), ai = LOAD(a + LANES), br = LOAD(b), bi = LOAD(b + LANES);
      sr[m] = ar + br, si[m] = ai + bi, dr[m] = ar - br, di[m] = ai - bi;
      zero_r += sr[m], zero_i += si[m];
    }
    STORE_ELEMENT(z, zero_r, zero_i);
    for (int32_t k = 1; k <= half; ++k) {
      V er = xr, ei = xi, or = {}, oi = {};
      for (int32_t m = 0, turn = k; m < half; ++m) {
        const REAL c = roots[2 * turn], s = roots[2 * turn + 1];
        er += sr[m] * c, ei += si[m] * c, or -= di[m] * s, oi += dr[m] * s;
        turn += k;
        turn = turn >= radix ? turn - radix : turn;
      }
      STORE_TURNED(z + k * q, er + or, ei + oi, t + 2 * (k - 1));
      STORE_TURNED(z + (radix - k) * q, er - or, ei - oi, t + 2 * (radix - k - 1));
    }
  }
}

// One stage over all blocks of `length` elements.
static void EK(pass)(const ek_stage *stage, REAL *z, int32_t length) {
  REAL *const end = z + (int64_t)length * ELEMENT;
  const int64_t block = (int64_t)stage->radix * stage->span * ELEMENT;
  const int is_last = stage->span == 1;
  switch (stage->radix) {
  case 2:
    for (; z < end; z += block) EK(last2)(z);
    break;
  case 3:
    for (; z < end; z += block) EK(odd)(z, 3, stage->span, stage->twiddles, stage->roots);
    break;
  case 4:
    if (is_last)
      for (; z < end; z += block) EK(last4)(z);
    else
      for (; z < end; z += block) EK(radix4)(z, stage->span, stage->twiddles);
    break;
  case 5:
    for (; z < end; z += block) EK(odd)(z, 5, stage->span, stage->twiddles, stage->roots);
    break;
  case 8:
    for (; z < end; z += block) EK(last8)(z);
    break;
  default:
    for (; z < end; z += block)
      EK(odd)(z, stage->radix, stage->span, stage->twiddles, stage->roots);
  }
}

// Elements that stay in the nearest cache through all their stages.
enum { EK(near) = 256 };

static void EK(stages)(const ek_stage *stage, int32_t count, REAL *z, int32_t length) {
  if (length <= EK(near)) {
    for (; count > 0; --count) EK(pass)(stage++, z, length);
  } else {
    EK(pass)(stage, z, length);
    for (int32_t k = 0; k < stage->radix && count > 1; ++k)
      EK(stages)(stage + 1, count - 1, z + (int64_t)k * stage->span * ELEMENT, stage->span);
  }
}

static void EK(transform)(const ek_transform *transform, void *elements) {
  EK(stages)(transform->stages, transform->stage_count, elements, transform->length);
}

// Outputs in their natural order. The inverse transform is the forward one of conjugates.
static void EK(convolve)(const ek_convolution *convolution, int32_t length, REAL *z) {
  const int32_t longer = convolution->transform.length;
  const REAL *chirp = convolution->chirp, *spectrum = convolution->spectrum;
  REAL *const other = z + (int64_t)longer * ELEMENT;
  for (int64_t n = 0; n < length; ++n) {
    const V re = LOAD(z + n * ELEMENT), im = LOAD(z + n * ELEMENT + LANES);
    STORE_TURNED(z + n * ELEMENT, re, im, chirp + 2 * n);
  }
  for (int64_t n = length; n < longer; ++n) STORE_ELEMENT(z + n * ELEMENT, (V){}, (V){});
  EK(transform)(&convolution->transform, z);
  for (int64_t k = 0; k < longer; ++k) {
    const REAL *a = z + convolution->order[k], *b = spectrum + 2 * k;
    const V re = LOAD(a), im = LOAD(a + LANES);
    STORE_ELEMENT(other + k * ELEMENT, re * b[0] - im * b[1], -(re * b[1] + im * b[0]));
  }
  EK(transform)(&convolution->transform, other);
  for (int64_t n = 0; n < length; ++n) {
    const REAL *a = other + convolution->order[n];
    const V re = LOAD(a), im = -LOAD(a + LANES);
    STORE_TURNED(z + n * ELEMENT, re, im, chirp + 2 * n);
  }
}
