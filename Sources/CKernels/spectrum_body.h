// From the transform to powers. N real samples of an even N are N/2 complex elements, whose
// transform is split into those of the even and of the odd samples while it is read.

// What the references keep between the spectrum and what is made of it.
#define ROUNDED(x) __builtin_convertvector(__builtin_convertvector(x, FLOATS), V)

static void EK(split)(const ek_spectrum_plan *plan, const REAL *z, REAL *power) {
  const int32_t elements = plan->transform_length / 2;
  const uint32_t *order = plan->order;
  const REAL *twiddles = plan->split_twiddles, edge = plan->edge_gain;
  const V zr = LOAD(z), zi = LOAD(z + LANES);
  const V zero = 2 * (zr + zi), nyquist = 2 * (zr - zi);
  STORE(power, ROUNDED(zero * zero * edge));
  STORE(power + (int64_t)elements * LANES, ROUNDED(nyquist * nyquist * edge));
  for (int32_t k = 1; k <= elements / 2; ++k) {
    const REAL *a = z + order[k], *b = z + order[elements - k];
    const V ar = LOAD(a), ai = LOAD(a + LANES), br = LOAD(b), bi = LOAD(b + LANES);
    const V er = ar + br, ei = ai - bi, or = ai + bi, oi = br - ar;
    const REAL wr = twiddles[2 * k], wi = twiddles[2 * k + 1];
    const V tr = or * wr - oi * wi, ti = or * wi + oi * wr;
    const V xr = er + tr, xi = ei + ti, yr = er - tr, yi = ei - ti;
    STORE(power + (int64_t)k * LANES, ROUNDED(xr * xr + xi * xi));
    STORE(power + (int64_t)(elements - k) * LANES, ROUNDED(yr * yr + yi * yi));
  }
}

static void EK(square)(const ek_spectrum_plan *plan, const REAL *z, REAL *power) {
  const V zr = LOAD(z), zi = LOAD(z + LANES);
  STORE(power, ROUNDED((zr * zr + zi * zi) * (REAL)plan->edge_gain));
  for (int32_t k = 1; k <= plan->transform_length / 2; ++k) {
    const REAL *a = z + plan->order[k];
    const V re = LOAD(a), im = LOAD(a + LANES);
    STORE(power + (int64_t)k * LANES, ROUNDED(re * re + im * im));
  }
}

static void EK(power)(const ek_spectrum_plan *plan, const float *const *frames, void *scratch,
                      void *power, void *energy) {
  EK(load)(plan, frames, scratch, energy);
  if (plan->convolution) EK(convolve)(plan->convolution, plan->transform.length, scratch);
  else EK(transform)(&plan->transform, scratch);
  if (plan->transform_length % 2 == 0) EK(split)(plan, scratch, power);
  else EK(square)(plan, scratch, power);
}
