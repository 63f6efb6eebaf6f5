// Complex transforms in place, decimation in frequency: a stage of radix r makes of a block of L
// elements r blocks of L/r, one for each remainder of the output's number.

// An element times the complex number at t, stored at z. All is read before anything is written,
// so that the compiler need not read it again.
#define STORE_TURNED(z, re, im, t)                                                             \
  do {                                                                                         \
    const REAL c = (t)[0], s = (t)[1];                                                         \
    const V turned_re = (re) * c - (im) * s, turned_im = (re) * s + (im) * c;                  \
    STORE(z, turned_re);                                                                       \
    STORE((z) + LANES, turned_im);                                                             \
  } while (0)

#define STORE_ELEMENT(z, re, im)                                                               \
  do {                                                                                         \
    STORE(z, re);                                                                              \
    STORE((z) + LANES, im);                                                                    \
  } while (0)

// Four outputs of elements at z, z + q, z + 2q, z + 3q.
INLINE void EK(butterfly4)(const REAL *z, int64_t q, V *re, V *im) {
  const V ar = LOAD(z), ai = LOAD(z + LANES), br = LOAD(z + q), bi = LOAD(z + q + LANES);
  const V cr = LOAD(z + 2 * q), ci = LOAD(z + 2 * q + LANES);
  const V dr = LOAD(z + 3 * q), di = LOAD(z + 3 * q + LANES);
  const V er = ar + cr, ei = ai + ci, fr = ar - cr, fi = ai - ci;
  const V gr = br + dr, gi = bi + di, hr = bi - di, hi = dr - br;
  re[0] = er + gr, im[0] = ei + gi;
  re[1] = fr + hr, im[1] = fi + hi;
  re[2] = er - gr, im[2] = ei - gi;
  re[3] = fr - hr, im[3] = fi - hi;
}

// Eight outputs of neighboring elements. The even ones make the even part p, and the odd ones q,
// turned by e^(-πi·k/4): output k is p[k] + q[k], and output k + 4 is p[k] - q[k].
INLINE void EK(butterfly8)(const REAL *z, V *re, V *im) {
  const REAL half = 0.70710678118654752440;
  V pr[4], pi[4], qr[4], qi[4];
  EK(butterfly4)(z + ELEMENT, 2 * ELEMENT, qr, qi);
  const V ar = qr[1] + qi[1], ai = qi[1] - qr[1], br = qi[3] - qr[3], bi = qr[3] + qi[3];
  EK(butterfly4)(z, 2 * ELEMENT, pr, pi);
  re[0] = pr[0] + qr[0], im[0] = pi[0] + qi[0], re[4] = pr[0] - qr[0], im[4] = pi[0] - qi[0];
  re[1] = pr[1] + ar * half, im[1] = pi[1] + ai * half;
  re[5] = pr[1] - ar * half, im[5] = pi[1] - ai * half;
  re[2] = pr[2] + qi[2], im[2] = pi[2] - qr[2], re[6] = pr[2] - qi[2], im[6] = pi[2] + qr[2];
  re[3] = pr[3] + br * half, im[3] = pi[3] - bi * half;
  re[7] = pr[3] - br * half, im[7] = pi[3] + bi * half;
}

static void EK(radix4)(REAL *z, int32_t span, const REAL *t) {
  const int64_t q = (int64_t)span * ELEMENT;
  for (int32_t j = 0; j < span; ++j, z += ELEMENT, t += 6) {
    V re[4], im[4];
    EK(butterfly4)(z, q, re, im);
    STORE_ELEMENT(z, re[0], im[0]);
    for (int k = 1; k < 4; ++k) STORE_TURNED(z + k * q, re[k], im[k], t + 2 * (k - 1));
  }
}

// The last stages have no twiddles.
INLINE void EK(last2)(REAL *z) {
  const V ar = LOAD(z), ai = LOAD(z + LANES), br = LOAD(z + ELEMENT), bi = LOAD(z + 3 * LANES);
  STORE_ELEMENT(z, ar + br, ai + bi);
  STORE_ELEMENT(z + ELEMENT, ar - br, ai - bi);
}

INLINE void EK(last4)(REAL *z) {
  V re[4], im[4];
  EK(butterfly4)(z, ELEMENT, re, im);
  for (int k = 0; k < 4; ++k) STORE_ELEMENT(z + k * ELEMENT, re[k], im[k]);
}

INLINE void EK(last8)(REAL *z) {
  V re[8], im[8];
  EK(butterfly8)(z, re, im);
  for (int k = 0; k < 8; ++k) STORE_ELEMENT(z + k * ELEMENT, re[k], im[k]);
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
        const REAL a = roots[2 * turn], b = roots[2 * turn + 1];
        er += sr[m] * a, ei += si[m] * a, or -= di[m] * b, oi += dr[m] * b;
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
